"""The pages of the offer that anybody can open: looking through it, one line, both councils."""

import re
from datetime import timedelta

import html5lib
import pytest
from sqlalchemy import event

from app.accounts.models import Account
from app.core.clock import today
from app.core.permissions import Role
from app.demo.factories import make_council, make_staff, make_young_person
from app.offer import catalogue
from surveys.abouts import about
from tests.offer.lines import make_shown_line


@pytest.fixture
def approver(app) -> Account:
    make_council()
    make_council("north", "North Northamptonshire")
    return make_staff(Role.TEAM_MANAGER, display_name="Grace")


@pytest.fixture
def lines(approver):
    """A few lines, as they are shown."""
    for one in (
        {"slug": "rent", "title": "Help with your rent", "amount": {"words": "Up to £50 a week"}},
        {
            "slug": "tax_west",
            "title": "Council Tax in the West",
            "topic": "council_tax",
            "council": "west",
            "until_birthday": 21,
            "conditions": ["You live there."],
            "no_referral": True,
        },
        {
            "slug": "tax_north",
            "title": "Council Tax in the North",
            "topic": "council_tax",
            "council": "north",
            "how": "Ask the Council Tax team.",
        },
        {
            "slug": "adviser",
            "title": "Your own personal adviser",
            "strength": "law",
            "heading": "relationships",
            "who": ["relevant", "former_relevant"],
            "age_from": 16,
        },
        {
            "slug": "medicine",
            "title": "Free medicine",
            "strength": "announced",
            "heading": "health_and_wellbeing",
            "verify": ["When does it start?"],
        },
    ):
        make_shown_line(approver, **one)


def titles(page: str) -> list[str]:
    return re.findall(r'<li><a href="/offer/(\w+)">', page)


def valid(page: str) -> bool:
    html5lib.HTMLParser(strict=True).parse(page)
    ids = re.findall(r'\bid="([^"]+)"', page)
    return len(ids) == len(set(ids)) and page.count("<h1") == 1


def test_the_offer_opens_with_every_line_under_its_heading(client, lines):
    page = client.get("/offer/").text
    assert valid(page)
    assert "We found" in page and titles(page) == [
        "rent",
        "tax_north",
        "tax_west",
        "medicine",
        "adviser",
    ]
    assert 'href="/offer/what-can-i-get"' in page and 'href="/offer/compare"' in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"heading": "relationships"}, ["adviser"]),
        ({"council": "west", "heading": "accommodation"}, ["rent", "tax_west"]),
        ({"age": "16"}, ["adviser"]),
        ({"age": "17", "heading": "accommodation"}, []),
        ({"age": "20", "council": "west"}, ["rent", "tax_west", "medicine", "adviser"]),
        ({"age": "21", "council": "west"}, ["rent", "medicine", "adviser"]),
        ({"no_referral": "yes"}, ["tax_west"]),
        ({"age": "old", "heading": "\0", "council": "mars", "page": "-3"}, None),
    ],
)
def test_less_of_it_can_be_seen_at_once(client, lines, asked, found):
    page = client.get("/offer/", query_string=asked)
    assert page.status_code == 200
    assert len(titles(page.text)) == 5 if found is None else titles(page.text) == found


def look_for(client, words: str, **narrower):
    """The page of what was found, where the browser is sent."""
    return client.post("/offer/", data={"q": words, **narrower}, follow_redirects=True)


def test_words_are_searched_in_what_is_sent_and_stand_in_no_address(client, lines):
    sent = client.post("/offer/", data={"q": "personal adviser", "age": "18"})
    assert sent.status_code == 303
    assert re.fullmatch(r"/offer/\?council=&age=18&search=[0-9a-f]{8}", sent.location)
    page = client.get(sent.location)
    assert page.status_code == 200 and titles(page.text)[0] == "adviser"
    assert 'value="personal adviser"' in page.text
    assert not re.search(r'(?:href|action)="[^"]*personal', page.text)
    assert 'method="post"' in page.text
    assert titles(client.get("/offer/?q=personal").text) == titles(client.get("/offer/").text)


def test_words_can_be_searched_in_part_of_the_offer(client, lines):
    assert titles(look_for(client, "council tax", council="north").text) == ["tax_north"]
    assert titles(look_for(client, "council tax", age="22").text) == ["tax_north"]


def test_a_search_that_finds_nothing_shows_the_way_back(client, lines):
    page = look_for(client, "xylophone")
    assert page.status_code == 200 and "Try another word" in page.text
    assert 'href="/offer/?council="' in page.text


def test_a_search_without_words_has_an_address_that_can_be_kept(client, lines):
    answer = client.post("/offer/", data={"q": " ", "heading": "relationships", "age": "18"})
    assert answer.status_code == 303
    assert titles(client.get(answer.location).text) == ["adviser"]


@pytest.mark.parametrize("words", ["\0", "%", "' OR 1=1 --", "“" * 5000, "<script>", "نص"])
def test_any_words_at_all_can_be_searched(client, lines, words):
    page = look_for(client, words)
    assert page.status_code == 200 and "<script>" not in page.text
    assert "Write them again" not in page.text


def test_somebody_who_signed_in_sees_what_is_for_their_council(signed_in_as, lines):
    visitor = signed_in_as(make_young_person(make_council(), "Robin").account)
    assert "tax_north" not in titles(visitor.get("/offer/").text)
    assert "tax_north" in titles(visitor.get("/offer/?council=").text)


def test_more_lines_than_fit_have_pages(client, approver, monkeypatch):
    monkeypatch.setattr("app.offer.browsing.A_PAGE", 2)
    for number in range(5):
        make_shown_line(approver, slug=f"line_of_pages_{number}")
    first = client.get("/offer/").text
    assert titles(first) == ["line_of_pages_0", "line_of_pages_1"] and "page=2" in first
    last = client.get("/offer/?page=3").text
    assert titles(last) == ["line_of_pages_4"] and 'rel="next"' not in last


def test_the_list_costs_the_same_number_of_queries_however_long_it_is(app, client, approver):
    seen = []

    def count(*some):
        seen.append(some[2])

    def queries() -> int:
        seen.clear()
        client.get("/offer/")
        client.get("/offer/compare")
        client.post("/offer/what-can-i-get", data={"age": "19", "care": "before"})
        return len(seen)

    event.listen(app.extensions["engine"], "before_cursor_execute", count)
    make_shown_line(approver, council="west")
    few = queries()
    for _ in range(6):
        make_shown_line(approver, council="west")
    assert queries() == few


def test_a_line_says_what_for_whom_how_and_what_stands_behind_it(client, lines):
    page = client.get("/offer/tax_west").text
    assert valid(page)
    for words in (
        "Council Tax in the West",
        "Only if",
        "You live there.",
        "Nobody has to send you.",
        "Your council chose to give this.",
        "nobody has checked this yet",
    ):
        assert words in page
    assert "West Northamptonshire" in page
    assert "By law" not in page
    assert "This is the law." in client.get("/offer/adviser").text


def test_the_title_in_the_history_names_no_line(client, lines):
    for path in ("/offer/", "/offer/rent", "/offer/compare", "/offer/what-can-i-get"):
        title = re.search("<title>(.*)</title>", client.get(path).text)[1]
        assert title == "What you can get – Listen to Us"


def test_it_says_when_it_was_checked_and_when_that_is_too_long_ago(client, lines, approver, clock):
    line = catalogue.find_line("rent")
    catalogue.confirm_checked(line, approver, today() + timedelta(days=30))
    page = client.get("/offer/rent").text
    assert "Someone checked this on Wednesday 15 July 2026." in page and "worker" not in page
    clock.forward(days=31)
    page = client.get("/offer/rent").text
    assert "nobody has looked at this since Wednesday 15 July 2026" in page


def test_what_is_checked_but_may_change_says_so(client, lines, approver):
    line = catalogue.find_line("medicine")
    catalogue.confirm_checked(line, approver, today() + timedelta(days=30))
    page = client.get("/offer/medicine").text
    assert "Some of it may change: check with your worker." in page


def test_what_has_not_started_cannot_be_asked_for(client, lines):
    page = client.get("/offer/medicine").text
    assert "You cannot ask for this yet." in page
    assert "/offer/claims/" not in page


def test_what_is_wrong_with_a_line_can_be_told(client, lines):
    assert 'href="/tell/offer_wrong/?about=offer/rent"' in client.get("/offer/rent").text
    assert 'href="/tell/offer_missing/"' in client.get("/offer/").text


def test_a_line_can_be_what_something_said_is_about(app, lines):
    with app.test_request_context("/"):
        found = about("offer/rent")
        assert (found.title, found.address) == ("Help with your rent", "/offer/rent")
        assert about("offer/nothing") is None


@pytest.mark.parametrize("slug", ["nothing", "rent%20", "x" * 300, "%00", "2"])
def test_a_line_that_is_not_there_is_a_friendly_page_with_a_way_on(client, lines, slug):
    page = client.get(f"/offer/{slug}")
    assert page.status_code == 404
    assert "This is not in our list any more" in page.text and 'href="/offer/"' in page.text


def test_a_line_that_was_withdrawn_is_gone_from_everywhere(client, lines, approver):
    catalogue.withdraw(catalogue.find_line("rent"), approver, "It ended")
    assert client.get("/offer/rent").status_code == 404
    assert "rent" not in titles(client.get("/offer/").text)


def test_the_councils_stand_side_by_side_with_what_differs_first(client, lines):
    page = client.get("/offer/compare").text
    assert valid(page)
    west, north = page.index("West Northamptonshire"), page.index("North Northamptonshire")
    differs, same = page.index(', <bdi dir="ltr">19</bdi> or'), page.index("The same in both")
    assert west < north < differs < same < page.index("What is the same wherever you are")
    assert page.index("Council Tax") < page.index("Help with your rent")


def test_a_topic_only_one_council_has_is_shown_beside_nothing(client, approver):
    make_shown_line(approver, council="west", topic="a_bus", title="A free bus")
    page = client.get("/offer/compare").text
    assert "A free bus" in page and "<p>–</p>" in page


def test_the_pages_open_before_there_is_any_line(client, approver):
    for path in ("/offer/", "/offer/compare", "/offer/what-can-i-get", "/offer/offline.json"):
        assert client.get(path).status_code == 200


@pytest.mark.postgresql
def test_the_pages_are_the_same_on_postgresql(client, lines):
    assert titles(client.get("/offer/").text)[-1] == "adviser"
    assert titles(look_for(client, "personal adviser").text)[0] == "adviser"
    assert titles(client.get("/offer/?age=21&no_referral=yes").text) == []
    assert client.get("/offer/%00").status_code == 404
    assert look_for(client, "\0").status_code == 200


def test_somebody_signed_in_is_asked_what_they_can_get_and_their_offer_is_folded_like_any(
    session, signed_in_as, approver
):
    for _one in range(13):
        make_shown_line(approver)
    visitor = signed_in_as(make_young_person(make_council(), "Robin").account)
    page = visitor.get("/offer/").text
    assert 'href="/offer/what-can-i-get"' in page
    assert not re.search(r"<details[^>]* open", page)
    narrowed = visitor.get("/offer/?heading=accommodation").text
    assert 'href="/offer/what-can-i-get"' in narrowed
    assert re.search(r'<details class="offer-heading" open', narrowed)


def test_a_condition_is_said_once_and_a_helper_has_a_way_to_be_reached(client, approver):
    make_shown_line(
        approver,
        slug="lawyer",
        who=["separated", "former_relevant"],
        needs=["separated"],
        helps=["advocate", "solicitor"],
    )
    page = client.get("/offer/lawyer").text
    assert "You came to the UK without your parents." in page
    assert "I came to the UK without my parents" not in page
    assert 'href="/help#coram_voice"' in page and 'href="tel:08088005792"' in page


def test_what_has_not_started_gives_no_reason_for_getting_it(client, lines):
    page = client.get("/offer/medicine").text
    assert "This has not started yet." in page and "Why you get it" not in page


@pytest.mark.parametrize("age", ["abc", "-3", "200"])
def test_an_age_that_is_none_is_said_and_stays_as_it_was_typed(client, lines, age):
    page = client.post("/offer/", data={"age": age}, follow_redirects=True).text
    assert f'value="{age}"' in page and "Write how old you are as a number" in page


def test_the_comparison_says_what_nobody_has_checked(client, lines):
    assert "nobody has checked this yet" in client.get("/offer/compare").text


def test_what_is_missing_leads_back_to_the_offer(client, lines):
    assert '<a class="back-link" href="/offer/"' in client.get("/tell/offer_missing/").text
