"""The description of the open data, tried out: all it allows or forbids is answered as it says."""

import jsonschema
import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import GenerationMode

from app.core.db import session
from app.demo.factories import make_council, make_staff
from app.offer.hsds import service_id
from tests.offer.lines import make_shown_line

UNPACKED = {"Accept-Encoding": "identity"}
"""What tries it out does not unpack what it gets from an app in the same process."""


@pytest.fixture
def filled_app(make_app):
    """An app with a few lines, outside of whose context the test runs, as a server would."""
    app = make_app()
    with app.app_context():
        make_council()
        approver = make_staff()
        for council in ("west", None, None):
            make_shown_line(approver, council=council, title="Help with rent")
        make_shown_line(approver, slug="known")
        session.commit()
    return app


@pytest.fixture
def described(filled_app):
    """The open data by its own description."""
    return schemathesis.openapi.from_wsgi("/offer/openapi.json", filled_app)


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("path", ["/services", "/services/{id}"])
def test_everything_is_answered_as_it_is_described(described, path, mode):
    """What the description allows, and what it forbids."""

    @settings(max_examples=50)
    @given(described[path]["GET"].as_strategy(generation_mode=mode))
    def is_answered(case):
        case.call_and_validate(headers=UNPACKED)

    is_answered()


def test_the_description_is_openapi_and_names_the_addresses(filled_app):
    told = filled_app.test_client().get("/offer/openapi.json").json
    assert told["openapi"] == "3.1.0"
    assert set(told["paths"]) == {"/services", "/services/{id}"}
    for shape in told["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(shape)
    asked = {one["name"]: one for one in told["paths"]["/services"]["get"]["parameters"]}
    assert asked["council"]["schema"]["enum"] == ["west"]
    assert asked["per_page"]["schema"]["maximum"] == 100


def test_a_service_that_is_there_is_answered_as_it_is_described(filled_app, described):
    case = described["/services/{id}"]["GET"].Case(path_parameters={"id": service_id("known")})
    assert case.call_and_validate(headers=UNPACKED).status_code == 200


def test_where_no_council_is_set_up_yet_none_can_be_asked_for(app, client):
    told = client.get("/offer/openapi.json").json
    names = [one["name"] for one in told["paths"]["/services"]["get"]["parameters"]]
    assert names == ["page", "per_page", "search"]
    assert client.get("/offer/services").json["empty"]
