"""The description of the open data's addresses, as OpenAPI 3.1: made from what they are read by
and what they answer, so that it cannot say anything else.
"""

from collections.abc import Collection
from typing import Any

from app.core.addresses import public_address
from app.offer.service_parameters import parameters
from app.offer.service_shapes import SHAPES

PROBLEM = "application/problem+json"
JSON = "application/json"

ABOUT = (
    "What children in care and care leavers are entitled to here, line by line, as services in the"
    " Open Referral UK profile of HSDS 3.0. Open to all, to read alone. “status” is “inactive” for"
    " what was announced and has not started: nobody can get it yet. Without an “assured_date”,"
    " nobody here has confirmed that a line still holds. No “cost_options” has an amount, because"
    " the offer gives money and takes none."
)


def description_of(councils: Collection[str]) -> dict[str, Any]:
    """The whole document, for these councils."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Local Offer for care leavers",
            "version": "1.0.0",
            "summary": "HSDS-UK 3.0",
            "description": ABOUT,
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": public_address("/offer")}],
        "paths": {
            "/services": {"get": _list_operation(councils)},
            "/services/{id}": {"get": _one_operation()},
        },
        "components": {"schemas": SHAPES},
    }


def _list_operation(councils: Collection[str]) -> dict[str, Any]:
    asked = [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": one.description,
            "schema": one.schema(),
        }
        for name, one in parameters(councils).items()
    ]
    return {
        "operationId": "getPaginatedListOfServices",
        "summary": "A page of services, each with the parts of which it has one.",
        "parameters": asked,
        "responses": {
            "200": _answer("A page. One past the last is empty.", "Page"),
            "304": _unchanged(),
            "400": _answer("Something that was asked for makes no sense.", "Problem", PROBLEM),
        },
    }


def _one_operation() -> dict[str, Any]:
    number = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "The id of a service, as a page of services gives it.",
        "schema": {"type": "string", "format": "uuid"},
    }
    return {
        "operationId": "getFullyNestedServiceById",
        "summary": "One service with everything about it.",
        "parameters": [number],
        "responses": {
            "200": _answer("The service.", "Service"),
            "304": _unchanged(),
            "404": _answer("There is no such service.", "Problem", PROBLEM),
        },
    }


def _answer(words: str, shape: str, kind: str = JSON) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{shape}"}
    etag = {"ETag": {"description": "For If-None-Match.", "schema": {"type": "string"}}}
    told = {"description": words, "content": {kind: {"schema": schema}}}
    return told | ({"headers": etag} if kind == JSON else {})


def _unchanged() -> dict[str, Any]:
    return {"description": "It is as it was when the ETag in If-None-Match was given."}
