"""The offer as open data: it fits the published format, and every line is in it exactly once."""

import json
from datetime import datetime
from urllib.parse import urlsplit

import pytest

from app.offer import catalogue
from app.offer.hsds import service_id
from tests.offer.hsds_profile import problems
from tests.offer.lines import make_line, make_shown_line


def pages_of(client, **asked) -> list[dict]:
    """Every page, one after another, until it says that it was the last."""
    pages = []
    while not pages or not pages[-1]["last_page"]:
        answer = client.get("/offer/services", query_string={**asked, "page": len(pages) + 1})
        assert answer.status_code == 200
        pages.append(answer.json)
    return pages


def one(client, slug: str) -> dict:
    return client.get(f"/offer/services/{service_id(slug)}").json


def is_problem(answer, status: int) -> bool:
    return (
        answer.status_code == status == answer.json["status"]
        and answer.content_type == "application/problem+json"
        and set(answer.json) == {"type", "title", "status", "detail"}
    )


def test_everything_that_ships_fits_the_published_format(client, shipped):
    pages = pages_of(client, per_page=25)
    assert [problems(page, "page.json") for page in pages] == [[]] * len(pages)
    for listed in (service for page in pages for service in page["contents"]):
        told = client.get(f"/offer/services/{listed['id']}").json
        assert problems(told, "service.json") == [], listed["name"]
        assert {name: told[name] for name in listed} == listed
        assert (
            urlsplit(told["url"]).scheme
            and client.get(urlsplit(told["url"]).path).status_code == 200
        )
        datetime.fromisoformat(told["last_modified"])


def test_the_pages_hold_every_line_exactly_once(client, few):
    everything = pages_of(client)[0]["contents"]
    assert len(everything) == 12
    for size in (1, 5, 6, 12, 100):
        pages = pages_of(client, per_page=size)
        assert [one for page in pages for one in page["contents"]] == everything
        assert {page["total_items"] for page in pages} == {12}
        assert [page["page_number"] for page in pages] == list(range(1, len(pages) + 1))
        assert [page["total_pages"] for page in pages] == [len(pages)] * len(pages)
        assert [page["size"] for page in pages] == [len(page["contents"]) for page in pages]
        assert [page["first_page"] for page in pages].count(True) == 1


def test_a_page_past_the_last_is_empty_and_so_is_an_offer_without_lines(client, few):
    past = client.get("/offer/services?page=3&per_page=6").json
    assert past["empty"] and past["last_page"] and past["contents"] == []
    assert past["total_pages"] == 2
    none = client.get("/offer/services?search=zzzzzz").json
    assert none["empty"] and none["first_page"] and none["last_page"] and none["total_pages"] == 0


BAD = (
    *("page=0", "page=-1", "page=1.5", "page=", "page=one", "page=٣", "page=10001"),
    *("page=99999999999999999999", "page=1&page=2", "page=%00", "page=+1", "page= 1"),
    *("per_page=0", "per_page=101", "per_page=1e1", "per_page=null"),
    *("council=south", "council=", "council=WEST", "council=%27%20OR%201=1--"),
    f"search={'x' * 201}",
)
NO_IDS = (
    *("1", "x", "a/b", "..%2f..%2fetc", "%00", "%ff", "%20", "' OR 1=1", "{}", "٣", "line_1"),
    *("00000000-0000-0000-0000-000000000000", "x" * 5000),
)


def test_a_page_that_cannot_be_is_refused_in_json_and_not_quoted(client, few):
    for asked in BAD:
        answer = client.get(f"/offer/services?{asked}")
        assert is_problem(answer, 400), asked
        assert asked.partition("=")[0] in answer.json["detail"]
        assert "OR 1" not in answer.text and "xxx" not in answer.text


def test_an_id_that_is_none_is_not_found_and_not_quoted(client, few):
    for number in NO_IDS:
        answer = client.get(f"/offer/services/{number}")
        assert is_problem(answer, 404), number
        assert answer.json["detail"] == "There is no service with this id."


def test_ids_come_from_the_name_in_the_address_and_never_from_the_row(client, approver):
    line = make_shown_line(approver, slug="rent_deposit")
    told = one(client, "rent_deposit")
    assert told["id"] == service_id("rent_deposit") == "662d2bf7-078b-5c45-9adf-58d5b3692ace"
    assert str(line.id) not in json.dumps(told)
    assert is_problem(client.get(f"/offer/services/{line.id}"), 404)


def test_a_council_has_its_own_lines_and_those_of_all_england(client, few):
    found = {
        code: {service["organization"]["name"] for service in page["contents"]}
        for code in ("west", "north")
        for page in pages_of(client, council=code, per_page=100)
    }
    assert found == {
        "west": {"West Northamptonshire", "England"},
        "north": {"North Northamptonshire", "England"},
    }
    assert pages_of(client, council="west", per_page=100)[0]["total_items"] == 10


def test_words_find_what_they_say(client, approver):
    make_shown_line(approver, slug="gym", title="Free swimming and gym")
    make_shown_line(approver, slug="gym_west", title="Swimming in the West", council="west")
    make_shown_line(approver, slug="rent", title="Help with rent")
    found = client.get("/offer/services?search=swimming&per_page=1").json
    assert found["total_items"] == 2 and found["size"] == 1
    only_north = client.get("/offer/services?search=swimming&council=north").json
    assert [service["name"] for service in only_north["contents"]] == ["Free swimming and gym"]
    assert client.get("/offer/services?search=%20").json["total_items"] == 3
    for hostile in ("%00", "%ff", '"', "a* OR (", "' --", "‮"):
        assert client.get(f"/offer/services?search={hostile}").status_code == 200


def test_what_is_not_shown_is_not_told(client, approver):
    make_line(slug="waiting")
    gone = make_shown_line(approver, slug="gone")
    catalogue.withdraw(gone, approver, "It ended.")
    assert client.get("/offer/services").json["empty"]
    for slug in ("waiting", "gone"):
        assert is_problem(client.get(f"/offer/services/{service_id(slug)}"), 404)


def test_a_longer_offer_asks_the_database_no_more_often(client, approver, statements):
    def asked() -> list[int]:
        return [
            statements.during(lambda path=path: client.get(path))
            for path in (
                "/offer/services",
                f"/offer/services/{service_id('first')}",
                "/offer/services?search=rent",
            )
        ]

    make_shown_line(approver, slug="first")
    before = asked()
    for _ in range(20):
        make_shown_line(approver)
    assert asked() == before
    assert max(before[:2]) <= 8


def test_who_has_it_already_is_not_sent_it_again(client, few, approver):
    for path in ("/offer/services", "/offer/openapi.json"):
        first = client.get(path)
        assert "no-store" not in first.headers["Cache-Control"]
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304 and not again.data
    seen = client.get("/offer/services").headers["ETag"]
    make_shown_line(approver)
    assert client.get("/offer/services", headers={"If-None-Match": seen}).status_code == 200


def test_scripts_of_other_sites_may_read_it_and_nothing_is_written(client, few):
    for path in ("/offer/services", "/offer/services/none", "/offer/openapi.json"):
        answer = client.get(path)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Set-Cookie" not in answer.headers
        assert client.post(path, data={}).status_code == 405
    assert "Access-Control-Allow-Origin" not in client.get("/offer/").headers


def test_it_says_the_same_in_every_language(client, few):
    english = client.get("/offer/services").json
    assert client.get("/offer/services?lang=ar").json == english


@pytest.mark.postgresql
def test_it_is_the_same_on_postgresql(client, shipped):
    page = client.get("/offer/services?per_page=100").json
    assert problems(page, "page.json") == [] and page["total_items"] > 50
    assert client.get("/offer/services?search=rent&council=west").json["total_items"] > 0
