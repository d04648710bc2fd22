"""A form with a mistake in it is never published, and its author is told the line."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from surveys.checking import check_file, schema, shipped_files
from surveys.commands import group
from surveys.definition import build
from surveys.texts import TEXT_KEYS

FORM = """key: trial
kind: survey
symbol: me
title: A trial
intro: Some words
thanks: Thank you
questions:
  - key: first
    type: yes_no_not_sure
    ask: Do you like it?
    next:
      - when: [yes]
        go: last
  - key: second
    type: long_text
    ask: Why not?
  - key: last
    type: one_choice
    ask: Which one?
    choices:
      - code: red
        label: Red
      - code: blue
        label: Blue
"""


ROUTES = "    next:\n      - when: [yes]\n        go: last"


@pytest.fixture
def problems_in(tmp_path: Path):
    def problems(text: str | bytes) -> list[tuple[int, str]]:
        file = tmp_path / "trial.yaml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return [(problem.line, problem.message) for problem in check_file(file)]

    return problems


def test_a_good_form_has_no_problems(problems_in):
    assert problems_in(FORM) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("symbol: me", "symbol: me\ncolour: red", 4, "“colour” is not a key we know here"),
        ("    ask: Why not?\n", "    ask: Why not?\n    hnt: x\n", 17, "“hnt” is not a key"),
        ("        label: Blue\n", "        label: Blue\n        size: 3\n", 25, "“size” is not a"),
        ("    ask: Why not?\n", "", 14, "“ask” is missing"),
        ("title: A trial", "title: '  '", 4, "“title” has no words"),
        ("label: Red", "label: ''", 22, "“label” has no words"),
        ("title: A trial", "title: 100% me", 4, "has a % sign"),
        ("    next:\n", "    alert_on: [never]\n    next:\n", 11, "waits for “never”"),
        ("code: blue", "code: red", 21, "the choice “red” is there twice"),
        ("key: second", "key: first", 8, "the question “first” is there twice"),
        ("    ask: Why not?", "    ask: A\n    ask: B", 17, "“ask” is written twice"),
        ("label: Blue", "label: Blue\n        alone: true", 25, "“alone” does not belong to"),
        ("go: last", "go: nowhere", 13, "goes to “nowhere”, which is not a question here"),
        ("when: [yes]", "when: [maybe]", 12, "waits for “maybe”, which cannot be chosen"),
        (ROUTES, "    next: last", 12, "nobody is ever asked"),
        ("    ask: Why not?", "    ask: Why not?\n    next: first", 17, "a circle"),
        (ROUTES, "    next:\n      - go: second\n      - go: last", 12, "always"),
        ("type: long_text", "type: essay", 15, "must be one of"),
        ("type: long_text", "type: person", 14, "“purpose” is missing"),
        ("type: long_text", "type: long_text\n    purpose: about", 16, "does not belong to"),
        ("type: long_text", "type: picture_choice", 14, "“choices” is missing"),
        ("key: second", "key: check", 14, "a word we keep for ourselves"),
        ("key: trial", "key: other", 1, "must be the file's name"),
        ("title: A trial", "title: &a A trial\nintro: *a", 5, "uses an alias"),
        ("title: A trial", "title: !!python/name:os.system x", 4, "is not plain text"),
        ("title: A trial", "title: [A", 5, "is not YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(problems_in, before, after, line, said):
    assert before in FORM
    found = problems_in(FORM.replace(before, after, 1))
    assert line in [at for at, message in found if said in message], found


def test_a_part_of_a_form_goes_on_until_another_begins(problems_in):
    written = FORM.replace("    ask: Do you", "    section: First\n    ask: Do you")
    written = written.replace("    ask: Which", "    section: Then\n    ask: Which")
    assert problems_in(written) == []
    parts = [question.section for question in build(yaml.safe_load(written)).questions]
    assert parts == ["First", "First", "Then"]


def test_either_every_choice_is_drawn_or_none(problems_in):
    drawn = FORM.replace("        label: Red\n", "        label: Red\n        symbol: me\n")
    [(line, said)] = problems_in(drawn)
    assert (line, said) == (20, "some choices have a symbol and some have none")


SEVERAL = FORM.replace("type: one_choice", "type: several_choices")


def test_a_choice_among_several_may_stand_alone(problems_in):
    assert problems_in(SEVERAL + "        alone: true\n") == []


@pytest.mark.parametrize("written", ["false", "yes", "'true'"])
def test_a_choice_stands_alone_or_says_nothing_of_it(problems_in, written):
    found = problems_in(f"{SEVERAL}        alone: {written}\n")
    assert found == [(25, "“alone” must be true, or be left out")]


def test_not_every_choice_can_stand_alone(problems_in):
    every = SEVERAL.replace("Red\n", "Red\n        alone: true\n") + "        alone: true\n"
    [(line, said)] = problems_in(every)
    assert (line, said) == (20, "every choice stands alone: make it a one_choice question")


def test_every_question_on_a_circle_is_named(problems_in):
    circle = FORM.replace("    ask: Which one?", "    ask: Which one?\n    next: first")
    found = problems_in(circle)
    assert [line for line, message in found if "a circle" in message] == [11, 14, 20]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "is empty"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"a: \x01", "a character YAML does not allow"),
        (b"- 1\n- 2\n", "the file"),
        (b"[" * 5000, "nested more than"),
        (b"a: " + b"x" * 500_001, "is larger than"),
        (b"a: 2026-99-99", "is not plain text"),
        (b"? [1]\n: 2\n", "not a key"),
    ],
)
def test_a_file_that_is_no_form_is_refused_with_a_reason(problems_in, text, said):
    assert any(said in message for _, message in problems_in(text)), problems_in(text)


def test_a_file_that_is_not_there_is_a_problem_not_a_crash(tmp_path):
    assert "cannot be opened" in check_file(tmp_path / "gone.yaml")[0].message


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
)
def test_no_file_whatever_crashes_the_check(tmp_path_factory, written):
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(written)
    assert check_file(file)


@pytest.mark.parametrize("file", shipped_files(), ids=lambda file: file.stem)
def test_every_form_that_ships_may_be_published(file):
    assert check_file(file) == []


@pytest.mark.parametrize("file", shipped_files(), ids=lambda file: file.stem)
def test_every_form_that_ships_is_short_and_explains_each_question(file):
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    # A conversation goes on longer than what somebody fills in alone.
    longest = 30 if written["kind"] == "interview" else 8
    assert 2 <= len(written["questions"]) <= longest
    assert all(question.get("hint") for question in written["questions"])


def test_the_statements_the_not_safe_form_four_suggestions_and_the_interviews_ship():
    assert [file.stem for file in shipped_files()] == [
        "award_nomination",
        "get_ready_for_my_meeting",
        "how_i_feel",
        "my_workers_visit",
        "not_safe",
        "offer_ask",
        "offer_missing",
        "offer_refused",
        "offer_wrong",
        "return_interview",
        "return_interview_wishes",
        "share_good_news",
        "something_else",
        "sort_out_a_problem",
        "this_is_me",
        "where_i_live",
    ]


def test_every_text_the_schema_allows_is_listed_for_translators():
    def texts(part):
        for key, value in part.get("properties", {}).items():
            if isinstance(value, dict) and value.get("$ref") == "#/$defs/text":
                yield key

    parts = [schema(), *schema()["$defs"].values()]
    assert {key for part in parts for key in texts(part)} == set(TEXT_KEYS)


def test_the_command_prints_file_line_and_message_and_fails(tmp_path):
    file = tmp_path / "trial.yaml"
    file.write_text(FORM.replace("go: last", "go: nowhere"), encoding="utf-8")
    result = CliRunner().invoke(group, ["check", str(file)])
    assert result.exit_code == 1
    first, last = result.output.splitlines()
    assert first == f"{file}:13: goes to “nowhere”, which is not a question here"
    assert last == "1 forms, 1 problems"


def test_the_command_passes_every_form_that_ships():
    result = CliRunner().invoke(group, ["check"])
    assert (result.exit_code, result.output) == (0, "16 forms, 0 problems\n")


@pytest.mark.parametrize("key", ["first", "last"])
def test_a_question_for_those_with_a_name_alone_is_not_first_and_nothing_leads_to_it(
    problems_in, key
):
    start = FORM.index(f"  - key: {key}\n") + len(f"  - key: {key}\n")
    found = problems_in(FORM[:start] + "    only_by_name: true\n" + FORM[start:])
    assert [message for _line, message in found] == [
        "this is the first question, or a route leads to it"
    ]
    middle = FORM.replace("key: second\n", "key: second\n    only_by_name: true\n")
    assert problems_in(middle) == []
