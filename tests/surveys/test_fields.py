"""Every question type: what it stores, what it refuses, and that it never loses what was typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from surveys.definition import Choice, Given, Question
from surveys.fields.base import Option, ValidationProblem
from surveys.fields.table import TYPES

COLOURS = (Choice("red", "Red", "me"), Choice("blue", "Blue", "home"))
PEOPLE = (Option("social_worker", "My social worker"), Option("advocate", "My advocate"))
ANY_TEXT = st.text(st.characters(), max_size=400)  # control characters and half characters too


def asked(name: str) -> Question:
    choices = (
        COLOURS if name in ("one_choice", "several_choices", "picture_choice", "one_tap") else ()
    )
    return Question("q", name, "Ask?", choices=choices)


def clean(name: str, *raw: str) -> Given:
    kind = TYPES[name]
    return kind.clean(raw, PEOPLE if name == "person" else kind.options(asked(name)))


def form_for(name: str, formdata=None, data=None):
    kind = TYPES[name]
    field = kind.field(asked(name), PEOPLE if name == "person" else None)
    return type("AskForm", (Form,), {"answer": field})(formdata, data=data or {})


@pytest.mark.parametrize("name", TYPES)
def test_every_type_can_be_skipped(name):
    assert clean(name).skipped
    assert clean(name, "").skipped


@pytest.mark.parametrize("name", ["short_text", "long_text"])
@pytest.mark.parametrize(
    "typed",
    [
        " two  spaces ",
        "a\r\nb\nc",
        "nul \0 here",
        "\u202eturned round\u202c",
        "=1+1",
        "ሰላም",
        "\ufeffx",
    ],
)
def test_what_is_typed_is_what_is_stored(name, typed):
    assert clean(name, typed).words == typed


def test_words_past_the_limit_are_refused_with_both_numbers():
    with pytest.raises(ValidationProblem) as refused:
        clean("long_text", "x" * 10_001)
    assert "10,001" in refused.value.message
    assert "10,000" in refused.value.message


def test_a_new_line_counts_once_however_the_browser_sends_it():
    assert clean("short_text", "\r\n" * 100 + "x" * 100).words


def test_half_a_character_is_refused_not_stored_and_not_a_crash():
    with pytest.raises(ValidationProblem):
        clean("short_text", "abc\ud800")


@pytest.mark.parametrize("name", ["one_choice", "picture_choice"])
def test_one_choice_keeps_one_code(name):
    assert clean(name, "blue").choices == ("blue",)
    with pytest.raises(ValidationProblem):
        clean(name, "red", "blue")
    with pytest.raises(ValidationProblem):
        clean(name, "Blue")


def test_several_choices_keep_codes_in_the_order_of_the_page():
    assert clean("several_choices", "blue", "red", "blue").choices == ("red", "blue")
    with pytest.raises(ValidationProblem):
        clean("several_choices", "red", "green")


@pytest.mark.parametrize(
    ("name", "count"), [("feeling", 6), ("agreement", 6), ("yes_no_not_sure", 3)]
)
def test_a_fixed_scale_offers_its_steps_and_a_way_out(name, count):
    options = TYPES[name].options(asked(name))
    assert len(options) == count
    assert all(clean(name, option.code).choices == (option.code,) for option in options)
    assert options[-1].code in ("dont_know", "not_sure")


def with_nothing(*raw: str) -> Given:
    """Colours of which one may pick several, or none of them."""
    colours = (*COLOURS, Choice("none", "None of these", alone=True))
    question = Question("q", "several_choices", "Ask?", choices=colours)
    return TYPES["several_choices"].clean(raw, TYPES["several_choices"].options(question))


def test_a_choice_that_stands_alone_is_taken_alone():
    assert with_nothing("none").choices == ("none",)
    assert with_nothing("red", "blue").choices == ("red", "blue")


def test_a_choice_that_stands_alone_is_refused_beside_another_and_named():
    with pytest.raises(ValidationProblem) as refused:
        with_nothing("blue", "none")
    assert "None of these" in refused.value.message
    assert refused.value.kept.choices == ("blue",)


def test_a_person_is_one_of_those_on_the_page():
    assert clean("person", "advocate", "social_worker").choices == ("social_worker", "advocate")
    with pytest.raises(ValidationProblem):
        clean("person", "prime_minister")


@pytest.mark.parametrize(
    "typed", [("27", "3", "2026"), ("۲۷", "۳", "۲۰۲۶"), (" 27", "03 ", "2026")]
)
def test_a_date_is_read_in_any_digits_and_stored_one_way(typed):
    assert clean("date", *typed).choices == ("2026-03-27",)


@pytest.mark.parametrize(
    "typed",
    [("31", "2", "2026"), ("1", "1", "1404"), ("1", "1", ""), ("a", "b", "c"), ("²", "1", "2026"),
     ("1", "1", "9" * 5000), ("-1", "1", "2026"), ("0", "0", "2026"), ("1", "2", "2026", "4")],
)  # fmt: skip
def test_what_is_no_date_is_refused_kindly(typed):
    with pytest.raises(ValidationProblem) as refused:
        clean("date", *typed)
    assert refused.value.message


def test_a_date_comes_back_as_it_is_read():
    given_day = Given(("2026-03-27",))
    assert TYPES["date"].typed(given_day) == ["27", "3", "2026"]
    assert TYPES["date"].words(given_day) == [date(2026, 3, 27)]


def test_an_answer_is_read_back_in_words_and_many_are_counted_by_code():
    kind = TYPES["several_choices"]
    options = kind.options(asked("several_choices"))
    assert kind.words(Given(("red", "blue")), options) == ["Red", "Blue"]
    assert kind.summary([Given(("red",)), Given(("red", "blue")), Given()]) == {"red": 2, "blue": 1}
    assert TYPES["long_text"].summary([Given(words="a"), Given()]) == {"answered": 1}


def test_a_problem_never_carries_the_words_that_caused_it():
    with pytest.raises(ValidationProblem) as refused:
        clean("short_text", "my secret" * 100)
    assert "secret" not in str(refused.value) + refused.value.message


@pytest.mark.parametrize("name", TYPES)
@given(raw=st.lists(ANY_TEXT, max_size=4), extra=st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=3))
def test_whatever_is_sent_is_taken_or_refused_and_shown_again(name, raw, extra):
    sent = MultiDict(extra)
    if name == "date":
        sent.update(zip(("answer-day", "answer-month", "answer-year"), raw, strict=False))
    else:
        sent.setlist("answer", raw)
    form = form_for(name, sent)
    taken = form.validate()
    str(form.answer.data).encode("utf-8")  # what is shown again is whole characters
    if not taken:
        assert form.errors["answer"][0]
    elif TYPES[name].stores_words and raw and raw[0].strip():
        assert form.answer.given.words.encode() == raw[0].encode()
    if TYPES[name].stores_words and raw:
        assert form.answer.raw[0] == raw[0]


@pytest.mark.parametrize("name", TYPES)
def test_a_saved_answer_is_shown_again_in_its_field(name):
    raw = {
        "short_text": ["hi"], "long_text": ["hi"], "date": ["1", "2", "2026"],
        "person": ["advocate"], "feeling": ["sad"], "agreement": ["agree"],
        "yes_no_not_sure": ["no"],
    }.get(name, ["red"])  # fmt: skip
    stored = clean(name, *raw)
    field = form_for(name, data={"answer": stored}).answer
    assert TYPES[name].clean(field.raw, field.options) == stored
    assert field.data in (raw, raw[0], dict(zip(("day", "month", "year"), raw, strict=False)))
