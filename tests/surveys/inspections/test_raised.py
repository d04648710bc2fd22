"""Words behind an open alert: whoever changes them, the duty desk still reads them."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import make_staff
from app.demo.inspected import give_inspection
from app.people.models import YoungPerson
from app.safeguarding.models import Alert
from app.safeguarding.services import record_outcome
from app.safeguarding.subjects import Subject, subject_of
from app.safeguarding.words_before import WordsBefore
from surveys.inspections import answering, doing, evidence, finding, own_words, visiting
from surveys.inspections.finding_models import Finding
from surveys.inspections.writing import DutyLooks
from tests.surveys.inspections.marked import seen_on

HIT, FINE = "A girl told us: my carer hits me.", "All fine."
QUARTER = Period.parse("2026-Q2")


@pytest.fixture
def duty(world, session):
    made = make_staff(Role.DUTY_WORKER, council=world.west)
    session.commit()
    return made


def the_alert(session) -> Alert:
    return session.scalars(select(Alert)).one()


def desk_reads(session) -> Subject:
    alert = the_alert(session)
    return subject_of(alert.subject_kind, alert.subject_id)


def changed_finding(world):
    row = finding.add_finding(world.inspection, "worry", HIT)
    finding.change_finding(row, "worry", FINE)


def changed_visit(world):
    visit = visiting.visits_of(world.inspection)[0]
    for words in (HIT, FINE):
        visiting.change_visit(visit, visiting.Told("mystery", date(2026, 5, 12), (), words))


def changed_notes(world):
    for words in (HIT, FINE):
        doing.rate(world.criterion, "not_good", words)


def changed_criterion(world):
    for words in (HIT, FINE):
        doing.change_criterion(world.criterion, words)


def changed_advice(world):
    for words in (HIT, FINE):
        finding.change_recommendation(world.advice, words, world.worker, date(2026, 6, 30))


def changed_own_words(world):
    for words in (HIT, FINE):
        own_words.write_words("west", QUARTER, words, world.robin)


def judged_and_answered_anew(world):
    give_inspection(world.inspection, world.officer)
    answering.answer(world.advice, answering.Answer("no", "No."), world.worker)
    answering.judge(world.advice, "not_enough", HIT)
    answering.answer(world.advice, answering.Answer("no", "No again."), world.worker)


@pytest.mark.parametrize(
    "change",
    [changed_finding, changed_visit, changed_notes, changed_criterion, changed_advice,
     changed_own_words, judged_and_answered_anew],
)  # fmt: skip
def test_what_raised_an_alert_is_read_at_the_desk_whoever_changes_it(world, session, change):
    change(world)
    session.commit()
    assert [one.before for one in desk_reads(session).corrected][-1:] == [HIT]


def test_the_desk_shows_both_and_keeps_the_earlier_words_only_while_it_is_open(
    world, session, signed_in_as, duty
):
    changed_finding(world)
    session.commit()
    page = signed_in_as(duty).get(f"/safeguarding/{the_alert(session).id}").text
    assert HIT in page and FINE in page
    record_outcome(the_alert(session), duty, "spoke_with_child", "Spoke with her.", True)
    session.commit()
    assert [one.before for one in desk_reads(session).corrected] == [None]


def test_the_desk_reads_who_wrote_it_wherever_it_was(world, session, signed_in_as):
    robin, inspection, criterion = signed_in_as(world.robin), world.inspection, world.criterion
    visits = f"/inspecting/{inspection.id}/visits/new"
    robin.post(visits, data={"kind": "mystery", "on": "2026-05-11", "notes": HIT})
    robin.post(f"/inspecting/{inspection.id}/findings/new", data={"kind": "worry", "words": HIT})
    asked = {"words": HIT, "owner": str(world.worker.id), "due_on": "2026-07-01"}
    robin.post(f"/inspecting/{inspection.id}/recommendations/new", data=asked)
    robin.post(f"/inspecting/{inspection.id}/criteria", data={"words": HIT})
    rated = {"rating-rating": "not_good", "rating-notes": HIT}
    door = f"/inspecting/criteria/{criterion.id}"
    robin.post(door, data=rated | seen_on(robin, door, "rating-seen"))
    own_words.write_words("west", QUARTER, HIT, world.robin)
    give_inspection(inspection, world.officer)
    answering.revisit(world.advice, date(2026, 5, 12), "not_yet", HIT, world.robin)
    alerts = session.scalars(select(Alert)).all()
    assert len(alerts) == 7
    child = session.scalar(select(YoungPerson.id).where(YoungPerson.account_id == world.robin.id))
    for alert in alerts:
        subject = subject_of(alert.subject_kind, alert.subject_id)
        assert (subject.who, subject.young_person_id) == ("robin", child), alert.subject_kind


def test_whoever_changes_the_words_of_somebody_else_does_not_hide_them(world, session):
    doing.rate(world.criterion, "not_good", HIT, world.robin)
    doing.change_criterion(world.criterion, "A kind word.", world.wren)
    subject = desk_reads(session)
    child = session.scalar(select(YoungPerson.id).where(YoungPerson.account_id == world.robin.id))
    assert (subject.who, subject.young_person_id) == ("robin, wren", child)
    assert ("What robin wrote", HIT) in {(one.asked, one.before) for one in subject.corrected}


def test_what_somebody_unknown_wrote_is_of_nobody(world, session):
    row = finding.add_finding(world.inspection, "worry", HIT)
    assert row.written_by_id is None
    subject = desk_reads(session)
    assert (subject.who, subject.young_person_id) == ("", None)


def test_what_raises_nothing_is_changed_without_a_trace(world, session):
    row = world.inspection.findings[0]
    finding.change_finding(row, "good", FINE)
    assert session.scalars(select(WordsBefore)).all() == []


def test_nothing_is_taken_out_while_somebody_on_duty_looks(world, session, signed_in_as, duty):
    row, visitor = finding.add_finding(world.inspection, "worry", HIT), signed_in_as(world.robin)
    kept, address = row.id, f"/inspecting/findings/{row.id}/remove"
    page = visitor.post(address, follow_redirects=True)
    assert "so they stay for now" in page.text and session.get(Finding, kept) is not None
    record_outcome(the_alert(session), duty, "spoke_with_child", "Spoke with her.", True)
    session.commit()
    assert visitor.post(address).status_code == 302
    assert session.scalars(select(Finding.id).where(Finding.id == kept)).all() == []


def test_neither_a_visit_nor_a_criterion_nor_a_recommendation_is_taken_out_then(world, session):
    visit = visiting.visits_of(world.inspection)[0]
    visiting.change_visit(visit, visiting.Told("mystery", date(2026, 5, 12), (), HIT))
    doing.rate(world.criterion, "not_good", HIT)
    finding.change_recommendation(world.advice, HIT, world.worker, date(2026, 6, 30))
    for row in (visit, world.criterion, world.advice):
        with pytest.raises(DutyLooks):
            doing.remove(row)


def test_neither_a_picture_nor_its_criterion_is_taken_out_then(world, session):
    picture = evidence.add_picture(world.criterion, "photo", b"\x89PNG", HIT, world.robin)
    assert desk_reads(session).who == "robin"
    with pytest.raises(DutyLooks):
        evidence.remove_picture(picture)
    with pytest.raises(DutyLooks):
        doing.remove(world.criterion)


def test_the_same_words_sent_again_raise_nothing_anew(world, session, duty):
    doing.rate(world.criterion, "not_good", HIT)
    record_outcome(the_alert(session), duty, "spoke_with_child", "Spoke with her.", True)
    doing.rate(world.criterion, "so_so", HIT)
    assert the_alert(session).closed_on is not None
