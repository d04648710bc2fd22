"""The reasons a child can pick are those that are counted, drawn and worded once."""

import pytest

from app.interviews.factors import KINDS, factors, of_kind
from surveys.checking import shipped_files
from surveys.definition import build
from surveys.reading import read

FORM = {file.stem: file for file in shipped_files()}["return_interview"]


@pytest.fixture(scope="module")
def asked():
    return build(read(FORM).data)


def test_there_are_fourteen_that_push_twelve_that_pull_and_two_others():
    kinds = [one.kind for one in factors().values()]
    assert [kinds.count(kind) for kind in KINDS] == [14, 12, 2]


@pytest.mark.parametrize("kind", ["push", "pull"])
def test_the_form_asks_about_each_factor_in_the_same_words(asked, kind):
    choices = asked.question(f"{kind}_factors").choices
    shown = [(one.code, one.label, one.symbol) for one in choices]
    assert shown == [(one.code, one.child, one.symbol) for one in of_kind(kind)]


def test_not_wanting_to_say_stands_alone(asked):
    alone = [one.code for one in asked.question("push_factors").choices if one.alone]
    assert alone == ["dont_say"]


def test_every_picture_of_every_form_is_drawn(app):
    drawings = app.jinja_env.get_template("components/pictures.html").module.DRAWINGS
    questions = [
        question for file in shipped_files() for question in build(read(file).data).questions
    ]
    used = {one.symbol for question in questions for one in question.choices if one.symbol}
    assert used | {one.symbol for one in factors().values()} <= set(drawings)


def test_no_question_blames_or_asks_for_a_witness():
    words = FORM.read_text(encoding="utf-8").casefold()
    for blaming in ("why did you", "run away", "abscond", "statement", "unfortunately", "must"):
        assert blaming not in words
