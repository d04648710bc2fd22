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
