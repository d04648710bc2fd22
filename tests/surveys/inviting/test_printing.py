"""Posters and paper: in every script, tagged, with every kind of question on them."""

import io

import pytest
from pypdf import PdfReader

from app.demo.factories import make_open_survey, survey_link
from surveys.definition import build
from surveys.inviting import paper, posters, translating
from surveys.inviting.finding import ages_of

EVERY_TYPE = [
    {"key": "a", "type": "short_text", "ask": "One line?"},
    {"key": "b", "type": "long_text", "ask": "Many lines?"},
    {
        "key": "c",
        "type": "one_choice",
        "ask": "Pick one",
        "choices": [{"code": "x", "label": "First"}, {"code": "y", "label": "Second"}],
        "next": [{"when": ["y"], "go": "end"}, {"go": "e"}],
    },
    {"key": "d", "type": "feeling", "ask": "How does it feel?", "section": "A new part"},
    {
        "key": "e",
        "type": "several_choices",
        "ask": "Pick some",
        "hint": "As many as you like.",
        "choices": [{"code": "x", "label": "Third"}, {"code": "y", "label": "Fourth"}],
    },
    {"key": "f", "type": "agreement", "ask": "Is it true?"},
    {"key": "g", "type": "yes_no_not_sure", "ask": "Yes or no?"},
    {"key": "h", "type": "date", "ask": "Which day?"},
    {
        "key": "i",
        "type": "picture_choice",
        "ask": "Which picture?",
        "choices": [
            {"code": "x", "label": "Home", "symbol": "home"},
            {"code": "y", "label": "Clock", "symbol": "clock"},
        ],
    },
    {
        "key": "j",
        "type": "one_tap",
        "ask": "Tap one",
        "choices": [
            {"code": "x", "label": "Tick", "symbol": "tick"},
            {"code": "y", "label": "Help", "symbol": "help"},
        ],
    },
    {"key": "k", "type": "person", "purpose": "about", "ask": "Who is it about?"},
]


def words_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def definition_of(survey):
    return build(ages_of(survey)["11_17"].definition)


@pytest.fixture
def every_type(world):
    return make_open_survey(world.west, questions=EVERY_TYPE, title="Everything")


@pytest.mark.parametrize("language", ["en", "ar", "fa-AF", "ti", "uk", "vi"])
def test_a_poster_has_the_title_the_link_and_the_last_day_in_every_script(world, language):
    made = posters.poster(world.link, definition_of(world.survey), language)
    reader = PdfReader(io.BytesIO(made))
    assert "/StructTreeRoot" in reader.trailer["/Root"] and reader.metadata.title == "Home and food"
    words = words_of(made)
    assert world.link.code in words and "Home and food" in words


def test_a_title_with_a_drawn_face_still_makes_a_poster(world):
    survey = make_open_survey(world.west, title="Food \U0001f600 and more")
    made = posters.poster(survey_link(survey), definition_of(survey), "en")
    assert "and more" in words_of(made)


@pytest.mark.parametrize(("title", "said"), [("🍕🍕", "slice of pizza"), ("食物", "–")])
def test_a_title_no_font_of_ours_can_show_is_named(world, title, said):
    survey = make_open_survey(world.west, title=title)
    made = posters.poster(survey_link(survey), build(ages_of(survey)["11_17"].definition), "en")
    assert said in PdfReader(io.BytesIO(made)).pages[0].extract_text()


def test_every_kind_of_question_is_on_the_paper(every_type):
    words = words_of(paper.paper(definition_of(every_type), "en"))
    for question in EVERY_TYPE:
        assert question["ask"] in words
    for label in ("First", "Third", "Very happy", "Home", "Tick", "Day, month, year"):
        assert label in words
    assert "If you ticked “Second”, you have finished." in words.replace("\n", " ")
    assert "Everybody else: go to question 5." in words and "Then go to" not in words
    assert "A new part" in words and "Do not write your name" in words


@pytest.mark.parametrize(
    ("kind", "routes", "told"),
    [
        (
            "one_choice",
            [{"when": ["n"], "go": "two"}, {"go": "three"}],
            ["If you ticked “No”, go to question 2.", "Everybody else: go to question 3."],
        ),
        (
            "one_choice",
            [{"when": ["n", "m"], "go": "three"}, {"go": "end"}],
            [
                "If you ticked “No” or “Maybe”, go to question 3.",
                "Everybody else: you have finished.",
            ],
        ),
        (
            "several_choices",
            [{"when": ["y"], "go": "three"}, {"when": ["n"], "go": "end"}],
            [
                "If you ticked “Yes”, go to question 3.",
                "If not, and you ticked “No”, you have finished.",
            ],
        ),
        (
            "one_choice",
            [{"when": ["y"], "go": "three"}, {"when": ["n"], "go": "end"}],
            ["If you ticked “Yes”, go to question 3.", "If you ticked “No”, you have finished."],
        ),
        ("one_choice", "three", ["Then go to question 3."]),
        ("one_choice", "end", ["After this you have finished."]),
    ],
)
def test_the_paper_sends_everybody_where_the_screen_does(world, kind, routes, told):
    choices = [{"code": one[0].lower(), "label": one} for one in ("Yes", "No", "Maybe")]
    asked = [
        {"key": "one", "type": kind, "ask": "First?", "choices": choices, "next": routes},
        {"key": "two", "type": "short_text", "ask": "Second?"},
        {"key": "three", "type": "short_text", "ask": "Third?"},
    ]
    survey = make_open_survey(world.west, questions=asked, title="Routes")
    words = " ".join(words_of(paper.paper(definition_of(survey), "en")).split())
    assert " ".join(told) + " 2. Second?" in words


def test_the_paper_says_of_which_ticks_the_duty_team_is_told(world):
    safe = {"key": "s", "type": "yes_no_not_sure", "ask": "Safe?", "alert_on": ["no", "not_sure"]}
    survey = make_open_survey(world.west, questions=[{**safe, "alert_on": []} | {"key": "t"}, safe])
    words = " ".join(words_of(paper.paper(definition_of(survey), "en")).split())
    assert words.count("the duty team is told") == 1
    assert "2. Safe? Tick one. If you tick “No” or “I’m not sure”, the duty team is told." in words


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_paper_in_another_script_is_made_with_what_is_translated(world, every_type, language):
    text = next(one for one in translating.texts_of(every_type) if one.english == "One line?")
    said = {"ar": "سطر واحد؟", "ti": "ሓደ መስመር?"}[language]
    translating.translate(
        every_type, language, text.digest, said, world.officer, translating.NOT_YET
    )
    made = paper.paper(definition_of(every_type), language)
    assert made.startswith(b"%PDF") and "Many lines?" in words_of(made)


def test_the_officer_gets_both_and_nobody_else_does(world, signed_in_as):
    officer, at = signed_in_as(world.officer), f"/surveys/desk/{world.survey.id}"
    page = officer.get(at).text
    assert "Poster (PDF)" in page and world.link.code in page
    for path in (f"{at}/west/poster.pdf?language=ar", f"{at}/west/8_11/paper.pdf"):
        assert officer.get(path).mimetype == "application/pdf"
        assert signed_in_as(world.worker).get(path).status_code == 404
    assert officer.get(f"{at}/north/poster.pdf").status_code == 404
    assert officer.get(f"{at}/west/4_7/paper.pdf").status_code == 404
    assert "Home and food" in officer.get("/surveys/desk/").text
