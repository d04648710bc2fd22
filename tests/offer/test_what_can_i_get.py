"""Five questions, nothing kept: what somebody gets, and why, on a page without a script."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.core.permissions import Role
from app.demo.factories import make_council, make_staff, make_young_person
from app.offer.carried import COOKIE
from app.offer.situation import NEEDS
from tests.offer.lines import make_shown_line
from tests.offer.test_public import valid
from tests.visitor import Tokenless

PATH = "/offer/what-can-i-get"
NINETEEN = {
    "age": "19",
    "council": "west",
    "care": "before",
    "thirteen_weeks": "yes",
    "at_16_or_17": "yes",
    "separated": "no",
    "needs": ["none_of_these"],
}


@pytest.fixture
def lines(app):
    make_council()
    make_council("north", "North Northamptonshire")
    boss = make_staff(Role.TEAM_MANAGER)
    for one in (
        {
            "slug": "adviser",
            "strength": "law",
            "title": "A personal adviser",
            "who": ["relevant", "former_relevant"],
            "age_from": 16,
        },
        {"slug": "start", "strength": "guidance", "title": "Money for a home"},
        {"slug": "tax_west", "council": "west", "title": "Council Tax in the West"},
        {"slug": "tax_north", "council": "north", "title": "Council Tax in the North"},
        {"slug": "medicine", "strength": "announced", "title": "Free medicine"},
        {"slug": "learning", "strength": "law", "age_from": 21, "title": "Going back to learning"},
        {"slug": "parents", "strength": "law", "needs": ["parent"], "title": "If you are a parent"},
        {
            "slug": "finished",
            "strength": "law",
            "needs": ["separated", "appeals_finished"],
            "title": "If the answer was no",
        },
        {"slug": "benefits", "strength": "law", "topic": "uc_rates", "title": "Benefits"},
    ):
        make_shown_line(boss, **one)


def groups(page: str) -> dict[str, list[str]]:
    """The names of the lines under each heading."""
    parts = re.split(r'data-group="(\w+)"', page)[1:]
    return {
        name: re.findall(r'data-line="(\w+)"', part)
        for name, part in zip(parts[::2], parts[1::2], strict=True)
    }


def answered(client, **answers):
    """The page with what is theirs, where the browser is sent."""
    return client.post(PATH, data={**NINETEEN, **answers}, follow_redirects=True)


def asked(client, **answers) -> dict[str, list[str]]:
    page = answered(client, **answers)
    assert page.status_code == 200
    return groups(page.text)


def test_the_questions_are_there_and_can_all_be_left_out(client, lines):
    page = client.get(PATH).text
    assert valid(page)
    assert page.count('class="offer-step"') == 5
    page = client.post(PATH, data={}, follow_redirects=True)
    assert page.status_code == 200 and groups(page.text)


def test_only_what_a_line_needs_is_asked_about(client, lines):
    page = client.get(PATH).text
    assert re.findall(r'name="needs" value="(\w+)"', page) == ["parent", "none_of_these"]


def test_what_somebody_gets_is_split_by_what_stands_behind_it(client, lines):
    assert asked(client) == {
        "law": ["adviser", "benefits"],
        "extra": ["start"],
        "ask": ["tax_west"],
        "later": ["learning"],
        "coming": ["medicine"],
        "changes": ["parents"],
    }


def test_each_line_says_why(client, lines):
    page = answered(client)
    assert valid(page.text)
    text = re.sub(r"<[^>]+>", "", page.text)
    for words in (
        "You are from 16 to 24 years old. You were in care for 13 weeks or more.",
        "The Government tells councils to do this.",
        "Your council is West Northamptonshire.",
        "Nobody has checked lately if this is still so.",
        "These have not started.",
        "When you turn 21.",
    ):
        assert words in text


def test_what_was_not_said_is_named(client, lines):
    page = answered(client, thirteen_weeks="not_said", needs=[])
    assert "You did not say how long you were in care." in page.text
    assert "You did not say if this is true: I have a child." in page.text
    assert "law" not in groups(page.text)


def test_another_council_s_lines_are_not_shown(client, lines):
    found = asked(client, council="north")
    assert "tax_north" in found["ask"] and "tax_west" not in found["ask"]


def test_after_the_last_appeal_help_is_to_be_asked_for_and_the_first_step_is_theirs(client, lines):
    found = asked(client, separated="yes", asylum="appeals_finished")
    assert found["law"] == ["finished"]
    assert {"adviser", "start", "benefits"} <= set(found["ask"])


def test_nobody_is_shown_the_end_of_appeals_as_something_that_may_come(client, lines):
    assert "finished" not in asked(client)["changes"]
    assert "finished" not in str(asked(client, separated="yes", asylum="waiting"))


@pytest.mark.parametrize("age", ["19", " 19 ", "١٩", "۱۹"])
def test_an_age_can_be_typed_in_any_of_our_digits(client, lines, age):
    assert asked(client, age=age)["law"] == ["adviser", "benefits"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("age", "nineteen"),
        ("age", "-1"),
        ("age", "121"),
        ("age", "9" * 400),
        ("care", "sometimes"),
        ("council", "mars"),
        ("needs", ["a_castle"]),
        ("asylum", "\ud800".encode("utf-8", "surrogatepass")),
    ],
)
def test_a_wrong_answer_comes_back_with_the_others_as_they_were(client, lines, name, value):
    page = client.post(PATH, data={**NINETEEN, name: value})
    assert page.status_code == 422
    assert "Something needs another look" in page.text
    assert 'value="before" checked' in page.text or name == "care"


def test_answers_stand_in_no_address_no_log_and_nowhere_else(client, lines, caplog, session):
    sent = client.post(PATH, data={**NINETEEN, "age": "19"})
    assert sent.status_code == 303
    assert re.fullmatch(rf"{PATH}\?answers=[0-9a-f]{{8}}#results", sent.location)
    page = client.get(sent.location)
    assert page.headers["Cache-Control"] == sent.headers["Cache-Control"] == "no-store"
    assert not re.search(r'href="[^"]*(?:19|thirteen|before)', page.text)
    assert 'value="19"' in page.text
    assert "thirteen" not in caplog.text
    [cookie] = sent.headers.getlist("Set-Cookie")
    assert cookie.startswith(f"{COOKIE}=") and "Path=/offer/;" in cookie and "before" not in cookie


def test_going_back_shows_what_came_of_the_answers(client, lines):
    here = client.post(PATH, data=NINETEEN).location
    there = client.post(PATH, data={**NINETEEN, "council": "north"}).location
    assert "tax_north" in groups(client.get(there).text)["ask"]
    assert "tax_west" in groups(client.get(here).text)["ask"]
    client.post("/exit")
    client.get("/exit/open")
    page = client.get(here).text
    assert "Give them again" in page and groups(page) == {} and 'value="19"' not in page


def test_a_browser_that_carries_nothing_is_answered_at_the_second_try(client, lines):
    page = client.get(f"{PATH}?answers=0123abcd").text
    assert 'name="here" value="yes"' in page and "Give them again" in page
    answer = client.post(PATH, data={**NINETEEN, "here": "yes"})
    assert answer.status_code == 200 and "adviser" in groups(answer.text)["law"]
    assert "Set-Cookie" not in answer.headers


def test_the_kept_page_has_no_token_and_needs_none(app, lines):
    visitor = Tokenless(app)
    assert "csrf_token" not in visitor.get(PATH).text
    assert visitor.post(PATH, data=NINETEEN, follow_redirects=True).status_code == 200


def test_what_a_phone_keeps_is_rules_and_words_and_nothing_about_anybody(client, lines):
    answer = client.get("/offer/offline.json")
    pack = json.loads(answer.text)
    assert {one["slug"] for one in pack["tables"]["lines"]} == set(pack["lines"])
    assert pack["reasons"]["later:21"] == "When you turn 21."
    assert pack["reasons"]["age:18:25"] == "You are from 18 to 24 years old."
    assert "Set-Cookie" not in answer.headers
    again = client.get("/offer/offline.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_every_reason_a_line_can_give_is_in_what_a_phone_keeps(app, client, lines):
    pack = json.loads(client.get("/offer/offline.json").text)
    for line in pack["tables"]["lines"]:
        assert set(line["needs"]) <= set(NEEDS)
        for need in line["needs"]:
            assert f"need:{need}" in pack["reasons"] and f"unsaid:{need}" in pack["reasons"]


def test_the_worker_is_a_script_of_its_own_under_the_offer(client):
    answer = client.get("/offer/offline.js")
    assert answer.content_type.startswith("text/javascript")
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


@given(
    answers=some.dictionaries(
        some.sampled_from(["age", "council", "care", "asylum", "needs", "separated", "more"]),
        some.one_of(
            some.text(max_size=20),
            some.sampled_from(["now", "yes", "west", "18", "parent", "waiting", "\u202e", "=1+1"]),
        ),
    )
)
def test_any_answers_at_all_give_a_page(client, lines, answers):
    sent = {name: text.encode("utf-8", "replace") for name, text in answers.items()}
    assert client.post(PATH, data=sent, follow_redirects=True).status_code in (200, 422)


def test_answers_can_be_forgotten_with_a_button_and_go_on_signing_out(client, lines, signed_in_as):
    here = client.post(PATH, data=NINETEEN).location
    page = client.get(here).text
    assert "This phone remembers them for half an hour" in page
    assert f'action="{PATH}/forget"' in page
    assert client.post(f"{PATH}/forget").location == PATH
    assert groups(client.get(here).text) == {}
    phone = signed_in_as(make_young_person(make_council(), "Robin").account)
    phone.post(PATH, data=NINETEEN)
    left = phone.post("/sign-out").headers.getlist("Set-Cookie")
    assert any(one.startswith(f"{COOKIE}=;") and "Path=/offer/" in one for one in left)


def test_the_card_says_the_same_of_answers_as_the_questions_do(client, lines):
    page = client.get("/offer/").text
    assert "This phone remembers them for half an hour." in page
    assert "Nobody sees or keeps" not in page


def test_what_is_theirs_can_be_taken_along_and_the_link_says_nothing_of_them(client, lines):
    page = answered(client).text
    [along] = re.findall(r'id="along"[^>]*value="([^"]+)"', page)
    assert re.search(r"/offer/s/[a-z]{3}(?:-[a-z]{3})+\?lang=en$", along)
    shared = client.get(along.partition("/offer/")[1] + along.partition("/offer/")[2]).text
    assert "A personal adviser" in shared and "19" not in along
    assert 'href="sms:' in page and "/offer/sheet/" in page


def test_a_line_can_be_taken_along(client, lines):
    assert "/offer/adviser?lang=en" in client.get("/offer/adviser").text
