"""After the talk, or the no: notes, actions, who was told, and a form that says no more than it."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.jobs import Job
from app.core.permissions import Role
from app.demo.factories import assign, make_episode, make_return_interview, make_staff
from app.interviews import actions, afterwards, conducting, listening, notes, offering
from app.interviews.afterwards import NotReady
from app.interviews.conflicts import take_on
from app.interviews.models import InterviewExclusion
from app.interviews.subjects import interview_subject
from app.safeguarding.models import Alert

TOMORROW = date(2026, 7, 16)


@pytest.fixture
def listener(west):
    account = make_staff(Role.RETURN_INTERVIEWER, council=west, display_name="Nia Okoro")
    listening.declare(account, "Listening Ears", "commissioned_independent")
    return account


@pytest.fixture
def interview(sky, listener, clock):
    """Taken on, and not yet held."""
    interview = make_return_interview(make_episode(sky, returned_at=clock()))
    take_on(interview, listener, True, True)
    return interview


@pytest.fixture
def held(interview, clock):
    """The child took part."""
    offering.answer_offer(interview, "accepted")
    interview.held_at, interview.method, interview.child_took_part = clock(), "in_person", True
    return interview


@pytest.fixture
def declined(interview):
    offering.answer_offer(interview, "declined")
    return interview


@pytest.fixture
def officer(sky, west):
    officer = make_staff(Role.REVIEWING_OFFICER, council=west, display_name="Helen Marsham")
    assign(officer, sky, "reviewing_officer", starts_on=date(2026, 1, 1))
    return officer


def mails(session) -> list[tuple[str, str]]:
    jobs = session.scalars(select(Job))
    return sorted((job.payload["to"], job.payload["template"]) for job in jobs)


def note(interview, by, **words):
    notes.write_notes(interview, words, by, notes.mark_of(interview))


def test_notes_are_kept_by_section_sealed_and_with_who_wrote_them(held, listener, session):
    note(held, listener, before="A row about phones.", judgement="Calm now.")
    note(held, listener, before="A row about a phone.")
    kept = {one.section: (one.words, one.by_name) for one in held.notes}
    assert kept == {
        "before": ("A row about a phone.", "Nia Okoro"),
        "judgement": ("Calm now.", "Nia Okoro"),
    }
    assert all(b"phone" not in one.words_sealed for one in held.notes)
    written = [e.note for e in session.scalars(select(AuditEntry)) if "note" in e.action]
    assert written == ["before", "judgement", "before"]


def test_whoever_writes_over_a_colleague_is_told(declined, listener, keeper, clock):
    seen = notes.mark_of(declined)
    note(declined, listener, carers_view="She was at a friend’s.")
    with pytest.raises(notes.Changed):
        notes.write_notes(declined, {"carers_view": "Nothing."}, keeper, seen)
    assert notes.written(declined)["carers_view"] == "She was at a friend’s."


@pytest.mark.parametrize(("level", "alerts"), [("red", 1), ("amber", 1), ("none", 0)])
def test_a_risk_goes_to_the_duty_desk_at_once_by_the_professionals_own_judgement(
    held, listener, west, session, level, alerts
):
    notes.judge_risk(held, level, listener)
    found = session.scalars(select(Alert)).all()
    assert [(one.level, one.source, one.subject_kind, one.subject_id) for one in found] == [
        (level, "reader", "interview", held.id)
    ] * alerts
    assert mails(session) == [(west.duty_email, "alert_raised")] * alerts


def test_the_duty_desk_is_shown_the_risks_that_were_judged_to_be_for_it(held, listener):
    note(held, listener, risks="An older man buys her things.")
    notes.judge_risk(held, "none", listener)
    assert notes.noted_for_the_desk(held) is None
    notes.judge_risk(held, "amber", listener)
    assert notes.noted_for_the_desk(held).words == "An older man buys her things."


def test_an_action_has_an_owner_and_a_day_and_what_came_of_it(
    held, listener, worker, session, clock
):
    action = actions.add_action(held, "Buy a phone charger.", worker, TOMORROW, listener)
    assert b"phone" not in action.what_sealed
    assert mails(session) == [(worker.email, "return_interview_told")]
    assert not actions.is_overdue(action)
    clock.forward(days=2)
    assert actions.is_overdue(action)
    actions.finish_action(action, "Bought.", worker)
    assert (action.done_on, action.outcome) == (date(2026, 7, 17), "Bought.")
    assert not actions.is_overdue(action)
    with pytest.raises(afterwards.AlreadyDone):
        actions.finish_action(action, "Bought twice.", worker)
    assert action.outcome == "Bought."


def test_an_action_is_answered_for_by_somebody_who_works_with_the_child_or_listens(
    held, listener, worker, keeper
):
    make_staff(Role.WORKER)
    assert actions.possible_owners(held, keeper) == [worker, listener, keeper]


def test_the_reviewing_officer_is_told_by_mail_without_a_word_of_it(
    held, listener, officer, session
):
    afterwards.tell(held, "reviewing_officer", TOMORROW, "She is safe.", listener)
    assert mails(session) == [(officer.email, "return_interview_told")]
    facts = session.scalars(select(Job)).one().payload["facts"]
    assert facts == {
        "name": "Helen Marsham",
        "url": f"http://localhost/interviews/{held.id}",
    }
    afterwards.tell(held, "police", TOMORROW, "", listener)
    assert len(mails(session)) == 1
    assert [one.who for one in held.told] == ["reviewing_officer", "police"]


def test_a_form_is_not_complete_before_the_reviewing_officer_was_told(held, listener, officer):
    assert afterwards.what_is_missing(held) == ["reviewing_officer"]
    afterwards.tell(held, "reviewing_officer", TOMORROW, "", listener)
    afterwards.complete_form(held, listener)
    assert held.form_completed_at is not None


def test_a_child_without_a_reviewing_officer_needs_none_to_be_told(held):
    assert afterwards.what_is_missing(held) == []


def test_after_a_no_it_needs_the_tries_and_what_the_carers_know(interview, listener):
    assert afterwards.what_is_missing(interview) == ["attempts", "carers_view"]
    offering.answer_offer(interview, "declined", listener, "in_person")
    assert afterwards.what_is_missing(interview) == ["carers_view"]
    note(interview, listener, carers_view="At a friend’s, they think.")
    afterwards.complete_form(interview, listener)
    assert interview.form_completed_at is not None


def test_a_complete_form_never_says_that_the_child_took_part(declined, listener, clock):
    note(declined, listener, carers_view="At a friend’s.")
    afterwards.complete_form(declined, listener)
    assert not declined.child_took_part
    assert (declined.held_at, declined.answer) == (None, "declined")
    with pytest.raises(afterwards.AlreadyDone):
        afterwards.complete_form(declined, listener)


def test_a_child_who_said_yes_is_talked_with_first(interview, listener):
    offering.answer_offer(interview, "accepted")
    interview.held_at, interview.method = interview.answered_at, "phone"
    note(interview, listener, carers_view="Nothing.")
    with pytest.raises(NotReady) as not_ready:
        afterwards.complete_form(interview, listener)
    assert not_ready.value.missing == ["talk"]


def test_what_a_child_told_one_adult_is_in_the_notes_of_that_adult_alone(
    held, listener, keeper, worker
):
    assert afterwards.reads_notes(listener, held)
    assert not any(afterwards.reads_notes(one, held) for one in (keeper, worker))


def test_the_notes_are_the_listeners_alone_as_soon_as_the_talk_has_begun(
    interview, listener, keeper
):
    assert afterwards.reads_notes(keeper, interview)
    conducting.begin(interview, listener, "en")
    assert afterwards.reads_notes(listener, interview)
    assert not afterwards.reads_notes(keeper, interview)


def test_where_there_was_no_talk_the_keepers_write_the_form_too(declined, keeper, worker):
    assert afterwards.reads_notes(keeper, declined)
    assert not afterwards.reads_notes(worker, declined)


def test_what_somebody_was_told_is_read_by_them_and_those_who_see_to_it(
    held, listener, keeper, worker, officer
):
    assert afterwards.reads_told(worker, held) == {"social_worker"}
    assert afterwards.reads_told(officer, held) == {"reviewing_officer"}
    assert {"police", "child"} <= afterwards.reads_told(keeper, held)


def test_the_notes_page_asks_for_a_judgement_where_a_risk_is_written(
    held, listener, signed_in_as, session
):
    visitor = signed_in_as(listener)
    address = f"/interviews/{held.id}/notes"
    seen = notes.mark_of(held)
    risky = {"risks": "An older man buys her things.", "before": "Bored.", "seen": seen}
    page = visitor.post(address, data=risky)
    assert page.status_code == 422
    assert "Say whether somebody may get hurt." in page.text and "Bored." in page.text
    assert visitor.post(address, data={"risk": "red", "seen": seen}).status_code == 422
    assert visitor.post(address, data={**risky, "risk": "worse"}).status_code == 422
    assert visitor.post(address, data={**risky, "risk": "red"}).status_code == 303
    assert session.scalars(select(Alert.level)).one() == "red"
    page = visitor.get(address).text
    assert "An older man" in page and "Written by" in page
    same = {**risky, "seen": notes.mark_of(held)}
    assert visitor.post(address, data=same).status_code == 303


def test_notes_that_changed_meanwhile_are_shown_beside_what_was_typed(
    declined, listener, keeper, signed_in_as
):
    seen = notes.mark_of(declined)
    note(declined, listener, carers_view="At a friend’s.")
    visitor = signed_in_as(keeper)
    mine = {"carers_view": "They do not know.", "seen": seen}
    page = visitor.post(f"/interviews/{declined.id}/notes", data=mine)
    assert page.status_code == 409
    assert "At a friend’s." in page.text and "They do not know." in page.text


def test_reading_a_colleagues_notes_is_on_the_trail(
    declined, listener, keeper, signed_in_as, session
):
    note(declined, listener, carers_view="At a friend’s.")
    signed_in_as(keeper).get(f"/interviews/{declined.id}/notes")
    signed_in_as(listener).get(f"/interviews/{declined.id}/notes")
    read = [e for e in session.scalars(select(AuditEntry)) if e.action == "interview_notes_read"]
    assert [entry.actor_id for entry in read] == [keeper.id]


def test_actions_on_the_pages(held, listener, worker, signed_in_as, clock, session):
    visitor, address = signed_in_as(listener), f"/interviews/{held.id}/actions"
    for wrong in ({"what": " "}, {"owner": "7"}, {"due_on": "2026-07-14"}, {"due_on": ""}):
        data = {"what": "Ask about the bus.", "owner": str(worker.id), "due_on": "2026-07-16"}
        answer = visitor.post(f"{address}/new", data={**data, **wrong})
        assert answer.status_code == 422
    assert visitor.post(f"{address}/new", data=data).status_code == 303
    clock.forward(days=2)
    theirs = signed_in_as(worker)
    page = theirs.get("/interviews/actions").text
    assert "Ask about the bus." in page and "clock-late" in page and "Sky" in page
    one = f"{address}/{held.actions[0].id}"
    assert theirs.post(one, data={"outcome": ""}).status_code == 422
    assert theirs.post(one, data={"outcome": "It runs till ten."}).status_code == 303
    assert "It runs till ten." in theirs.get(f"/interviews/{held.id}").text
    second = signed_in_as(listener).post(one, data={"outcome": "Another thing."})
    assert second.status_code == 409 and "Another thing." in second.text
    assert "Ask about the bus." not in theirs.get("/interviews/actions").text


def test_the_list_of_actions_asks_the_database_as_often_for_many_as_for_few(
    held, listener, worker, signed_in_as, statements
):
    actions.add_action(held, "One thing.", worker, TOMORROW, worker)
    visitor = signed_in_as(worker)
    few = statements.during(lambda: visitor.get("/interviews/actions"))
    for number in range(8):
        actions.add_action(held, f"Thing {number}.", worker, TOMORROW, worker)
    assert statements.during(lambda: visitor.get("/interviews/actions")) == few


def test_a_worker_reads_what_their_part_was_told_and_nothing_else(
    held, listener, worker, officer, signed_in_as
):
    afterwards.tell(held, "social_worker", TOMORROW, "Words for the worker.", listener)
    afterwards.tell(held, "reviewing_officer", TOMORROW, "Words for the officer.", listener)
    page = signed_in_as(worker).get(f"/interviews/{held.id}").text
    assert "Words for the worker." in page and "Words for the officer." not in page
    assert "Helen Marsham" not in page and "Reviewing officer" in page


def test_the_desk_reads_who_wrote_of_the_risks_and_not_who_was_to_listen(declined, keeper):
    """Where there was no talk a keeper of the register writes the notes."""
    note(declined, keeper, risks="An older man buys her things.")
    notes.judge_risk(declined, "amber", keeper)
    [(whose, _lines)] = interview_subject(declined.id).words
    assert "Sam Colley" in whose and "Nia Okoro" not in whose


@pytest.fixture
def names(session):
    """The child says that it is about this adult."""

    def name(interview, account, part):
        facts = {"interview_id": interview.id, "account_id": account.id, "part": part}
        session.add(InterviewExclusion(question_key="keep_from", **facts))
        session.flush()

    return name


def test_whom_the_child_named_reads_nothing_of_what_follows(
    held, worker, listener, keeper, names, session, signed_in_as
):
    names(held, worker, "social_worker")
    action = actions.add_action(held, "Look into what Amina did.", keeper, TOMORROW, listener)
    afterwards.tell(held, "police", date(2026, 7, 15), "What Amina did.", listener)
    afterwards.tell(held, "social_worker", date(2026, 7, 15), "That they are safe.", listener)
    session.commit()
    theirs, there = signed_in_as(worker), f"/interviews/{held.id}"
    page = theirs.get(there).text
    assert "Look into" not in page and "The police" not in page and "are safe" not in page
    assert "Look into" not in theirs.get("/interviews/actions").text
    finish = f"{there}/actions/{action.id}"
    assert theirs.get(finish).status_code == 404
    assert theirs.post(finish, data={"outcome": "Nothing."}).status_code == 404
    assert action.done_on is None
    assert "Look into" in signed_in_as(keeper).get(there).text


def test_nobody_the_child_named_answers_for_what_is_done(held, worker, listener, names):
    names(held, worker, "social_worker")
    assert actions.possible_owners(held, listener) == [listener]


def test_a_keeper_the_child_named_sees_to_nothing(held, keeper, names, signed_in_as):
    names(held, keeper, "team_manager")
    assert not afterwards.sees_to(keeper, held)
    assert signed_in_as(keeper).get(f"/interviews/{held.id}/told").status_code == 404


def test_a_reviewing_officer_the_child_named_is_not_told_and_not_waited_for(
    held, officer, listener, names, session
):
    names(held, officer, "reviewing_officer")
    assert afterwards.what_is_missing(held) == []
    afterwards.tell(held, "reviewing_officer", date(2026, 7, 15), "Something.", listener)
    assert (officer.email, "return_interview_told") not in mails(session)
