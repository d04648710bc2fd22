"""The published rules of HSDS-UK, for holding an answer against them."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

FOLDER = Path(__file__).with_name("hsds_schema")
SCHEMAS = {file.name: json.loads(file.read_text("utf-8")) for file in FOLDER.glob("*.json")}
_REGISTRY = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)


def problems(told: object, schema: str) -> list[str]:
    """What is wrong with an answer by the schema in this file; nothing when it fits."""
    validator = Draft202012Validator(
        SCHEMAS[schema], registry=_REGISTRY, format_checker=FormatChecker()
    )
    return [f"{one.json_path}: {one.message}" for one in validator.iter_errors(told)]


def beyond(told: dict, schema: str) -> set[str]:
    """The fields of an answer that this schema does not name, each with the part it stands in."""
    known = SCHEMAS[schema]["properties"]
    found = {f"{Path(schema).stem}.{name}" for name in told if name not in known}
    for name in set(told).intersection(known):
        inner = known[name].get("items", known[name]).get("$ref")
        for part in told[name] if isinstance(told[name], list) else [told[name]]:
            found |= beyond(part, inner) if inner else set()
    return found
