"""Reading JSON that may come from anybody: what would keep us busy for long is refused at once."""

import json
from collections.abc import Iterator
from typing import Any

from app.core.i18n import _
from surveys.building.content import MOST_QUESTIONS
from surveys.building.shape_words import too_many
from surveys.building.wrong_words import at, shortened

DEEPEST = 8
"""So many lists and sets of names are one inside the other in a survey, and some to spare."""
LONGEST_LIST = {"questions": MOST_QUESTIONS}
MOST = 40
"""Of anything else in a list or a set of names."""


class Unreadable(Exception):
    """It cannot be read, or nobody would want to. The text says why."""


class _Twice(ValueError):
    """A name is there twice, and nobody could tell which of the two holds."""


def read_json(raw: str) -> Any:
    """What this JSON says. Raises Unreadable."""
    try:
        data = json.loads(raw, object_pairs_hook=_once, parse_constant=_no_number)
    except _Twice as problem:
        name = shortened(str(problem))
        said = _("“%(name)s” is there twice in one place. Take one of them out.", name=name)
        raise Unreadable(said) from problem
    except (ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", 1)
        said = _("This is not the file of a survey: it cannot be read at line %(line)s.", line=line)
        raise Unreadable(said) from problem
    for said in _traps(data):
        raise Unreadable(said)
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found


def _no_number(name: str) -> None:
    raise ValueError(name)


def _traps(data: Any) -> Iterator[str]:
    """Why it is refused before anybody looks closer: it is too deep, or a list is too long."""
    waiting: list[tuple[tuple, Any]] = [((), data)]
    while waiting:
        place, value = waiting.pop()
        inside = _inside(value)
        if not inside:
            continue
        name = next((str(one) for one in reversed(place) if isinstance(one, str)), "")
        most = LONGEST_LIST.get(name, MOST) if isinstance(value, list) else MOST
        if len(place) > DEEPEST:
            yield _("There is too much inside one another in it. A survey is never so deep.")
        elif len(inside) > most:
            yield at(data, place, too_many(name, most))
        else:
            waiting += [((*place, key), one) for key, one in inside]


def _inside(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []
