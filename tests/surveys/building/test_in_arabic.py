"""The builder in Arabic: the bank's words are Arabic, one's own stay and are told apart."""

import pytest

from app.core.i18n import gettext, speaking
from surveys.building.bank import ready_question, taken_from
from surveys.building.content import with_questions

OWN = {
    "key": "q_food",
    "type": "one_choice",
    "ask": "Why is there not enough food?",
    "choices": [{"code": "gone", "label": "It runs out"}, {"code": "bad", "label": "Not nice"}],
}


@pytest.fixture
def arabic(app, world, session):
    """The draft with a question of the bank, one of their own, and a way from one to the other."""
    app.config["SHOW_INCOMPLETE"] = True
    ready = taken_from(ready_question("b_trust"), world.survey.definition)
    assert ready["type"] == "yes_no_not_sure"
    first = {**ready, "next": [{"when": ["no"], "go": "end"}, {"go": "q_food"}]}
    world.survey.definition = with_questions(world.survey.definition, [first, OWN])
    session.commit()
    return ready


def said(english: str) -> str:
    with speaking("ar"):
        words = gettext(english)
    assert words != english
    return words


PAGES = pytest.mark.parametrize("page", ["", "/look", "/questions/b_trust/next"])


@PAGES
def test_a_question_of_the_bank_is_read_in_arabic(ada, address, arabic, page):
    text = ada.get(address(f"{page}?lang=ar")).text
    assert said(arabic["ask"]) in text and arabic["ask"] not in text
    assert '<span lang="en" dir="ltr">Why is there not enough food?</span>' in text or page


def test_its_answers_and_its_hint_are_arabic_for_whoever_looks(ada, address, world, session):
    ready = taken_from(ready_question("about_home"), world.survey.definition)
    world.survey.definition = with_questions(world.survey.definition, [ready])
    session.commit()
    ada.application.config["SHOW_INCOMPLETE"] = True
    text = ada.get(address("/look?lang=ar")).text
    for english in (ready["hint"], ready["why"], ready["choices"][0]["label"]):
        assert said(english) in text and english not in text


def test_a_question_of_the_bank_with_changed_words_stays_as_they_wrote_it(
    ada, address, arabic, world, session
):
    changed = {**arabic, "ask": "Changed words?"}
    world.survey.definition = with_questions(world.survey.definition, [changed])
    session.commit()
    assert '<span lang="en" dir="ltr">Changed words?</span>' in ada.get(address("?lang=ar")).text


def test_english_inside_an_arabic_sentence_is_isolated(ada, address, arabic):
    text = ada.get(address("?lang=ar")).text
    assert "\u2068Why is there not enough food?\u2069" in text
    assert "«لا»" in text and "“لا”" not in text


def test_an_answer_and_its_mark_stand_on_the_same_side(ada, address, arabic):
    text = ada.get(address("/look?lang=ar")).text
    assert '<li><bdi><span lang="en" dir="ltr">It runs out</span></bdi></li>' in text


@pytest.mark.parametrize("page", ["", "/about", "/../bring-in"])
def test_councils_have_their_arabic_names_on_every_page(ada, address, app, page):
    app.config["SHOW_INCOMPLETE"] = True
    here = "/surveys/build/bring-in" if "bring-in" in page else address(page)
    text = ada.get(f"{here}?lang=ar").text
    assert said("West Northamptonshire") in text
    assert ">West Northamptonshire<" not in text


def test_ages_and_steps_are_joined_with_arabic_commas(ada, address, arabic):
    text = ada.get(address("?lang=ar")).text
    assert "</bdi>، <bdi>" in text
    assert (
        "</bdi>, <bdi>" not in text and "; " not in text.partition("<main")[2].partition("</h2>")[0]
    )


def test_the_name_stands_where_it_does_in_the_preview(ada, address, arabic, world):
    heading = f'<h1><bdi><span lang="en" dir="ltr">{world.survey.title}</span></bdi></h1>'
    for page in ("", "/look", "/preview/11_17"):
        assert heading in ada.get(address(f"{page}?lang=ar")).text


def test_a_page_says_once_what_is_english_and_what_nobody_has_checked(ada, address, arabic):
    text = ada.get(address("/preview/11_17?lang=ar")).text
    assert text.count("survey-english") == 1 and text.count("survey-draft") == 1
    assert text.count('class="hint survey-') == 1
