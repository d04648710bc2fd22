"""Whether a form may be published: its shape, its texts and its routes.

The shape is `schema.json`; what a schema cannot say is in `route_checks`. Each problem names its
line.
"""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from surveys.reading import Place, Problem, Unreadable, read
from surveys.route_checks import rule_problems
from surveys.wrong import Found

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

SCHEMA_FILE = Path(__file__).with_name("schema.json")
DEFINITIONS = Path(__file__).with_name("definitions")


@cache
def schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of a form."""
    return json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))


def check_file(file: Path) -> list[Problem]:
    """Everything wrong with one definition file, in the order of its lines; empty when fit."""
    try:
        marked = read(file)
    except Unreadable as unreadable:
        return sorted(Problem(str(file), line, message) for line, message in unreadable.problems)
    found = shape_problems(marked.data) or rule_problems(marked.data, file.stem)
    return sorted({Problem(str(file), marked.line(place), said) for place, said in found})


def shipped_files() -> list[Path]:
    """The definitions that ship, by name."""
    return sorted(DEFINITIONS.glob("*.yaml"))


def shape_problems(data: Any) -> list[Found]:
    """Where `data` breaks the schema: unknown keys, missing texts, wrong kinds of value."""
    # Only a form that has changed is checked, and most starts find none.
    from jsonschema import Draft202012Validator

    found: list[Found] = []
    for error in Draft202012Validator(schema()).iter_errors(data):
        found += _said(error)
    return found


def _said(error: "ValidationError") -> list[Found]:
    place: Place = tuple(error.absolute_path)
    name = f"“{place[-1]}”" if place else "the file"
    if error.validator == "additionalProperties":
        unknown = [key for key in error.instance if key not in error.schema["properties"]]
        return [((*place, key), f"“{key}” is not a key we know here") for key in unknown]
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        return [(place, f"“{key}” is missing") for key in missing if f"'{key}'" in error.message]
    if error.validator == "pattern" and error.schema.get("pattern") == r"\S":
        return [(place, f"{name} has no words")]
    if error.validator == "not" and error.validator_value is True:
        return [(place, f"{name} does not belong to this type of question")]
    if error.validator == "not":
        return [(place, f"{name} has a % sign, which translations use: write “percent”")]
    if error.validator == "const":
        return [(place, f"{name} must be true, or be left out")]
    if error.validator == "enum":
        allowed = ", ".join(error.validator_value)
        return [(place, f"{name} must be one of: {allowed}")]
    if error.validator == "oneOf":
        return [(place, f"{name} must be a question key, or a list of when and go")]
    return [(place, f"{name}: {error.message[:200]}")]
