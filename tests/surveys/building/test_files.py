"""Surveys as files: what is given out comes in again, and hostile ones are said no to."""

import io
import json
from time import process_time

import pytest
from sqlalchemy import func, select

from surveys.building.ages import form_for
from surveys.building.importing import read_survey
from surveys.building.routes import files
from surveys.survey_models import Survey

BRING_IN = "/surveys/build/bring-in"
QUICK = 2
"""Seconds of work; on an idle computer the slowest takes a tenth of it."""


def a_file(*questions, **changed):
    asked = questions or ({"key": "a", "type": "feeling", "ask": "How are you?"},)
    content = {"title": "Buses", "intro": "I", "thanks": "T", "questions": list(asked)}
    return {**content, **changed}


def ask(key, **changed):
    return {"key": key, "type": "yes_no_not_sure", "ask": f"Ask {key}?", **changed}


def choices(*labels):
    return [{"code": f"c{n}", "label": one} for n, one in enumerate(labels)]


def sent(text="", **changed):
    return {"text": text, "title": "", "ages": [], "councils": ["west"], **changed}


def test_what_is_given_out_comes_in_again_as_it_was(world, ada, address, session):
    given_out = ada.get(address("/survey.json"))
    assert given_out.mimetype == "application/json"
    assert "attachment" in given_out.headers["Content-Disposition"]
    answer = ada.post(BRING_IN, data=sent(given_out.text, title="The same again"))
    assert answer.status_code == 303
    rows = select(Survey).where(Survey.title == "The same again")
    again = session.scalars(rows).unique().one()
    assert again.definition == {**world.survey.definition, "title": "The same again"}
    for words in (world.survey.councils[0].link_code, "Ada"):
        assert words not in given_out.text


def test_a_file_is_uploaded(ada, session):
    file = (io.BytesIO(json.dumps(a_file()).encode()), "survey.json")
    answer = ada.post(BRING_IN, data=sent(file=file), content_type="multipart/form-data")
    assert answer.status_code == 303
    assert session.scalar(select(Survey.title).where(Survey.title == "Buses"))


def test_a_published_form_comes_in_as_a_survey(world, app):
    form = form_for(world.survey.definition, "11_17", "s1_11_17")
    assert read_survey(json.dumps(form))["questions"] == form["questions"]


HOSTILE = {
    "a name twice": '{"title": "A", "title": "B"}',
    "a mixed heap of ages": json.dumps(a_file(ages=[1, "a", [], {}] * 30_000)),
    "20,000 questions": json.dumps(a_file(*[{"key": "a", "type": "date", "ask": "b"}] * 20_000)),
    "50,000 parts": json.dumps(a_file(**{f"x{n}": 1 for n in range(50_000)})),
    "100,000 answers waited for": json.dumps(
        a_file(ask("a", next=[{"when": ["x", 1] * 50_000, "go": "end"}]))
    ),
    "tells of what cannot be": json.dumps(a_file(ask("a", alert_on=["x"]))),
    "easier words of no answer": json.dumps(
        a_file(ask("a", easier={"choices": [{"code": "x", "label": "X"}]}))
    ),
    "no JSON": "{not json",
    "a list": "[]",
    "a number": "12",
    "deep": "[" * 100_000,
    "deep inside": json.dumps(a_file()).replace('"I"', '{"a":' * 900 + "1" + "}" * 900),
    "large": json.dumps(a_file(intro="x" * 1_100_000)),
    "nothing asked": json.dumps(a_file() | {"questions": []}),
    "61 questions": json.dumps(a_file(*(ask(f"q{n}") for n in range(61)))),
    "10,000 options": json.dumps(
        a_file(ask("a", type="one_choice", choices=choices(*map(str, range(10_000)))))
    ),
    "a circle": json.dumps(a_file(ask("a"), ask("b", next="a"))),
    "to itself": json.dumps(a_file(ask("a", next="a"))),
    "a way back": json.dumps(a_file(ask("a", next="c"), ask("b", next="end"), ask("c", next="b"))),
    "to nowhere": json.dumps(a_file(ask("a", next="z"))),
    "waits for what cannot be": json.dumps(a_file(ask("a", next=[{"when": ["x"], "go": "end"}]))),
    "twice the same key": json.dumps(a_file(ask("a"), ask("a"))),
    "a word of ours": json.dumps(a_file(ask("end"))),
    "what is counted besides": json.dumps(a_file(ask("asked"))),
    "the builder's own page": json.dumps(a_file(ask("new"))),
    "a line end in a key": json.dumps(a_file(ask("a\n"))),
    "a line end in a code": json.dumps(
        a_file(ask("a", type="one_choice", choices=[{"code": "x\n", "label": "X"}, *choices("Y")]))
    ),
    "a picture that nobody drew": json.dumps(
        a_file(
            ask("a", type="one_tap", choices=[one | {"symbol": "gun"} for one in choices("X", "Y")])
        )
    ),
    "never asked": json.dumps(a_file(ask("a", next="end"), ask("b"))),
    "a percent sign": json.dumps(a_file(ask("a", ask="100% sure?"))),
    "a percent sign in easy words": json.dumps(a_file(ask("a", easier={"ask": "%(x)s"}))),
    "half a letter": json.dumps(a_file(ask("a", ask="\ud800"))),
    "half a letter for a key": json.dumps(a_file(ask("\ud800"))),
    "a NUL": json.dumps(a_file(title="a\0b")),
    "who reads it": json.dumps(a_file(ask("a", type="person", purpose="readers"))),
    "a type we do not know": json.dumps(a_file(ask("a", type="upload"))),
    "an unknown key": json.dumps(a_file(ask("a", script="x"))),
    "an unknown part": json.dumps(a_file(urgent=True)),
    "odd ages": json.dumps(a_file(ages=["8_11", "99"])),
    "ages of another shape": json.dumps(a_file(ages={"8_11": 1})),
    "how many": json.dumps(a_file(asked=-1)),
    "no number": json.dumps(a_file()).replace('"I"', '"I", "asked": NaN'),
    "a huge number": json.dumps(a_file()).replace('"I"', '"I", "asked": 1' + "0" * 5000),
    "questions of another shape": json.dumps(a_file() | {"questions": {"a": 1}}),
    "a question that is none": json.dumps(a_file() | {"questions": [None]}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_said_no_to_and_nothing_is_lost(ada, session, name):
    surveys = select(func.count()).select_from(Survey)
    before, began = session.scalar(surveys), process_time()
    answer = ada.post(BRING_IN, data=sent(HOSTILE[name], title="My own title"))
    assert answer.status_code == 422 and process_time() - began < QUICK
    assert "This cannot be brought in" in answer.text and "My own title" in answer.text
    assert len(answer.text) > len(HOSTILE[name]), "it is still there, to be put right"
    assert session.scalar(surveys) == before


def test_scripts_in_a_file_are_words_like_any_others(world, ada, session):
    script = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    asked = ask("a", type="one_choice", ask=script, hint=script, why=script,
                choices=choices(script, "B"), section=script[:100])  # fmt: skip
    content = a_file(asked, title=script[:90], intro=script, thanks=script)
    answer = ada.post(BRING_IN, data=sent(json.dumps(content)))
    assert answer.status_code == 303
    made = session.scalars(select(Survey).where(Survey.title == script[:90])).unique().one()
    page = f"/surveys/build/{made.id}"
    for rest in ("", "/about", "/look", "/questions/a", "/questions/a/next", "/questions/a/remove",
                 "/preview/8_11", "/preview/8_11/a", "/preview/8_11/end"):  # fmt: skip
        text = ada.get(page + rest).text
        assert "<script>alert" not in text and "<img src=x" not in text, rest
        assert "&lt;script&gt;" in text, rest


def test_a_file_that_is_no_text_or_too_large_is_said_no_to(ada, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 1000)
    for raw in (b"\xff\xfe\x00", b"x" * 1001):
        file = (io.BytesIO(raw), "survey.json")
        answer = ada.post(BRING_IN, data=sent(file=file), content_type="multipart/form-data")
        assert answer.status_code == 422 and "This cannot be brought in" in answer.text


def test_it_goes_only_into_their_own_councils(ada):
    answer = ada.post(BRING_IN, data=sent(json.dumps(a_file()), councils=["north"]))
    assert answer.status_code == 422 and "Choose at least one council." in answer.text
    assert "Buses" in answer.text


def test_what_begins_with_a_files_mark_is_read_pasted_too(ada, session):
    assert ada.post(BRING_IN, data=sent("\ufeff" + json.dumps(a_file()))).status_code == 303
    assert session.scalar(select(Survey.title).where(Survey.title == "Buses"))


@pytest.mark.parametrize("text", ["", " \r\n", "\ufeff"])
def test_whoever_brings_in_nothing_is_told_to_choose_a_file(ada, text):
    answer = ada.post(BRING_IN, data=sent(text))
    assert answer.status_code == 422 and "Choose the file, or paste what is in it." in answer.text
    assert "at line 1" not in answer.text


def test_a_file_that_is_much_too_large_is_not_to_be_sent_in_parts(ada):
    answer = ada.post(BRING_IN, data=sent("x" * 9_000_000))
    assert answer.status_code == 413 and "a smaller file" in answer.text
