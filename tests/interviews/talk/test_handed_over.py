"""The tablet in a child's hands opens this talk alone, until the adult types their password."""

import pytest

from app.demo.factories import PASSPHRASE


@pytest.fixture
def at(taken_on):
    return f"/interviews/{taken_on.id}/talk/"


@pytest.fixture
def tablet(listener, at, signed_in_as):
    """Noor has begun, and Zuri has the first page before her."""
    visitor = signed_in_as(listener)
    visitor.post(at, data={"language": "en"})
    assert visitor.get(f"{at}before").status_code == 200
    return visitor


def back(tablet, at, password: str, **more):
    return tablet.post(f"{at}adult", data={"password": password, **more})


@pytest.mark.parametrize("page", ["", "held", "words"])
def test_for_the_adult_asks_for_the_password(tablet, at, page):
    answer = tablet.get(f"{at}{page}")
    assert answer.status_code == 302 and f"{at}adult?next=" in answer.headers["Location"]
    asked = tablet.get(answer.headers["Location"]).text
    assert "Give the tablet back to <bdi>Noor Haddad</bdi>" in asked


@pytest.mark.parametrize("elsewhere", ["/interviews/listening", "/account", "/", "/tell/"])
def test_nothing_but_this_talk_opens(tablet, at, elsewhere):
    assert f"{at}adult" in tablet.get(elsewhere).headers["Location"]


def test_another_talk_does_not_open_either(tablet, at, taken_on):
    other = f"/interviews/{taken_on.id + 1}/talk/before"
    assert f"{at}adult" in tablet.get(other).headers["Location"]


def test_the_childs_own_pages_go_on(tablet, at):
    for page in ("before", "ask/before", "not-safe", "all/", "done"):
        assert tablet.get(f"{at}{page}").status_code == 200
    assert tablet.get("/help").status_code == 200
    assert tablet.get("/exit").status_code in (200, 302, 303)


def test_the_right_password_opens_it_again(tablet, at):
    assert back(tablet, at, PASSPHRASE, next=f"{at}held").headers["Location"] == f"{at}held"
    assert tablet.get(f"{at}held").status_code == 200
    assert tablet.get("/interviews/listening").status_code == 200


def test_a_wrong_one_does_not_and_whoever_tries_too_often_waits(tablet, at):
    answers = [back(tablet, at, "not this one") for _ in range(11)]
    assert "That is not your password." in answers[0].text
    assert [one.status_code for one in answers] == [422] * 10 + [429]
    assert back(tablet, at, PASSPHRASE).status_code == 429
    assert tablet.get("/interviews/listening").status_code == 302


def test_what_the_adult_typed_meanwhile_is_not_lost(tablet, at):
    typed = {"method": "phone", "place": "walk"}
    refused = tablet.post(f"{at}held", data=typed)
    assert refused.status_code == 401 and 'name="kept.method" value="phone"' in refused.text
    along = {"kept_at": f"{at}held", "kept.method": "phone"}
    page = back(tablet, at, PASSPHRASE, **along).text
    assert "You have the tablet again" in page and 'value="phone"' in page
