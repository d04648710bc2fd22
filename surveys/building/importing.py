"""The definition of a survey as a file: given out for reuse, and taken in after every check.

What comes in may be from anybody: it is held to the shape of a form (`surveys/schema.json`), to the
routes, to what a page can show, and to a size. Scripts in it are words like any others.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from app.core.i18n import _
from surveys.building.ages import ages_of
from surveys.building.content import Content, Question, backward, codes_of, keys_of
from surveys.building.json_traps import Unreadable, read_json
from surveys.building.problems import KEY, LONGEST, LONGEST_TEXT, word_problem
from surveys.building.shape_words import none_of, shape_words
from surveys.building.texts import PICTURES, TYPE_WORDS
from surveys.building.wrong_words import at, route_words
from surveys.checking import schema
from surveys.route_checks import rule_problems
from surveys.survey_models import AGES, Survey
from surveys.wrong import Wrong

LARGEST = 1_000_000
"""Bytes."""
MOST_SAID = 12
"""So many things that are wrong are said at once."""
FILE_MARK = "\ufeff"
"""What some programs begin a file with; whoever copies all of it pastes that too."""
SCHEMA_FILE = Path(__file__).with_name("content.schema.json")
BESIDE = ("ages", "easier", "about_you", "chosen_for")
"""What a question has beside what is published of it."""
OF_A_FORM = ("key", "kind", "listed", "symbol")
"""What a published form has besides, and what a survey is given anew when it opens."""


class NotASurvey(Exception):
    """What came in cannot be one. `problems` are sentences."""

    def __init__(self, *problems: str) -> None:
        super().__init__(f"{len(problems)} problems")
        said = [one.encode("utf-8", "replace").decode() for one in problems]
        self.problems = list(dict.fromkeys(said))[:MOST_SAID]


@cache
def extras_schema() -> dict[str, Any]:
    """The JSON Schema of what a survey has beside what every form has."""
    return json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))


def as_file(survey: Survey) -> str:
    """The definition, to be brought in again here or elsewhere: no answers, no names, no links."""
    return json.dumps(dict(survey.definition), ensure_ascii=False, indent=2, sort_keys=True)


def read_survey(raw: str) -> dict[str, Any]:
    """The content in this file. Raises NotASurvey."""
    raw = raw.removeprefix(FILE_MARK)
    if not raw.strip():
        raise NotASurvey(_("Choose the file, or paste what is in it."))
    if len(raw.encode("utf-8", "surrogatepass")) > LARGEST:
        raise NotASurvey(_("It is too large: there is room for one megabyte."))
    try:
        return _checked(read_json(raw))
    except Unreadable as problem:
        raise NotASurvey(str(problem)) from problem


def _checked(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise NotASurvey(_("This is not the file of a survey."))
    data = {name: value for name, value in data.items() if name not in OF_A_FORM}
    _refuse(_shape_of(data))
    content = {"ages": list(AGES), **data}
    if "asked" in content:
        content["asked"] = int(content["asked"])  # JSON's 40.0 is 40
    _refuse(_words_in(content))
    _refuse(_ways_in(content))
    return content


def _refuse(found: Iterator[str]) -> None:
    problems = list(islice(found, MOST_SAID))
    if problems:
        raise NotASurvey(*problems)


def _shape_of(data: Mapping[str, Any]) -> Iterator[str]:
    # Only what comes from outside is checked so, and most starts bring nothing in.
    from jsonschema import Draft202012Validator

    wrong = False
    for error in Draft202012Validator(extras_schema()).iter_errors(data):
        wrong = True
        yield at(data, tuple(error.absolute_path), shape_words(error))
    if wrong:
        return
    for error in Draft202012Validator(schema()).iter_errors(_plain(data)):
        yield at(data, tuple(error.absolute_path), shape_words(error))


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same as one form, with every question as every age is asked it."""
    return {
        **{name: data[name] for name in ("title", "intro", "thanks")},
        **{"key": KEY, "kind": "survey", "symbol": "pledge"},
        "questions": [
            {name: value for name, value in one.items() if name not in BESIDE}
            for one in data["questions"]
        ],
    }


def _words_in(content: Content) -> Iterator[str]:
    for name in ("title", "intro", "thanks"):
        if said := word_problem(content[name], LONGEST[name]):
            yield at(content, (name,), said)
    for number, question in enumerate(content["questions"]):
        for said in _words_of(question):
            yield at(content, ("questions", number), said)


def _words_of(question: Question) -> Iterator[str]:
    """What is wrong with the words and pictures of one question, and with what it asks for."""
    if question["type"] not in TYPE_WORDS:
        yield _("A survey cannot ask this: who may read it is the same for all.")
    easier = question.get("easier", {})
    labels = [*question.get("choices", ()), *easier.get("choices", ())]
    texts = [(question.get(name, ""), LONGEST_TEXT) for name in ("ask", "hint", "why")]
    texts += [(easier.get(name, ""), LONGEST_TEXT) for name in ("ask", "hint")]
    texts += [(question.get("section", ""), LONGEST["section"])]
    texts += [(one["label"], LONGEST["label"]) for one in labels]
    texts += [(one, LARGEST) for one in question.get("chosen_for", {}).values()]
    yield from filter(None, (word_problem(text, most) for text, most in texts))
    drawn = [one["symbol"] for one in question.get("choices", ()) if "symbol" in one]
    yield from (none_of(PICTURES, "symbol", one) for one in drawn if one not in PICTURES)
    for one in easier.get("choices", ()):
        if one["code"] not in codes_of(question):
            yield route_words(Wrong("", "no_answer", one["code"]))


def _ways_in(content: Content) -> Iterator[str]:
    for place, said in rule_problems(_plain(content), KEY):
        yield at(content, place, route_words(said))
    for question, _rule in backward(content):
        place = ("questions", keys_of(content).index(question["key"]))
        yield at(content, place, _("A way leads back here. It can only lead on."))
    if not ages_of(content):
        yield _("Choose who it is for.")
