"""Doing an inspection: two councils apart, criteria, visits, and what is handed over stays."""

import re
from datetime import date

import pytest
from sqlalchemy import select, text

from app.demo.factories import make_young_person
from app.demo.inspected import give_inspection, make_inspection, make_inspector
from app.demo.seen_by_inspectors import CRITERIA
from surveys.inspections import answering, doing, finding, visiting
from surveys.inspections.finding_models import Finding, Recommendation
from surveys.inspections.inspection_models import Criterion, Inspection
from surveys.inspections.service_models import InspectedService
from surveys.inspections.visit_models import Visit
from tests.surveys.inspections.marked import seen_on
from tests.whole_app.test_pages import faults_of

HOSTILE = (
    "<script>alert(1)</script>",
    "'; DROP TABLE inspection; --",
    "{{ 7 * 7 }} %(name)s {0}",
    '=HYPERLINK("http://x")',
    "\u202edlrow olleh\u202c \u0000 \x07",
    "ሰላም مرحبا 🦉",
    "a" * 250,
)


def ids(session, model, account) -> set[int]:
    return {one.id for one in session.scalars(model.visible_to(account)).unique()}


def test_services_of_two_councils_are_kept_apart(world, session):
    assert ids(session, InspectedService, world.robin) == {world.hub.id}
    assert ids(session, InspectedService, world.officer) == {world.hub.id}
    assert ids(session, InspectedService, world.puffin) == {world.home.id}
    assert ids(session, InspectedService, world.worker) == set()


def test_an_inspector_of_the_west_never_sees_the_north(world, session, signed_in_as):
    northern = give_inspection(
        make_inspection(world.home, [world.puffin], world.northern_worker), world.northern
    )
    session.commit()
    visitor = signed_in_as(world.robin)
    assert "Rose Cottage" not in visitor.get("/inspecting/").text
    assert "Rose Cottage" not in visitor.get("/inspecting/new").text
    assert visitor.get(f"/inspecting/new/{world.home.id}").status_code == 404
    assert visitor.get(f"/inspecting/{northern.id}").status_code == 404
    assert ids(session, Inspection, world.robin) == {world.inspection.id}
    assert ids(session, Inspection, world.manager) == set()


def test_notes_are_for_those_who_take_part_and_an_officer(world, session, signed_in_as):
    other = world.wren
    world.inspection.inspectors = [
        one for one in world.inspection.inspectors if one.account_id != other.id
    ]
    session.commit()
    assert signed_in_as(other).get(f"/inspecting/{world.inspection.id}").status_code == 404
    visit = visiting.visits_of(world.inspection)[0]
    assert signed_in_as(other).get(f"/inspecting/visits/{visit.id}").status_code == 404
    notes = "They showed us every room."
    assert notes in signed_in_as(world.robin).get(f"/inspecting/visits/{visit.id}").text
    desk = f"/inspections/desk/{world.inspection.id}"
    assert notes in signed_in_as(world.officer).get(desk).text


def test_somebody_of_the_council_reads_what_was_given_but_no_notes(world, session, signed_in_as):
    world.inspection.inspectors = [
        one for one in world.inspection.inspectors if one.account_id != world.wren.id
    ]
    give_inspection(world.inspection, world.officer)
    session.commit()
    page = signed_in_as(world.wren).get(f"/inspecting/{world.inspection.id}").text
    assert "People said hello" in page
    assert "board with photos" not in page and "They showed us every room" not in page


def test_nothing_they_write_stands_open_in_the_database(world, session):
    tables = ("inspection_criterion", "inspection_visit", "inspection_finding")
    rows = [
        repr(row) for table in tables for row in session.execute(text(f"SELECT * FROM {table}"))
    ]
    assert rows
    for words in (*CRITERIA, "They showed us every room.", "People said hello"):
        assert not any(words in row for row in rows)


def test_an_inspection_is_started_by_those_who_do_it(world, signed_in_as, session):
    visitor = signed_in_as(world.robin)
    assert "The Lighthouse Hub" in visitor.get("/inspecting/new").text
    answer = visitor.post(
        f"/inspecting/new/{world.hub.id}",
        data={
            "starts_on": "2026-05-20",
            "people": [str(world.wren.id)],
            "beside": str(world.officer.id),
            "copied": str(world.inspection.id),
        },
    )
    assert answer.status_code == 302
    found = session.get(Inspection, int(answer.headers["Location"].rpartition("/")[2]))
    assert {one.account_id for one in found.inspectors} == {world.robin.id, world.wren.id}
    assert [one.words for one in found.criteria] == list(CRITERIA)
    assert {one.rating for one in found.criteria} == {None}
    assert (found.beside_id, found.starts_on) == (world.officer.id, date(2026, 5, 20))


def test_who_takes_part_can_change_while_it_is_being_done(world, signed_in_as, session):
    address, visitor = f"/inspecting/{world.inspection.id}/who", signed_in_as(world.robin)
    assert faults_of(visitor.get(address).text) == []
    typed = {"starts_on": "2026-05-14", "people": [], "beside": "0", "copied": "0"}
    assert visitor.post(address, data={**typed, "starts_on": "soon"}).status_code == 422
    visitor.post(address, data=typed | seen_on(visitor, address))
    session.refresh(world.inspection)
    assert {one.account_id for one in world.inspection.inspectors} == {world.robin.id}
    assert world.inspection.beside_id is None
    assert signed_in_as(world.wren).get(address).status_code == 404
    again = typed | seen_on(visitor, address) | {"people": [str(world.wren.id)]}
    visitor.post(address, data=again)
    session.refresh(world.inspection)
    assert world.inspection.has(world.wren)


def test_of_two_who_say_who_takes_part_the_later_sees_what_the_first_said(
    world, signed_in_as, session
):
    address = f"/inspecting/{world.inspection.id}/who"
    robin, wren = signed_in_as(world.robin), signed_in_as(world.wren)
    finch = make_inspector(make_young_person(world.west, "finch").account, "west")
    session.commit()
    both = seen_on(robin, address), seen_on(wren, address)
    typed = {"starts_on": "2026-05-14", "beside": "0"}
    robin.post(address, data=typed | both[0] | {"people": [world.wren.id, finch.id]})
    late = typed | both[1] | {"people": [world.robin.id], "starts_on": "2026-05-15"}
    answer = wren.post(address, data=late)
    assert answer.status_code == 409 and "Somebody else has changed this" in answer.text
    assert "finch" in answer.text and faults_of(answer.text) == []
    session.refresh(world.inspection)
    assert world.inspection.has(finch) and world.inspection.starts_on == date(2026, 5, 14)
    again = re.search(r'name="seen"[^>]*value="([^"]*)"', answer.text)[1]
    assert wren.post(address, data=late | {"seen": again}).status_code == 302
    session.refresh(world.inspection)
    assert not world.inspection.has(finch)


def test_a_service_that_closed_is_not_inspected_again(world, signed_in_as, session):
    visitor, address = signed_in_as(world.robin), f"/inspecting/new/{world.hub.id}"
    world.hub.active = False
    session.commit()
    for answer in (visitor.get(address), visitor.post(address, data={"starts_on": "2026-05-20"})):
        assert answer.status_code == 404
    # What has begun goes on.
    assert visitor.get(f"/inspecting/{world.inspection.id}/who").status_code == 200


def test_nobody_of_another_council_can_be_brought_in(world, signed_in_as):
    answer = signed_in_as(world.robin).post(
        f"/inspecting/new/{world.hub.id}",
        data={"starts_on": "2026-05-20", "people": [str(world.puffin.id)], "beside": "0"},
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("day", ["", "soon", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_that_makes_no_sense_is_refused_with_a_sentence(world, signed_in_as, day):
    address = f"/inspecting/{world.inspection.id}/visits/new"
    data = {"kind": "mystery", "on": day, "notes": "Typed by hand."}
    answer = signed_in_as(world.robin).post(address, data=data)
    assert answer.status_code == 422
    assert "Typed by hand." in answer.text and "field-errors" in answer.text


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_back_as_they_were_typed_and_do_nothing(
    world, signed_in_as, session, words
):
    visitor, inspection = signed_in_as(world.robin), world.inspection
    asked = f"/inspecting/{inspection.id}"
    posts = {
        f"{asked}/criteria": {"words": words},
        f"/inspecting/criteria/{world.criterion.id}": {
            "rating-rating": "good", "rating-notes": words,
            **seen_on(visitor, f"/inspecting/criteria/{world.criterion.id}", "rating-seen"),
        },
        f"{asked}/visits/new": {"kind": "mystery", "on": "2026-05-11", "notes": words},
        f"{asked}/findings/new": {"kind": "worry", "words": words},
        f"{asked}/recommendations/new": {
            "words": words, "owner": str(world.worker.id), "due_on": "2026-07-01",
        },
        "/inspecting/our-words/": {"council": "west", "quarter": "2026-Q2", "words": words},
    }  # fmt: skip
    for address, data in posts.items():
        assert visitor.post(address, data=data).status_code == 302, address
    session.refresh(inspection)
    assert inspection.criteria[-1].words == words.strip()
    assert world.criterion.notes == words
    assert inspection.findings[-1].words == words.strip()
    assert inspection.recommendations[-1].words == words.strip()
    for address in (asked, f"/inspecting/criteria/{world.criterion.id}", "/inspecting/our-words/"):
        page = visitor.get(address)
        assert page.status_code == 200 and "<script>alert" not in page.text
        if "\0" not in words:
            assert faults_of(page.text) == []


def test_the_pages_of_an_inspection_that_is_being_done_are_valid(world, signed_in_as, session):
    own = f"/inspecting/{world.inspection.id}"
    criterion = f"/inspecting/criteria/{world.criterion.id}"
    inspectors = [own, criterion, f"{own}/visits/new", f"{own}/findings/new"]
    visitor = signed_in_as(world.robin)
    for address in (*inspectors, f"{own}/recommendations/new", f"/inspecting/new/{world.hub.id}"):
        assert faults_of(visitor.get(address).text) == [], address
    doing.hand_over(world.inspection)
    session.commit()
    desk = signed_in_as(world.officer).get(f"/inspections/desk/{world.inspection.id}")
    assert faults_of(desk.text) == [] and "Give it to the service" in desk.text


def test_what_is_handed_over_stays_as_it_is(world, signed_in_as, session):
    doing.hand_over(world.inspection)
    session.commit()
    visitor = signed_in_as(world.robin)
    criterion, visit = world.criterion, visiting.visits_of(world.inspection)[0]
    row = world.inspection.findings[0]
    changes = {
        f"/inspecting/criteria/{criterion.id}/change": {"words": "Something else."},
        f"/inspecting/criteria/{criterion.id}/remove": {},
        f"/inspecting/criteria/{criterion.id}": {"rating-rating": "not_good"},
        f"/inspecting/visits/{visit.id}/remove": {},
        f"/inspecting/findings/{row.id}": {"kind": "worry", "words": "Something else."},
        f"/inspecting/findings/{row.id}/remove": {},
        f"/inspecting/recommendations/{world.advice.id}/remove": {},
    }
    for address, data in changes.items():
        page = visitor.post(address, data=data, follow_redirects=True)
        assert "cannot be changed now" in page.text, address
    assert criterion.words == CRITERIA[0] and criterion.rating == "very_good"
    assert row.words.startswith("People said hello")
    assert session.get(Visit, visit.id) is not None


def test_without_a_finding_there_is_nothing_to_hand_over(world, session):
    bare = doing.start_inspection(world.hub, date(2026, 5, 12), [], None, world.robin)
    with pytest.raises(doing.NotFinished):
        doing.hand_over(bare)


def test_what_a_phone_sends_twice_is_written_down_once(world, session, signed_in_as):
    visitor, door = signed_in_as(world.robin), f"/inspecting/{world.inspection.id}"
    on = {"on": "2026-05-11", "people": [world.robin.id], "notes": "We rang the bell."}
    due = {"owner": world.worker.id, "due_on": "2026-07-01"}
    sent = {
        "criteria": {"words": "Somebody opens the door."},
        "visits/new": {"kind": "mystery", **on},
        "findings/new": {"kind": "good", "words": "Somebody opened the door."},
        "recommendations/new": {"words": "Mend the bell.", **due},
    }
    models = (Criterion, Visit, Finding, Recommendation)
    before = [len(session.scalars(select(one)).unique().all()) for one in models]
    for address, typed in sent.items():
        for _ in range(2):
            assert visitor.post(f"{door}/{address}", data=typed).status_code == 302
    after = [len(session.scalars(select(one)).unique().all()) for one in models]
    assert after == [number + 1 for number in before]
    give_inspection(world.inspection, world.officer)
    for _ in range(2):
        answering.revisit(world.advice, date(2026, 5, 12), "not_yet", "No bell. ", world.robin)
    assert len(world.advice.revisits) == 1


def test_there_is_an_end_to_how_much_one_inspection_holds(world, session):
    for number in range(doing.MOST_CRITERIA - len(CRITERIA)):
        doing.add_criterion(world.inspection, f"One more: {number}.")
    with pytest.raises(doing.TooMany):
        doing.add_criterion(world.inspection, "One too many.")


def test_a_criterion_is_changed_and_taken_out(world, signed_in_as, session):
    visitor, kept = signed_in_as(world.robin), world.inspection.criteria[1]
    door = f"/inspecting/criteria/{kept.id}"
    typed = {"words": " Two chairs. "} | seen_on(visitor, door)
    visitor.post(f"{door}/change", data=typed)
    assert kept.words == "Two chairs."
    taken_out = kept.id
    visitor.post(f"/inspecting/criteria/{taken_out}/remove")
    assert session.scalars(select(Criterion.id).where(Criterion.id == taken_out)).all() == []


def test_a_list_costs_the_same_number_of_queries_however_long_it_is(
    world, signed_in_as, session, statements
):
    pages = {
        "/inspecting/": signed_in_as(world.robin),
        "/inspections/": signed_in_as(world.robin),
        "/inspections/desk/": signed_in_as(world.officer),
        "/inspections/answers/": signed_in_as(world.worker),
    }
    give_inspection(world.inspection, world.officer)
    session.commit()

    def count() -> dict[str, int]:
        return {
            address: statements.during(lambda a=address, v=visitor: v.get(a))
            for address, visitor in pages.items()
        }

    count()
    few = count()
    for _ in range(4):
        made = make_inspection(world.hub, [world.robin, world.wren], world.worker, world.officer)
        give_inspection(made, world.officer)
    finding.add_finding(
        make_inspection(world.hub, [world.robin], world.worker), "good", "One more."
    )
    session.commit()
    assert count() == few


def test_a_criterion_that_is_added_twice_is_there_once(world, session, signed_in_as):
    robin, address = signed_in_as(world.robin), f"/inspecting/{world.inspection.id}/criteria"
    for words in ("There is tea.", "There is  tea. ", "There is cake."):
        assert robin.post(address, data={"words": words}).status_code == 302
    session.refresh(world.inspection)
    assert [one.words for one in world.inspection.criteria[-2:]] == [
        "There is tea.",
        "There is cake.",
    ]
    assert len(world.inspection.criteria) == len(CRITERIA) + 2


def test_no_visit_is_much_older_than_the_inspection(world, session, signed_in_as):
    robin, door = signed_in_as(world.robin), f"/inspecting/{world.inspection.id}/visits/new"
    typed = {"kind": "announced", "on": "2020-05-01", "notes": "It was cold."}
    answer = robin.post(door, data=typed)
    assert answer.status_code == 422 and "Look at the year again." in answer.text
    assert "It was cold.</textarea>" in answer.text
    assert robin.post(door, data=typed | {"on": "2026-05-01"}).status_code == 302


def test_how_words_read_is_said_of_everybody_and_of_no_one_age(world, signed_in_as):
    robin, door = signed_in_as(world.robin), f"/inspecting/{world.inspection.id}/findings/new"
    hard = {"words": "They are utilising the accommodation.", "look": "reading"}
    page = robin.post(door, data=hard).text
    assert "(everybody from 8 years on)" in page and "8 to 11" not in page
