"""Pages go out packed, to those who can unpack them."""

import gzip

from app.core.packing import pack

UNPACKS = {"Accept-Encoding": "gzip, br"}


def test_a_page_goes_out_packed(client):
    answer = client.get("/components", headers=UNPACKS)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert "<h1>Components</h1>" in gzip.decompress(answer.data).decode()
    assert len(answer.data) < len(client.get("/components").data) / 3


def test_who_cannot_unpack_gets_it_plain(client):
    answer = client.get("/components")
    assert "Content-Encoding" not in answer.headers
    assert "<h1>Components</h1>" in answer.text


def test_a_page_that_says_something_went_wrong_is_packed_too(client):
    answer = client.get("/not-a-page", headers=UNPACKS)
    assert answer.status_code == 404
    assert b"<h1>" in gzip.decompress(answer.data)


def test_little_answers_stay_as_they_are(client):
    assert "Content-Encoding" not in client.get("/healthz", headers=UNPACKS).headers
    assert "Content-Encoding" not in client.get("/exit", headers=UNPACKS).headers


def test_how_long_a_page_is_tells_nothing_about_what_is_in_it():
    page = b"<p>the same page</p>" * 100
    packed = [pack(page) for _ in range(50)]
    assert len({len(one) for one in packed}) > 10
    assert {gzip.decompress(one) for one in packed} == {page}
