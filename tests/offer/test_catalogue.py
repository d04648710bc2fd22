"""How a line comes to be shown: written by one person, let through by another, looked at again."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.core.audit import AuditEntry
from app.core.permissions import Role
from app.demo.factories import make_council, make_staff
from app.offer import catalogue
from app.offer.checking import usual_review_day
from app.offer.differences import changes, marked
from app.offer.models import Entitlement, Revision, ShippedLine
from app.offer.record_reading import read_line
from app.offer.records import Record
from tests.offer.lines import COUNCILS, entry, make_line, make_shown_line


@pytest.fixture
def councils(app):
    make_council()
    make_council("north", "North Northamptonshire")


@pytest.fixture
def writer(app):
    return make_staff(Role.PARTICIPATION_OFFICER, display_name="Priya")


@pytest.fixture
def approver(app):
    return make_staff(Role.TEAM_MANAGER, display_name="Grace")


@pytest.fixture
def line(councils, writer, approver):
    return make_shown_line(approver, maker=writer, title="Help with rent")


def says(line: Entitlement, **values) -> Record:
    return replace(Record.of(line), **values)


def test_a_new_line_is_shown_once_somebody_else_approved_it(writer, approver, session):
    make_council()
    line = make_line(writer, title="Help with rent")
    assert catalogue.find_line(line.slug) is None
    catalogue.approve(catalogue.newest_revision(line), approver)
    assert catalogue.find_line(line.slug) is line
    assert line.owner_id == writer.id
    assert line.checked_on is None


def test_a_change_is_not_shown_before_it_is_approved(line, writer, approver):
    draft = catalogue.propose(line, says(line, title="Money for rent"), writer, "Clearer")
    assert line.content["title"] == "Help with rent"
    catalogue.send_for_approval(draft, writer)
    assert line.content["title"] == "Help with rent"
    catalogue.approve(draft, approver)
    assert line.content["title"] == "Money for rent"
    assert [step.revision.state for step in catalogue.history(line)] == ["approved", "superseded"]


def test_nobody_approves_their_own_wording(line, writer, approver, session):
    draft = catalogue.propose(line, says(line, title="Mine"), writer, state="waiting")
    with pytest.raises(catalogue.OwnWork):
        catalogue.approve(draft, writer)
    draft.approved_by_id = writer.id
    with pytest.raises(IntegrityError):
        session.flush()


def test_what_is_returned_says_why_and_is_not_shown(line, writer, approver):
    words = says(line, title="Unclear")
    draft = catalogue.propose(line, words, writer, "The old one is wrong.", state="waiting")
    catalogue.return_with_reason(draft, approver, "Say how much.")
    assert (draft.state, draft.note) == ("returned", "The old one is wrong.")
    entry = catalogue.history(line)[0].done[-1]
    assert (entry.action, entry.note, entry.actor_id) == ("returned", "Say how much.", approver.id)
    assert line.content["title"] == "Help with rent"
    with pytest.raises(catalogue.Stale):
        catalogue.approve(draft, approver)


def test_whoever_wrote_it_takes_it_back_while_nobody_has_decided(line, writer, approver):
    draft = catalogue.propose(line, says(line, title="Too early"), writer, state="waiting")
    with pytest.raises(catalogue.NotOwnWork):
        catalogue.take_back(draft, approver)
    catalogue.take_back(draft, writer)
    assert draft.state == "draft"
    with pytest.raises(catalogue.Stale):
        catalogue.approve(draft, approver)
    catalogue.send_for_approval(draft, writer)
    catalogue.approve(draft, approver)
    with pytest.raises(catalogue.Stale):
        catalogue.take_back(draft, writer)


def test_an_older_wording_cannot_be_approved_sent_or_returned(line, writer, approver):
    first = catalogue.propose(line, says(line, title="First"), writer, state="waiting")
    second = catalogue.propose(line, says(line, title="Second"), writer, state="waiting")
    assert first.state == "superseded"
    for act in (
        lambda: catalogue.approve(first, approver),
        lambda: catalogue.send_for_approval(first, writer),
        lambda: catalogue.return_with_reason(first, approver, "no"),
    ):
        with pytest.raises(catalogue.Stale) as stale:
            act()
        assert stale.value.newest is second


def test_writing_from_a_wording_that_is_no_longer_the_newest_is_refused(line, writer, approver):
    catalogue.propose(line, says(line, title="First"), writer, seen=1)
    with pytest.raises(catalogue.Stale):
        catalogue.propose(line, says(line, title="Second"), approver, seen=1)
    assert catalogue.newest_revision(line).content["title"] == "First"


def test_a_line_that_was_never_shown_says_what_was_written_last(writer):
    line = make_line(writer, title="First")
    catalogue.propose(line, says(line, title="Second", heading="employment"), writer)
    assert (line.content["title"], line.heading) == ("Second", "employment")


def test_what_is_withdrawn_is_not_found_and_comes_back_when_approved_again(line, writer, approver):
    catalogue.withdraw(line, approver, "The scheme ended.")
    assert catalogue.find_line(line.slug) is None
    assert catalogue.by_codes([line.code]) == []
    again = catalogue.propose(line, says(line), writer, state="waiting")
    catalogue.approve(again, approver)
    assert catalogue.find_line(line.slug) is line


def test_every_step_leaves_its_footprint(line, writer, approver, session):
    draft = catalogue.propose(line, says(line, title="New"), writer)
    catalogue.send_for_approval(draft, writer)
    catalogue.return_with_reason(draft, approver, "No.")
    catalogue.confirm_checked(line, approver, date(2027, 1, 1))
    catalogue.withdraw(line, approver, "Over.")
    done = session.scalars(select(AuditEntry.action).order_by(AuditEntry.number)).all()
    first, later = done[:2], done[2:]
    assert first == ["sent_for_approval", "approved"]
    assert later == ["sent_for_approval", "returned", "checked", "withdrew"]


def test_lines_of_a_council_are_its_own_and_those_for_everywhere(councils, approver):
    west = make_shown_line(approver, slug="in_west", council="west", heading="employment")
    north = make_shown_line(approver, slug="in_north", council="north")
    both = make_shown_line(approver, slug="in_both")
    assert catalogue.live_lines("west") == [both, west]
    assert catalogue.live_lines("north") == [both, north]
    assert catalogue.live_lines() == [both, north, west]
    assert catalogue.by_codes([west.code, "zzz", both.code, west.code]) == [west, both]
    assert catalogue.by_ids([west.id, 5, both.id]) == [west, both]


def test_a_line_needs_checking_until_somebody_has_and_again_when_its_day_is_over(line, approver):
    day = date(2026, 7, 15)
    assert catalogue.needs_checking(line, day)
    catalogue.confirm_checked(line, approver, date(2026, 9, 1))
    assert not catalogue.needs_checking(line, date(2026, 9, 1))
    assert catalogue.needs_checking(line, date(2026, 9, 2))
    says(line, verify=("The sum.",)).put_on(line)
    assert catalogue.needs_checking(line, day)


@pytest.mark.parametrize("day", [date(2026, 7, 15), date(2026, 7, 14), date(2028, 7, 16)])
def test_the_next_review_is_after_today_and_within_two_years(line, approver, day):
    with pytest.raises(catalogue.NotADayForReview):
        catalogue.confirm_checked(line, approver, day)
    assert line.checked_on is None


@pytest.mark.parametrize(
    ("values", "today", "expected"),
    [
        ({"heading": "financial_literacy"}, date(2026, 4, 5), date(2026, 4, 6)),
        ({"heading": "financial_literacy"}, date(2026, 4, 6), date(2027, 4, 6)),
        ({"amount": {"words": "£5"}}, date(2026, 7, 15), date(2027, 4, 6)),
        ({"heading": "education_and_training"}, date(2026, 7, 15), date(2026, 9, 1)),
        ({"heading": "education_and_training"}, date(2026, 9, 1), date(2027, 9, 1)),
        ({}, date(2026, 7, 15), date(2027, 7, 15)),
        ({}, date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_money_is_looked_at_in_april_learning_in_september_the_rest_in_a_year(
    values, today, expected
):
    assert usual_review_day(read_line(entry(**values), COUNCILS).record, today) == expected


def test_overdue_lines_stand_with_whoever_looks_after_them(line, writer, approver):
    other = make_shown_line(approver)
    late = make_shown_line(approver, maker=writer)
    fine = make_shown_line(approver, maker=writer)
    line.review_by, late.review_by = date(2026, 7, 14), date(2026, 7, 1)
    other.review_by, fine.review_by = date(2026, 7, 14), date(2026, 7, 15)
    assert catalogue.overdue(date(2026, 7, 15)) == [(None, [other]), (writer, [late, line])]


def test_differences_are_told_field_by_field_and_word_by_word(line):
    before, after = says(line), says(line, title="Help to pay rent", conditions=("Ask first.",))
    assert [(one.field, one.before, one.after) for one in changes(before, after)] == [
        ("title", "Help with rent", "Help to pay rent"),
        ("conditions", [], ["Ask first."]),
    ]
    assert changes(before, before) == []
    assert marked("Help with rent", "Help to pay rent") == (
        [(False, "Help"), (True, "with"), (False, "rent")],
        [(False, "Help"), (True, "to pay"), (False, "rent")],
    )


def shipped(**values):
    return read_line(entry(slug="shipped_line", code="shp", **values), COUNCILS)


def test_what_ships_waits_and_shows_nothing(councils, session):
    assert catalogue.publish_shipped() == len(catalogue.shipped_lines())
    assert catalogue.live_lines() == []
    assert set(session.scalars(select(Revision.state))) == {"waiting"}
    assert catalogue.publish_shipped() == 0
    assert session.scalar(select(func.count()).select_from(Revision)) == len(
        catalogue.shipped_lines()
    )


def test_what_ships_for_a_council_waits_until_the_council_is_here(app):
    make_council()
    there = [one for one in catalogue.shipped_lines() if one.council == "north"]
    assert catalogue.publish_shipped() == len(catalogue.shipped_lines()) - len(there)
    make_council("north", "North")
    assert catalogue.publish_shipped() == len(there)


def test_the_demo_shows_what_shipped_and_says_that_nobody_has_checked_it(councils, approver):
    catalogue.publish_shipped()
    assert catalogue.approve_shipped(approver) == len(catalogue.shipped_lines())
    lines = catalogue.live_lines()
    assert len(lines) == len(catalogue.shipped_lines())
    assert all(catalogue.needs_checking(line, date(2026, 7, 15)) for line in lines)
    assert catalogue.approve_shipped(approver) == 0


def test_a_shipped_text_that_changed_waits_and_leaves_an_officers_words_alone(
    app, writer, approver
):
    catalogue.publish_shipped((shipped(title="Rent help", how="Ask us."),))
    catalogue.approve_shipped(approver)
    line = catalogue.find_line("shipped_line")
    ours = catalogue.propose(line, says(line, how="Ring 01604."), writer, state="waiting")
    catalogue.approve(ours, approver)
    catalogue.confirm_checked(line, writer, date(2027, 1, 1))
    assert catalogue.publish_shipped((shipped(title="Help with rent", how="Ask us."),)) == 1
    assert line.content["title"] == "Rent help"
    newest = catalogue.newest_revision(line)
    assert newest.state == "waiting"
    assert (newest.content["title"], newest.content["how"]) == ("Help with rent", "Ring 01604.")
    catalogue.approve(newest, approver)
    assert line.checked_on is None


def test_a_shipped_change_waits_while_somebody_is_writing(app, writer, approver):
    catalogue.publish_shipped((shipped(title="Rent help"),))
    catalogue.approve_shipped(approver)
    line = catalogue.find_line("shipped_line")
    draft = catalogue.propose(line, says(line, how="Ring us."), writer)
    changed = (shipped(title="Help with rent"),)
    assert catalogue.publish_shipped(changed) == 0
    assert catalogue.newest_revision(line) is draft
    catalogue.send_for_approval(draft, writer)
    catalogue.approve(draft, approver)
    assert catalogue.publish_shipped(changed) == 1
    assert catalogue.newest_revision(line).content["how"] == "Ring us."


def test_a_shipped_change_that_was_returned_does_not_come_again(app, approver):
    catalogue.publish_shipped((shipped(title="Rent help"),))
    catalogue.approve_shipped(approver)
    line = catalogue.find_line("shipped_line")
    catalogue.publish_shipped((shipped(title="Worse"),))
    catalogue.return_with_reason(catalogue.newest_revision(line), approver, "Ours is better.")
    assert catalogue.publish_shipped((shipped(title="Worse"),)) == 0
    assert catalogue.publish_shipped((shipped(title="Worse", how="Ask."),)) == 1
    newest = catalogue.newest_revision(line).content
    assert (newest["title"], newest["how"]) == ("Rent help", "Ask.")


def test_a_shipped_change_to_a_withdrawn_line_does_not_bring_it_back(app, approver, session):
    catalogue.publish_shipped((shipped(title="Rent help"),))
    catalogue.approve_shipped(approver)
    catalogue.withdraw(catalogue.find_line("shipped_line"), approver, "Over.")
    assert catalogue.publish_shipped((shipped(title="Changed"),)) == 0
    assert session.scalar(select(ShippedLine)).content["title"] == "Changed"


def test_a_shipped_line_whose_code_is_taken_gets_another(app, approver):
    make_line(code="shp")
    catalogue.publish_shipped((shipped(),))
    catalogue.approve_shipped(approver)
    assert catalogue.find_line("shipped_line").code == "aaa"


def test_a_line_outlives_the_people_who_wrote_and_approved_it(line, writer, session):
    session.execute(Account.__table__.delete().where(Account.id == writer.id))
    session.expire_all()
    assert line.owner is None
    assert catalogue.history(line)[0].revision.made_by is None


@pytest.mark.postgresql
def test_approving_and_withdrawing_work_on_postgresql(line, writer, approver):
    draft = catalogue.propose(line, says(line, title="New"), writer, state="waiting")
    catalogue.approve(draft, approver)
    assert catalogue.live_lines() == [line]
    catalogue.withdraw(line, approver, "Over.")
    assert catalogue.live_lines() == []


def test_reading_the_catalogue_costs_the_same_however_long_it_is(app, approver, statements):
    def read():
        for one in catalogue.live_lines():
            catalogue.needs_checking(one, date(2026, 7, 15))

    make_shown_line(approver)
    few = statements.during(read)
    for _ in range(5):
        make_shown_line(approver)
    assert statements.during(read) == few
