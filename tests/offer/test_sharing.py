import re
from datetime import date
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_young_person
from app.offer import sharing
from app.offer.models import LineCount
from tests.offer.lines import make_shown_line


@pytest.fixture
def council(session):
    return make_council()


@pytest.fixture
def lines(council):
    return [make_shown_line(title="Help with your rent"), make_shown_line(title="A bus ticket")]


@pytest.fixture
def worker(council):
    return make_staff(Role.WORKER, council=council)


def codes_of(lines) -> str:
    return "-".join(line.code for line in lines)


def counts(session) -> list[tuple[int, int]]:
    return sorted(tuple(row) for row in session.execute(select(LineCount.shared, LineCount.viewed)))


def test_a_worker_picks_lines_and_gets_a_link_that_shows_them(session, signed_in_as, worker, lines):
    desk = signed_in_as(worker)
    sent = desk.post("/offer/share", data={"line": [one.code for one in lines], "for": "en"})
    assert sent.status_code == 303
    ready = desk.get(sent.location)
    assert f"/offer/s/{codes_of(lines)}?lang=en" in ready.text
    opened = desk.application.test_client().get(f"/offer/s/{codes_of(lines)}?lang=en")
    assert "Help with your rent" in opened.text
    assert "A bus ticket" in opened.text
    assert counts(session) == [(1, 1), (1, 1)]


def test_a_worker_finds_a_line_by_its_words_and_sends_it_from_there(
    signed_in_as, client, worker, lines
):
    desk, one = signed_in_as(worker), lines[0]
    found = desk.post("/offer/", data={"q": "rent"}, follow_redirects=True).text
    assert f'href="/offer/share?line={one.code}"' in found
    page = desk.get(f"/offer/share?line={one.code}").text
    assert re.findall(r'value="(\w+)" checked', page) == [one.code]
    theirs = client.post("/offer/", data={"q": "rent"}, follow_redirects=True).text
    assert one.content["title"] in theirs and "/offer/share" not in theirs


def test_counts_are_kept_by_month_and_add_up(session, clock, lines):
    clock.set(2026, 11, 30, 12)
    sharing.count_shared(lines)
    sharing.count_shared(lines[:1])
    clock.set(2026, 12, 1, 12)
    sharing.count_viewed(lines[:1])
    rows = {
        (row.entitlement_id, row.month): (row.shared, row.viewed)
        for row in session.scalars(select(LineCount))
    }
    first, second = (line.id for line in lines)
    november, december = date(2026, 11, 1), date(2026, 12, 1)
    assert rows == {
        (first, november): (2, 0),
        (second, november): (1, 0),
        (first, december): (0, 1),
    }


@pytest.mark.postgresql
def test_counts_add_up_on_postgresql_too(session, lines):
    sharing.count_shared(lines)
    sharing.count_shared(lines)
    assert counts(session) == [(2, 0), (2, 0)]


def test_the_address_says_which_lines_and_nothing_about_anybody(session, signed_in_as, worker):
    person = make_young_person(make_council(), chosen_name="Sky", known_as="Skyler")
    assign(worker, person, "personal_adviser")
    line = make_shown_line()
    desk = signed_in_as(worker)
    chosen = desk.get(f"/offer/share?person={person.id}")
    assert chosen.status_code == 200
    sent = desk.post("/offer/share", data={"line": [line.code], "for": "en"})
    ready = desk.get(sent.location).text
    assert "Skyler" not in ready
    assert str(person.id) not in sent.location + ready


def test_the_likely_set_follows_what_is_known_of_the_young_person(session, clock, worker):
    clock.set(2026, 11, 21, 12)
    west = make_council()
    make_council("north", "North Northamptonshire")
    person = make_young_person(
        west, care_status="former_relevant", birth_month=date(2007, 3, 1), separated=False
    )
    theirs = make_shown_line(who=["former_relevant"], strength="law", age_from=18)
    make_shown_line(who=["in_care"], strength="law", age_from=0, until_birthday=18)
    make_shown_line(who=["former_relevant"], strength="law", age_from=21)
    make_shown_line(who=["former_relevant"], strength="law", council="north")
    assert sharing.likely_lines(person) == [theirs]


def test_a_worker_sees_the_likely_set_only_of_those_they_work_with(signed_in_as, worker, lines):
    stranger = make_young_person(make_council())
    assert signed_in_as(worker).get(f"/offer/share?person={stranger.id}").status_code == 404


def test_nothing_ticked_is_said_kindly(signed_in_as, worker, lines):
    page = signed_in_as(worker).post("/offer/share", data={"for": "ar"})
    assert page.status_code == 422
    assert "Tick at least one line." in page.text


def test_a_link_that_lost_a_part_shows_the_rest_and_says_so(client, lines):
    page = client.get(f"/offer/s/{lines[0].code}-zzzz")
    assert page.status_code == 200
    assert "Help with your rent" in page.text
    assert "is not here any more" in page.text


@pytest.mark.parametrize("path", ["s", "sheet"])
@pytest.mark.parametrize("codes", ["zzzz", "-", "'; DROP TABLE x", "%F0%9F%98%80", "a" * 3000])
def test_a_link_with_no_line_left_leads_to_the_start_of_the_offer(client, lines, path, codes):
    page = client.get(f"/offer/{path}/{codes}")
    assert page.status_code == 404
    assert 'href="/offer/' in page.text


def test_a_link_with_a_thousand_lines_is_cut_off(lines):
    assert (
        len(sharing.codes_in("-".join(f"a{number}" for number in range(1000))))
        == sharing.MOST_LINES
    )


def test_the_messages_hold_the_whole_address(app, lines):
    address = sharing.address_of(lines, "ti")
    with app.test_request_context():
        ways = sharing.ways(address)
    assert all(address in unquote(way) for way in ways.values())
    assert "lang=ti" in address


@pytest.mark.parametrize("language", ["en", "ar", "ti"])
@pytest.mark.parametrize("size", ["a4", "a5", "a0"])
def test_a_sheet_is_printed_in_every_script(client, lines, language, size):
    page = client.get(f"/offer/sheet/{codes_of(lines)}?size={size}&lang={language}")
    assert page.status_code == 200
    assert f"sheet-{size if size != 'a0' else 'a4'}" in page.text


def test_a_link_can_be_made_in_every_language_young_people_can_read(signed_in_as, worker, lines):
    page = signed_in_as(worker).get("/offer/share").text
    assert all(f'<option value="{code}"' in page for code in ("en", "ar", "fa-AF", "ti"))


def test_what_is_chosen_stands_first_and_a_search_on_the_page_keeps_it(signed_in_as, worker, lines):
    rent, bus = lines
    desk = signed_in_as(worker)
    page = desk.get(f"/offer/share?line={rent.code}").text
    assert page.index(f'value="{rent.code}" checked') < page.index("Make the link")
    assert page.index(f'value="{bus.code}"') > page.index("Make the link")
    asked = {"line": rent.code, "find": "bus", "do": "search"}
    found = desk.post("/offer/share", data=asked).text
    assert f'value="{rent.code}" checked' in found
    assert f'id="found-{bus.code}"' in found


def test_what_can_be_asked_about_is_near_and_not_ticked_and_what_has_not_started_says_so(
    signed_in_as, worker, council
):
    person = make_young_person(council, care_status="former_relevant", birth_month=date(2007, 3, 1))
    assign(worker, person, "personal_adviser")
    unsure = make_shown_line(confidence="low", title="Perhaps a bus pass")
    make_shown_line(strength="announced", title="A thing to come")
    page = signed_in_as(worker).get(f"/offer/share?person={person.id}").text
    assert "They can ask about these" in page
    assert re.search(rf'id="ask-{unsure.code}" name="line" value="{unsure.code}">', page)
    assert "not started yet" in page


def test_a_sheet_has_numbers_to_call_and_room_for_the_workers(client, lines):
    page = client.get(f"/offer/sheet/{codes_of(lines)}").text
    assert "0808 800 5792" in page and "0800 1111" in page and "My worker" in page
    assert "Print this page" in page
