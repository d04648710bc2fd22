"""Two people have the same page open: nobody writes over somebody else, and nothing is lost."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.core.reporting import Period
from app.demo.inspected import give_inspection
from surveys.inspections import answering, checking, doing, finding, own_words, visiting
from surveys.inspections.answering import Answer
from surveys.inspections.marks import Outdated
from tests.surveys.inspections.marked import seen_on
from tests.whole_app.test_pages import faults_of

QUARTER = Period.parse("2026-Q2")
LONG = "Robin wrote a whole page. " * 300


@dataclass
class Place:
    """Where two write: the page, where it is sent, what both send, the box, and what is there."""

    page: str
    address: str
    typed: dict[str, str]
    box: str
    now: object
    mark: str = "seen"


def a_visit(world) -> Place:
    visit = visiting.visits_of(world.inspection)[0]
    address = f"/inspecting/visits/{visit.id}"
    typed = {"kind": "mystery", "on": "2026-05-12"}
    return Place(address, address, typed, "notes", lambda: visit.notes)


def a_rating(world) -> Place:
    address = f"/inspecting/criteria/{world.criterion.id}"
    typed = {"rating-rating": "so_so"}
    there = lambda: world.criterion.notes  # noqa: E731
    return Place(address, address, typed, "rating-notes", there, "rating-seen")


def a_criterion(world) -> Place:
    address = f"/inspecting/criteria/{world.criterion.id}"
    return Place(address, f"{address}/change", {}, "words", lambda: world.criterion.words)


def a_finding(world) -> Place:
    row = world.inspection.findings[0]
    address = f"/inspecting/findings/{row.id}"
    return Place(address, address, {"kind": "worry"}, "words", lambda: row.words)


def a_recommendation(world) -> Place:
    address = f"/inspecting/recommendations/{world.advice.id}/change"
    typed = {"owner": str(world.worker.id), "due_on": "2026-07-01"}
    return Place(address, address, typed, "words", lambda: world.advice.words)


PLACES = [a_visit, a_rating, a_criterion, a_finding, a_recommendation]


@pytest.mark.parametrize("place", PLACES)
def test_the_later_of_two_inspectors_sees_both_texts(world, signed_in_as, place):
    its, robin, wren = place(world), signed_in_as(world.robin), signed_in_as(world.wren)
    hers, his = (its.typed | seen_on(one, its.page, its.mark) for one in (wren, robin))
    assert robin.post(its.address, data=his | {its.box: "Robin’s words."}).status_code == 302
    refused = wren.post(its.address, data=hers | {its.box: "Wren’s words."})
    assert refused.status_code == 409 and its.now() == "Robin’s words."
    assert "Somebody else has changed this meanwhile" in refused.text
    assert "Robin’s words." in refused.text and "Wren’s words.</textarea>" in refused.text
    assert faults_of(refused.text) == []
    again = hers | {its.box: "Both."} | seen_on(wren, its.page, its.mark)
    assert again[its.mark] in refused.text
    assert wren.post(its.address, data=again).status_code == 302
    assert its.now() == "Both."


@pytest.mark.parametrize("place", PLACES)
def test_the_same_sent_twice_is_no_quarrel(world, signed_in_as, place):
    its, robin = place(world), signed_in_as(world.robin)
    typed = its.typed | {its.box: "Robin’s words."} | seen_on(robin, its.page, its.mark)
    for _ in range(2):
        assert robin.post(its.address, data=typed).status_code == 302


def test_of_a_long_text_nothing_is_lost_either(world, signed_in_as):
    its, robin = a_visit(world), signed_in_as(world.robin)
    refused = robin.post(its.address, data=its.typed | {its.box: LONG})
    assert refused.status_code == 409 and LONG in refused.text


def test_who_was_there_is_compared_too(world, signed_in_as):
    its, robin, wren = a_visit(world), signed_in_as(world.robin), signed_in_as(world.wren)
    marks = [seen_on(one, its.page) for one in (robin, wren)]
    people = {"people": [str(world.robin.id)]}
    assert robin.post(its.address, data=its.typed | people | marks[0]).status_code == 302
    assert wren.post(its.address, data=its.typed | marks[1]).status_code == 409


def test_a_picture_beside_an_outdated_rating_keeps_its_words(world, signed_in_as):
    its, robin = a_rating(world), signed_in_as(world.robin)
    typed = its.typed | {"picture-shows": "A door.", "rating-notes": "Cold."}
    for address in (its.address, f"{its.address}/pictures"):
        page = robin.post(address, data=typed)
        assert page.status_code == 409, address
        assert "A door.</textarea>" in page.text and "Cold.</textarea>" in page.text


def test_words_of_a_criterion_that_will_not_do_come_back(world, signed_in_as):
    address = f"/inspecting/criteria/{world.criterion.id}/change"
    page = signed_in_as(world.robin).post(address, data={"words": "x" * 301})
    assert page.status_code == 422 and f"{'x' * 301}</textarea>" in page.text
    assert faults_of(page.text) == []


@pytest.fixture
def given(world, session):
    give_inspection(world.inspection, world.officer)
    session.commit()


YES = {"answer": "yes", "do_by": "2026-06-30", "sure": "y"}


def test_of_two_who_answer_the_later_sees_both_answers(world, given, signed_in_as):
    address, (worker, manager) = (
        f"/inspections/answers/{world.advice.id}",
        (signed_in_as(one) for one in (world.worker, world.manager)),
    )
    first, second = (YES | seen_on(one, address) for one in (worker, manager))
    assert worker.post(address, data=first | {"because": "A new door."}).status_code == 302
    refused = manager.post(address, data=second | {"because": "A thick curtain."})
    assert refused.status_code == 409 and world.advice.because == "A new door."
    assert "A new door." in refused.text and "A thick curtain.</textarea>" in refused.text
    assert faults_of(refused.text) == []


def test_what_inspectors_said_of_an_answer_is_not_cleared_unread(
    world, given, session, signed_in_as
):
    answering.answer(world.advice, Answer("no", "No money."), world.worker)
    session.commit()
    address, worker = f"/inspections/answers/{world.advice.id}", signed_in_as(world.worker)
    typed = {"answer": "no", "because": "No money.", "sure": "y"} | seen_on(worker, address)
    answering.judge(world.advice, "not_enough", "Ask the council.", world.robin)
    session.commit()
    refused = worker.post(address, data=typed)
    assert refused.status_code == 409 and "Ask the council." in refused.text
    assert world.advice.judged == "not_enough"


def test_inspectors_judge_the_answer_they_read_and_no_other(world, given, session, signed_in_as):
    answering.answer(world.advice, Answer("yes", "We do it.", date(2026, 6, 30)), world.worker)
    session.commit()
    mine, robin = f"/inspecting/recommendations/{world.advice.id}", signed_in_as(world.robin)
    said = {"judge-judged": "good", "judge-judged_words": "Thank you."}
    said |= seen_on(robin, mine, "judge-seen")
    answering.answer(world.advice, Answer("no", "We changed our mind."), world.worker)
    session.commit()
    refused = robin.post(f"{mine}/judge", data=said)
    assert refused.status_code == 409 and world.advice.judged is None
    assert "We changed our mind." in refused.text and "Thank you.</textarea>" in refused.text
    assert faults_of(refused.text) == []
    robin.post(f"{mine}/judge", data=said | seen_on(robin, mine, "judge-seen"))
    assert world.advice.judged == "good"


def test_what_an_officer_lets_through_is_what_the_inspectors_say_now(world, session, signed_in_as):
    row = own_words.write_words("west", QUARTER, "First words.", world.robin)
    session.commit()
    address, officer = f"/inspections/desk/words/{row.id}", signed_in_as(world.officer)
    typed = {"told": "First words.", "told_because": "A name.", "sure": "y"} | seen_on(
        officer, address
    )
    own_words.write_words("west", QUARTER, "We take that back.", world.robin)
    session.commit()
    refused = officer.post(address, data=typed)
    assert refused.status_code == 409 and row.told is None and row.checked_on is None
    assert "We take that back." in refused.text and "First words.</textarea>" in refused.text
    assert faults_of(refused.text) == []


def test_a_finding_that_came_back_and_was_rewritten_is_not_checked_by_its_old_words(
    world, session, signed_in_as
):
    row, desk = world.inspection.findings[0], f"/inspections/desk/{world.inspection.id}"
    doing.hand_over(world.inspection)
    session.commit()
    officer, box = signed_in_as(world.officer), f"row{row.id}-"
    typed = {f"{box}told": "Old words.", f"{box}told_because": "A name.", f"{box}sure": "y"}
    typed |= seen_on(officer, desk, f"{box}seen")
    checking.send_back(world.inspection, "Look again.", world.officer)
    finding.change_finding(row, "worry", "New words.", world.robin)
    doing.hand_over(world.inspection)
    session.commit()
    refused = officer.post(f"/inspections/desk/findings/{row.id}", data=typed)
    assert refused.status_code == 409 and row.told is None
    assert "New words." in refused.text and "Old words.</textarea>" in refused.text
    assert faults_of(refused.text) == []


@pytest.mark.postgresql
def test_the_marks_hold_on_postgresql_too(world, session):
    visit, row = visiting.visits_of(world.inspection)[0], world.inspection.findings[0]
    told = visiting.Told("mystery", date(2026, 5, 12), (world.robin.id,), "Notes.")
    for change in (
        lambda seen: visiting.change_visit(visit, told, world.robin, seen),
        lambda seen: doing.rate(world.criterion, "so_so", "Notes.", world.robin, seen),
        lambda seen: doing.change_criterion(world.criterion, "Words.", world.robin, seen),
        lambda seen: finding.change_finding(row, "worry", "Words.", world.robin, seen),
        lambda seen: finding.change_recommendation(
            world.advice, "Words.", world.worker, date(2026, 7, 1), world.robin, seen
        ),
    ):
        with pytest.raises(Outdated):
            change("")
        change(None)
        change("")
    assert visit.people_ids == (world.robin.id,)
