"""What is wrong with the shape of a definition, in plain words: for each thing a schema finds."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from app.core.i18n import _, _l
from surveys.building.texts import PERCENT_SIGN, TOO_LONG
from surveys.building.wrong_words import shortened

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

KINDS = {
    "string": _l("“%(name)s” should be words."),
    "integer": _l("“%(name)s” should be a number."),
    "array": _l("“%(name)s” should be a list."),
    "object": _l("“%(name)s” should be a set of names and values, in { }."),
}
NOT_RIGHT = _l("“%(name)s” is not as it should be.")


def shape_words(error: "ValidationError") -> str:
    """What is wrong with the shape of a definition, in plain words."""
    return SHAPES.get(error.validator, _not_right)(error)


def _name(error: "ValidationError") -> str:
    place = error.absolute_path
    names = [one for one in place if isinstance(one, str)]
    return names[-1] if names else "questions"


def _not_right(error: "ValidationError") -> str:
    return str(NOT_RIGHT) % {"name": _name(error)}


def _unknown(error: "ValidationError") -> str:
    known = error.schema.get("properties", {})
    names = sorted(str(one) for one in error.instance if one not in known)
    return _("“%(name)s” is nothing that we know here. Take it out.", name=shortened(names[0]))


def _missing(error: "ValidationError") -> str:
    missing = [one for one in error.validator_value if one not in error.instance]
    name = next((one for one in missing if f"'{one}'" in error.message), missing[0])
    return _("“%(name)s” is missing.", name=name)


def _pattern(error: "ValidationError") -> str:
    if error.validator_value == r"\S":
        return _("“%(name)s” has no words.", name=_name(error))
    return _(
        "“%(name)s” is “%(value)s”. It can only have small letters from a to z, numbers and _, and"
        " begins with a letter.",
        name=_name(error),
        value=shortened(str(error.instance)),
    )


def _not(error: "ValidationError") -> str:
    if error.validator_value is True:
        return _("“%(name)s” does not go with this kind of question.", name=_name(error))
    return str(PERCENT_SIGN)


def _long(error: "ValidationError") -> str:
    return str(TOO_LONG) % {
        "length": f"{len(error.instance):,}",
        "limit": f"{error.validator_value:,}",
    }


def _kind(error: "ValidationError") -> str:
    if error.absolute_path and isinstance(error.absolute_path[-1], int):
        return _("One thing in the list “%(name)s” is not as it should be.", name=_name(error))
    words = KINDS.get(error.validator_value, NOT_RIGHT)
    return str(words) % {"name": _name(error)}


def _not_one_of(error: "ValidationError") -> str:
    return none_of(error.validator_value, _name(error), error.instance)


def none_of(known: Iterable[object], name: str, value: object) -> str:
    """That this value is none of those that are known."""
    return _(
        "“%(name)s” is “%(value)s”. It can be: %(these)s.",
        name=name,
        value=shortened(str(value)),
        these=", ".join(map(str, known)),
    )


def _few(error: "ValidationError") -> str:
    if _name(error) == "questions":
        return _("It has no question yet.")
    if _name(error) == "choices":
        return _("Write at least two answers.")
    return _("“%(name)s” is empty.", name=_name(error))


def _many(error: "ValidationError") -> str:
    return too_many(_name(error), error.validator_value)


def too_many(name: str, most: int) -> str:
    """That a list is longer than there is room for."""
    if name == "questions":
        return _("There is room for %(limit)s questions.", limit=most)
    if name == "choices":
        return _("There is room for %(limit)s answers.", limit=most)
    return _(
        "There is too much in “%(name)s”: up to %(limit)s.",
        name=shortened(name) or _("the file"),
        limit=most,
    )


def _twice(error: "ValidationError") -> str:
    return _("“%(name)s” has the same thing twice.", name=_name(error))


def _range(error: "ValidationError") -> str:
    return _("“%(name)s” should be a number from 1 to 100,000.", name=_name(error))


SHAPES: dict[str, Callable[["ValidationError"], str]] = {
    "additionalProperties": _unknown,
    "required": _missing,
    "pattern": _pattern,
    "not": _not,
    "maxLength": _long,
    "type": _kind,
    "enum": _not_one_of,
    "minItems": _few,
    "minProperties": _few,
    "maxItems": _many,
    "uniqueItems": _twice,
    "minimum": _range,
    "maximum": _range,
}
"""What is said of each thing that a schema can find wrong; of the others, NOT_RIGHT."""
