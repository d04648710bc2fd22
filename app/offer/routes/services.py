"""The offer as open data, for other programs: HSDS-UK in JSON, open to all, to read alone.

The addresses after /offer, the pages and their parts are those of the Open Referral UK standard.
"""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from app.core.security import public
from app.offer.open_data import council_codes, find_service, page_of_services
from app.offer.openapi import PROBLEM, description_of
from app.offer.service_parameters import NotAnswerable, read_asked

bp = Blueprint("services", __name__, url_prefix="/offer")


@bp.get("/services")
@public
def index():
    try:
        asked = read_asked(request.args, council_codes())
    except NotAnswerable as reason:
        return _problem(400, str(reason))
    return _open(page_of_services(asked))


# A path, so that whatever somebody takes for an id is answered in JSON.
@bp.get("/services/<path:number>")
@public
def show(number: str):
    found = find_service(number)
    return _problem(404, "There is no service with this id.") if found is None else _open(found)


@bp.get("/openapi.json")
@public
def description():
    return _open(description_of(council_codes()))


def _open(told: dict[str, Any]) -> Response:
    response = jsonify(told)
    # Not a strong one: the same answer is also sent packed.
    response.add_etag(weak=True)
    response.headers["Cache-Control"] = "public, no-cache"
    return _for_every_site(response).make_conditional(request)


def _problem(status: int, detail: str) -> Response:
    """As RFC 9457 has it; what was sent is not said again."""
    titles = {400: "This cannot be answered", 404: "Not found"}
    told = {"type": "about:blank", "title": titles[status], "status": status, "detail": detail}
    response = jsonify(told)
    response.status_code, response.content_type = status, PROBLEM
    return _for_every_site(response)


def _for_every_site(response: Response) -> Response:
    """Let the scripts of other sites read it, as the UK's rules for feeds ask: it says the same
    to everybody.
    """
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
