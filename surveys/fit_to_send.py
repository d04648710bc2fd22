"""Whether what was answered can be sent as it is, and why not, for whoever wrote it."""

from collections.abc import Iterator, Mapping

from app.core.i18n import gettext as _
from surveys.definition import Definition, Given, Question
from surveys.fields.base import ValidationProblem
from surveys.fields.table import TYPES
from surveys.return_numbers import holds_number


def is_nothing(definition: Definition, said: Mapping[str, Given]) -> bool:
    """True if there is nothing to send: all was skipped but who reads it or whom it is about.

    An urgent form says enough by being sent.
    """
    others = (key for key in said if definition.question(key).type != "person")
    return not definition.urgent and next(others, None) is None


def problems_in(
    definition: Definition, said: Mapping[str, Given], return_hash: bytes | None
) -> Iterator[tuple[str, str]]:
    """(question key, sentence) for each answer that cannot be sent as it is."""
    for key, given in said.items():
        if not given.words:
            continue
        problem = problem_with(definition, definition.question(key), given, return_hash)
        if problem:
            yield key, problem


def problem_with(
    definition: Definition, question: Question, given: Given, return_hash: bytes | None
) -> str | None:
    """Why this answer cannot be sent as it is, or None. Only words can be in the draft so.

    An urgent form is always sent as it is: nothing may hold somebody up.
    """
    kind = TYPES[question.type]
    if definition.urgent or not kind.stores_words:
        return None
    try:
        kind.clean(kind.typed(given))
    except ValidationProblem as problem:
        return problem.message
    return gives_away_number(given, return_hash)


def gives_away_number(given: Given, return_hash: bytes | None) -> str | None:
    """Why these words cannot stand: the number that opens them is in them. Otherwise None."""
    if holds_number(given.words or "", return_hash):
        return _("Your number is in this message. Take it out, so that nobody else can use it.")
    return None
