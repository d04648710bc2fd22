"""What the open data's answers look like, as JSON Schema: narrower than HSDS-UK, which allows all
of this and more.
"""

from typing import Any

from app.offer.hsds import STATUSES
from app.offer.hsds_terms import TERMS

TEXT = {"type": "string", "minLength": 1}
UUID = {"type": "string", "format": "uuid"}
AGE = {"type": "integer", "minimum": 0}
COUNT = {"type": "integer", "minimum": 0}
YES_NO = {"type": "boolean"}


def _object(needed: dict[str, Any], may_have: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object with these parts and no others."""
    return {
        "type": "object",
        "properties": needed | (may_have or {}),
        "required": list(needed),
        "additionalProperties": False,
    }


def _named(shape: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{shape}"}


def _list(shape: str) -> dict[str, Any]:
    return {"type": "array", "items": _named(shape), "minItems": 1}


NEEDED = {
    "id": UUID,
    "organization_id": UUID,
    "name": TEXT,
    "description": TEXT,
    "url": {"type": "string", "format": "uri"},
    "status": {"type": "string", "enum": list(STATUSES)},
    "minimum_age": AGE,
    "organization": _named("Organization"),
}
MAY_HAVE = {
    "application_process": TEXT,
    "eligibility_description": TEXT,
    "maximum_age": AGE,
    "assured_date": {"type": "string", "format": "date"},
    "alert": TEXT,
    "last_modified": {"type": "string", "format": "date-time"},
}

SHAPES: dict[str, dict[str, Any]] = {
    "Page": _object(
        {
            "total_items": COUNT,
            "total_pages": COUNT,
            "page_number": {"type": "integer", "minimum": 1},
            "size": COUNT,
            "first_page": YES_NO,
            "last_page": YES_NO,
            "empty": YES_NO,
            "contents": {"type": "array", "items": _named("ServiceInList")},
        }
    ),
    "ServiceInList": _object(NEEDED, MAY_HAVE),
    "Service": _object(
        NEEDED | {"languages": _list("Language"), "attributes": _list("Attribute")},
        MAY_HAVE | {"cost_options": _list("CostOption"), "contacts": _list("Contact")},
    ),
    "Organization": _object({"id": UUID, "name": TEXT, "description": TEXT}),
    "Language": _object({"id": UUID, "name": TEXT, "code": TEXT}),
    "CostOption": _object({"id": UUID, "option": TEXT, "amount_description": TEXT}),
    "Contact": _object({"id": UUID, "title": TEXT}),
    "Attribute": _object(
        {
            "id": UUID,
            "link_id": UUID,
            "link_type": {"type": "string", "enum": list(TERMS)},
            "link_entity": {"type": "string", "const": "service"},
            "taxonomy_term_id": UUID,
            "taxonomy_term": _named("TaxonomyTerm"),
        },
        {"value": TEXT},
    ),
    "TaxonomyTerm": _object(
        {
            "id": UUID,
            "code": TEXT,
            "name": TEXT,
            "term": TEXT,
            "description": TEXT,
            "taxonomy": TEXT,
            "taxonomy_id": UUID,
        }
    ),
    "Problem": _object(
        {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT}
    ),
}
