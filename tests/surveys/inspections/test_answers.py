"""The officer's look, the service's answer, what inspectors say to it, and what goes up."""

import re
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.core import audit, periodic
from app.core.jobs import Job
from app.core.permissions import Role
from app.core.reporting import Period, settle
from app.demo.factories import make_staff, make_young_person
from app.demo.inspected import give_inspection, make_inspection
from app.demo.seen_by_inspectors import RECOMMENDED
from surveys.inspections import answering, checking, doing
from surveys.inspections.answering import Answer
from surveys.inspections.chapter import chapters
from surveys.inspections.finding_models import Recommendation
from surveys.inspections.marks import TOLD, mark_of
from surveys.inspections.reminding import say_what_lapsed, send_up_late
from surveys.inspections.told_models import InspectionCertificate
from tests.surveys.inspections.marked import seen_on
from tests.whole_app.test_pages import faults_of

YES = Answer("yes", "We do it. Thank you.", date(2026, 6, 30))
TYPED = {"answer": "yes", "because": "We put in a new door.", "do_by": "2026-06-30", "sure": "y"}


def mails(session, template: str) -> list[str]:
    jobs = session.scalars(select(Job).where(Job.kind == "mail")).all()
    return sorted(one.payload["to"] for one in jobs if one.payload["template"] == template)


@pytest.fixture
def given(world, session):
    """The inspection as the service has it."""
    give_inspection(world.inspection, world.officer)
    session.commit()
    return world.inspection


def test_an_officer_is_told_that_something_waits_and_nobody_else(world, session, signed_in_as):
    signed_in_as(world.robin).post(f"/inspecting/{world.inspection.id}/hand-over")
    assert world.inspection.state == "with_officer"
    assert mails(session, "inspection_to_check") == [world.officer.email]


def test_the_service_sees_nothing_before_an_officer_gave_it(world, session, signed_in_as):
    doing.hand_over(world.inspection)
    session.commit()
    visitor = signed_in_as(world.worker)
    assert "Lighthouse" not in visitor.get("/inspections/answers/").text
    assert visitor.get(f"/inspections/answers/{world.advice.id}").status_code == 404
    about = f"/inspections/answers/about/{world.inspection.id}"
    assert visitor.get(about).status_code == 404


def test_the_officer_is_shown_names_and_tells_other_words(world, session, signed_in_as):
    make_young_person(world.west, known_as="Zuri Bell")
    row = world.inspection.findings[0]
    row.words = "We saw that Zuri has a room at Kettering."
    doing.hand_over(world.inspection)
    session.commit()
    visitor, desk = signed_in_as(world.officer), f"/inspections/desk/{world.inspection.id}"
    page = visitor.get(desk).text
    assert "<mark><bdi>Zuri</bdi></mark> a name" in page
    assert "<mark><bdi>Kettering</bdi></mark> a place" in page
    address, field = f"/inspections/desk/findings/{row.id}", f"row{row.id}-"
    unsure = visitor.post(address, data={f"{field}told": "Somebody has a room."})
    assert unsure.status_code == 422 and "Somebody has a room." in unsure.text
    typed = {f"{field}told": "Somebody has a room.", f"{field}sure": "y"}
    silent = visitor.post(address, data=typed | seen_on(visitor, desk, f"{field}seen"))
    assert silent.status_code == 422 and "Say why" in silent.text and row.told is None
    typed[f"{field}told_because"] = "A name and a town."
    visitor.post(address, data=typed | seen_on(visitor, desk, f"{field}seen"))
    assert (row.told, row.words[:11]) == ("Somebody has a room.", "We saw that")
    own = signed_in_as(world.robin).get(f"/inspecting/{world.inspection.id}").text
    # Both and why, so that they see what was changed.
    assert "Somebody has a room." in own and "Zuri" in own and "A name and a town." in own


def test_nothing_is_given_before_every_word_was_looked_at(world, session, signed_in_as):
    doing.hand_over(world.inspection)
    session.commit()
    visitor, desk = signed_in_as(world.officer), f"/inspections/desk/{world.inspection.id}"
    page = visitor.post(f"{desk}/give", follow_redirects=True)
    assert "still waits for a look" in page.text and world.inspection.state == "with_officer"
    for row in [*world.inspection.findings, *world.inspection.recommendations]:
        checking.check(row, row.words, world.officer)
    session.commit()
    visitor.post(f"{desk}/give")
    assert (world.inspection.state, world.inspection.given_on) == ("given", date(2026, 5, 12))
    assert mails(session, "inspection_given") == [world.worker.email]


@pytest.fixture
def another(world, session):
    """A colleague who answers for the service; somebody else owns the recommendation."""
    made = make_staff(Role.WORKER, council=world.west)
    world.hub.answers_id = made.id
    session.commit()
    session.refresh(world.hub)
    return made


def test_who_answers_for_the_service_is_told_beside_the_owner(world, session, another):
    give_inspection(world.inspection, world.officer)
    both = sorted([world.worker.email, another.email])
    assert mails(session, "inspection_given") == both
    answering.answer(world.advice, Answer("no", "No."), world.worker)
    answering.judge(world.advice, "not_enough", "")
    assert mails(session, "recommendation_not_enough") == both


@pytest.mark.parametrize("gone", ["closed", "moved"])
def test_nobody_who_has_left_is_told_and_somebody_always_is(world, session, another, gone):
    def leaves(account):
        account.active = account.active and gone != "closed"
        account.grants = [] if gone == "moved" else account.grants
        session.flush()

    leaves(world.worker)
    give_inspection(world.inspection, world.officer)
    assert mails(session, "inspection_given") == [another.email]
    leaves(another)
    answering.answer(world.advice, Answer("no", "No."), world.manager)
    answering.judge(world.advice, "not_enough", "")
    assert mails(session, "recommendation_not_enough") == [world.manager.email]


def test_what_was_typed_beside_other_findings_is_not_lost(world, session, signed_in_as):
    doing.hand_over(world.inspection)
    session.commit()
    first, second = world.inspection.findings[:2]
    typed = {
        f"row{first.id}-told": "One is told.",
        f"row{first.id}-told_because": "Two could be meant.",
        f"row{first.id}-sure": "y",
        f"row{second.id}-told": "Half a sentence",
    }
    visitor = signed_in_as(world.officer)
    typed |= seen_on(visitor, f"/inspections/desk/{world.inspection.id}", f"row{first.id}-seen")
    page = visitor.post(f"/inspections/desk/findings/{first.id}", data=typed)
    assert first.told == "One is told." and second.told is None
    assert page.status_code == 200 and "Half a sentence</textarea>" in page.text
    assert mark_of(first, TOLD) in page.text
    desk = visitor.get(f"/inspections/desk/{world.inspection.id}").text
    rows = re.findall(r'formaction="/inspections/desk/(?:findings|recommendations)/', desk)
    assert len(rows) == 1 + len(world.inspection.findings)


def test_a_day_that_moves_is_said_before_and_when_it_is_given(world, session, signed_in_as, clock):
    clock.set(2026, 6, 5, 10)
    doing.hand_over(world.inspection)
    for row in [*world.inspection.findings, *world.inspection.recommendations]:
        checking.check(row, row.words, world.officer)
    session.commit()
    visitor, desk = signed_in_as(world.officer), f"/inspections/desk/{world.inspection.id}"
    before = visitor.get(desk).text
    assert "move to Friday 19 June 2026" in before and "Tuesday 9 June 2026" in before
    page = visitor.post(f"{desk}/give", follow_redirects=True).text
    assert "at least ten working days, so the day moved" in page


def test_it_can_go_back_to_the_inspectors_with_a_reason(world, session, signed_in_as):
    doing.hand_over(world.inspection)
    session.commit()
    address = f"/inspections/desk/{world.inspection.id}/back"
    assert signed_in_as(world.officer).post(address, data={"why": ""}).status_code == 422
    signed_in_as(world.officer).post(address, data={"why": "Who is the tall one?"})
    assert world.inspection.state == "being_done"
    own = signed_in_as(world.robin).get(f"/inspecting/{world.inspection.id}").text
    assert "Who is the tall one?" in own


def test_what_they_take_back_themselves_is_not_said_to_be_asked_for(world, session, signed_in_as):
    visitor, door = signed_in_as(world.robin), f"/inspecting/{world.inspection.id}"
    doing.hand_over(world.inspection)
    checking.send_back(world.inspection, "Who said this?", world.officer)
    session.commit()
    assert "Who said this?" in visitor.get(door).text
    for step in ("hand-over", "take-back"):
        visitor.post(f"{door}/{step}")
    page = visitor.get(door).text
    assert "Hand it over" in page and "Please look at this again" not in page


def test_an_officer_of_the_other_council_looks_at_nothing(world, session, signed_in_as):
    doing.hand_over(world.inspection)
    session.commit()
    visitor = signed_in_as(world.northern)
    assert visitor.get(f"/inspections/desk/{world.inspection.id}").status_code == 404
    assert visitor.post(f"/inspections/desk/{world.inspection.id}/give").status_code == 404
    assert visitor.get(f"/inspections/desk/services/{world.hub.id}").status_code == 404


def test_a_service_has_ten_working_days_however_long_the_look_took(world, session, clock):
    clock.set(2026, 6, 5, 10)
    give_inspection(world.inspection, world.officer)
    assert world.advice.due_on == date(2026, 6, 19)


def test_whoever_answers_reads_it_which_is_recorded(world, given, session, signed_in_as):
    page = signed_in_as(world.worker).get(f"/inspections/answers/about/{given.id}").text
    assert "People said hello" in page and RECOMMENDED in page
    assert "board with photos" not in page and "They showed us every room" not in page
    found = audit.entries_about("inspection", [given.id])[given.id]
    assert ("read", world.worker.id) in {(one.action, one.actor_id) for one in found}


def test_a_service_answers_and_inspectors_say_whether_it_is_enough(
    world, given, session, signed_in_as
):
    worker, robin, advice = signed_in_as(world.worker), signed_in_as(world.robin), world.advice
    address, mine = f"/inspections/answers/{advice.id}", f"/inspecting/recommendations/{advice.id}"
    assert worker.post(address, data=TYPED).status_code == 302
    assert (advice.answer, advice.do_by) == ("yes", date(2026, 6, 30))
    assert "It is your turn" in robin.get("/inspecting/").text
    assert "We put in a new door." in robin.get(mine).text
    said = {"judge-judged": "not_enough", "judge-judged_words": "A door is not a wall."}
    robin.post(f"{mine}/judge", data=said | seen_on(robin, mine, "judge-seen"))
    assert advice.waits() and mails(session, "recommendation_not_enough") == [world.worker.email]
    assert "A door is not a wall." in worker.get(address).text
    no = {**TYPED, "answer": "no", "because": "There is no money."}
    worker.post(address, data=no | seen_on(worker, address))
    assert (advice.answer, advice.judged, advice.do_by) == ("no", None, None)
    said = {"judge-judged": "good"} | seen_on(robin, mine, "judge-seen")
    robin.post(f"{mine}/judge", data=said)
    assert advice.stage(date(2026, 5, 13)) == "answered"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"answer": ""}, "Pick an answer."),
        ({"answer": "maybe"}, "field-errors"),
        ({"because": " "}, "want to know why"),
        ({"do_by": ""}, "Give the day by which it is done"),
        ({"answer": "partly", "do_by": ""}, "Give the day by which it is done"),
        ({"answer": "partly", "do_by": " "}, "Give the day by which it is done"),
        ({"answer": "no", "because": ""}, "want to know why"),
        ({"do_by": "2020-01-01"}, "This day is over"),
        ({"do_by": "soon"}, "field-errors"),
        ({"sure": ""}, "no child can be recognised"),
        ({"because": "x" * 2001}, "at most 2000"),
        ({"because": "Because of Zuri we cannot."}, "leave out Zuri"),
    ],
)
def test_an_answer_that_will_not_do_is_refused_and_kept_on_the_page(
    world, given, session, signed_in_as, changed, said
):
    make_young_person(world.west, known_as="Zuri Bell")
    session.commit()
    typed = {**TYPED, **changed}
    address = f"/inspections/answers/{world.advice.id}"
    answer = signed_in_as(world.worker).post(address, data=typed)
    assert answer.status_code == 422 and said in answer.text
    assert typed["because"].strip() in answer.text
    assert world.advice.answer is None


def test_somebody_who_does_not_answer_for_it_cannot(world, given, session, signed_in_as):
    address = f"/inspections/answers/{world.advice.id}"
    for stranger in (world.northern_worker, world.robin, world.officer):
        assert signed_in_as(stranger).post(address, data=TYPED).status_code == 404
    assert signed_in_as(world.manager).post(address, data=TYPED).status_code == 302
    assert world.advice.answered_by_name == "Grace Obi"


def test_what_nobody_answers_in_time_goes_up_to_the_manager_once(world, given, session, clock):
    clock.set(2026, 6, 9, 9)
    assert send_up_late() == 0
    clock.set(2026, 6, 10, 9)
    assert (send_up_late(), send_up_late()) == (1, 0)
    told = sorted([world.worker.email, world.manager.email])
    assert mails(session, "recommendation_late") == told
    assert world.advice.stage(date(2026, 6, 10)) == "late"


def test_the_worker_makes_both_rounds(app):
    rounds = {
        f"surveys.inspections.reminding.{name}" for name in ("send_up_late", "say_what_lapsed")
    }
    assert rounds <= periodic.TASKS.keys()


@pytest.mark.parametrize("day", ["", "soon", "2020-01-01"])
def test_whoever_says_no_is_asked_for_no_day(world, given, session, signed_in_as, day):
    typed = {**TYPED, "answer": "no", "do_by": day}
    address = f"/inspections/answers/{world.advice.id}"
    assert signed_in_as(world.worker).post(address, data=typed).status_code == 302
    assert (world.advice.answer, world.advice.do_by) == ("no", None)


def told_on(page: str) -> str:
    """The names of those who are told when the answer is late."""
    return page.partition("these are told:")[2].partition("</p>")[0]


def test_whoever_can_be_asked_stands_there_with_what_they_are(world, signed_in_as):
    page = signed_in_as(world.robin).get(f"/inspecting/{world.inspection.id}/recommendations/new")
    for named in ("Leah Okafor, Worker", "Grace Obi, Team manager"):
        assert f">{named}</option>" in page.text


def test_an_answer_that_is_hard_to_read_is_sent_when_it_is_sent_again(
    world, given, session, signed_in_as
):
    """The service is told how it reads before young people have it, once, and can send it so."""
    worker, address = signed_in_as(world.worker), f"/inspections/answers/{world.advice.id}"
    hard = TYPED | {"because": "We are utilising our accommodation frequently regarding this."}
    hard |= seen_on(worker, address)
    page = worker.post(address, data=hard).text
    assert "Ideas to make it easier to read" in page and "press “Answer” again" in page
    assert hard["because"] in page and re.search(r'name="hinted"[^>]* value="1"', page)
    session.refresh(world.advice)
    assert world.advice.answer is None
    assert worker.post(address, data=hard | {"hinted": "1"}).status_code == 302
    session.refresh(world.advice)
    assert world.advice.because == hard["because"]


def test_who_answers_reads_who_is_told_if_they_do_not(world, given, signed_in_as):
    page = signed_in_as(world.worker).get(f"/inspections/answers/{world.advice.id}").text
    assert "Grace Obi" in told_on(page) and "Leah Okafor" not in told_on(page)
    young = signed_in_as(world.robin).get(f"/inspecting/recommendations/{world.advice.id}").text
    assert "Grace Obi" in young.partition("These are told as well:")[2]


def test_of_a_manager_who_is_late_herself_somebody_else_is_told(
    world, given, session, signed_in_as, clock
):
    world.advice.owner_id = world.hub.answers_id = world.manager.id
    session.commit()
    session.refresh(world.advice)
    page = signed_in_as(world.manager).get(f"/inspections/answers/{world.advice.id}").text
    assert "Priya Nair" in told_on(page) and "Grace Obi" not in told_on(page)
    clock.set(2026, 6, 10, 9)
    send_up_late()
    both = sorted([world.manager.email, world.officer.email])
    assert mails(session, "recommendation_late") == both
    readers = {one.email: signed_in_as(one) for one in (world.manager, world.officer)}
    for job in session.scalars(select(Job).where(Job.kind == "mail")).all():
        if job.payload["template"] == "recommendation_late":
            path = job.payload["facts"]["url"].removeprefix("http://localhost")
            assert readers[job.payload["to"]].get(path).status_code == 200


def test_where_nobody_is_above_the_page_says_so(world, given, session, signed_in_as):
    world.advice.owner_id = world.hub.answers_id = world.manager.id
    world.officer.active = False
    session.commit()
    session.refresh(world.advice)
    page = signed_in_as(world.manager).get(f"/inspections/answers/{world.advice.id}").text
    assert "these are told:" not in page and "Nobody above you" in page


def test_the_mail_that_goes_up_holds_no_words_of_the_inspectors(world, given, session, clock):
    clock.set(2026, 7, 1, 9)
    send_up_late()
    payloads = [str(job.payload) for job in session.scalars(select(Job))]
    assert payloads
    assert not any("room" in one or "Lighthouse" in one for one in payloads)


def test_a_promise_whose_day_is_over_goes_up_too(world, given, session, clock):
    answering.answer(world.advice, YES, world.worker)
    clock.set(2026, 6, 30, 9)
    assert send_up_late() == 0
    clock.set(2026, 7, 1, 9)
    assert (send_up_late(), send_up_late()) == (1, 0)
    assert world.advice.stage(date(2026, 7, 1)) == "undone"


def test_what_was_to_be_done_by_now_is_owed_like_an_answer(
    world, given, session, clock, signed_in_as
):
    answering.answer(world.advice, YES, world.worker)
    session.commit()
    assert "Nothing waits" in signed_in_as(world.worker).get("/inspections/answers/").text
    clock.set(2026, 7, 1, 9)
    for reader, door in ((world.worker, "answers/"), (world.officer, "desk/")):
        page = signed_in_as(reader).get(f"/inspections/{door}").text
        assert "They said it would be done by now" in page and "Tuesday 30 June 2026" in page
    page = signed_in_as(world.worker).get(f"/inspections/answers/{world.advice.id}").text
    assert "Done by Tuesday 30 June 2026" in page and "Answer by" not in page


@pytest.mark.postgresql
def test_the_rounds_hold_on_postgresql_too(world, given, session, clock):
    answering.answer(world.advice, YES, world.worker)
    clock.set(2026, 7, 1, 9)
    assert (send_up_late(), send_up_late(), say_what_lapsed()) == (1, 0, 0)


def test_a_second_answer_that_is_late_goes_up_again(world, given, session, clock):
    clock.set(2026, 6, 10, 9)
    send_up_late()
    answering.answer(world.advice, Answer("no", "No."), world.worker)
    answering.judge(world.advice, "not_enough", "")
    assert world.advice.due_on == date(2026, 6, 24)
    clock.set(2026, 6, 25, 9)
    assert send_up_late() == 1


def test_a_word_put_right_in_what_they_said_gives_no_more_days(world, given, session, clock):
    answering.answer(world.advice, Answer("no", "No."), world.worker)
    answering.judge(world.advice, "not_enough", "You did not say wy.")
    due = world.advice.due_on
    clock.forward(days=7)
    answering.judge(world.advice, "not_enough", "You did not say why.")
    assert world.advice.due_on == due
    assert mails(session, "recommendation_not_enough") == [world.worker.email]
    assert world.advice.judged_words == "You did not say why."


def test_what_is_to_be_answered_anew_is_not_late_before_its_day(world, given, session, clock):
    answering.answer(world.advice, YES, world.worker)
    clock.set(2026, 6, 29, 9)
    answering.judge(world.advice, "not_enough", "Which room?")
    clock.set(2026, 7, 1, 9)
    assert world.advice.stage(date(2026, 7, 1)) == "waits"
    assert send_up_late() == 0
    clock.set(2026, 7, 14, 9)
    assert (send_up_late(), send_up_late()) == (1, 0)


def test_that_a_certificate_lapsed_is_told_where_nobody_answers_for_the_service_any_more(
    world, given, session, clock
):
    kept = InspectionCertificate(
        inspection_id=given.id, given_on=date(2026, 5, 12), lapses_on=date(2026, 7, 1)
    )
    session.add(kept)
    world.hub.answers_id = None
    session.commit()
    session.refresh(world.hub)
    clock.set(2026, 7, 1, 9)
    assert say_what_lapsed() == 1
    assert mails(session, "certificate_lapsed") == [world.manager.email]


def test_only_inspectors_close_it_and_done_only_after_they_looked(
    world, given, session, signed_in_as
):
    robin, advice = signed_in_as(world.robin), world.advice
    mine = f"/inspecting/recommendations/{advice.id}"
    for stranger in (world.worker, world.manager, world.officer, world.puffin):
        closing = signed_in_as(stranger).post(f"{mine}/close", data={"close-outcome": "done"})
        assert closing.status_code == 404
    early = robin.post(f"{mine}/close", data={"close-outcome": "done"}, follow_redirects=True)
    assert "saw that it happened" in early.text and advice.outcome is None
    again = {"again-on": "2026-05-12", "again-seen": "happened", "again-words": "It is quiet."}
    assert robin.post(f"{mine}/again", data={**again, "again-on": "2026-05-13"}).status_code == 422
    robin.post(f"{mine}/again", data=again)
    robin.post(f"{mine}/close", data={"close-outcome": "done"})
    assert (advice.outcome, advice.closed_on) == ("done", date(2026, 5, 12))
    late = signed_in_as(world.worker).post(f"/inspections/answers/{advice.id}", data=TYPED)
    assert late.status_code == 302 and advice.answer is None


@pytest.mark.parametrize("seen", ["not_yet", "partly"])
def test_done_is_what_the_newest_look_saw(world, given, session, clock, seen):
    advice = world.advice
    answering.revisit(advice, date(2026, 5, 10), "happened", "", world.robin)
    answering.revisit(advice, date(2026, 5, 12), seen, "", world.robin)
    with pytest.raises(answering.NotSeen):
        answering.close(advice, "done")
    answering.revisit(advice, date(2026, 5, 12), "happened", "In the evening.", world.wren)
    answering.close(advice, "done")
    assert advice.outcome == "done"


def test_nobody_looked_again_before_the_service_was_told(world, given, session, signed_in_as):
    visitor, address = signed_in_as(world.robin), f"/inspecting/recommendations/{world.advice.id}"
    typed = {"again-on": "2026-05-11", "again-seen": "happened"}
    answer = visitor.post(f"{address}/again", data=typed)
    assert answer.status_code == 422 and faults_of(answer.text) == []
    assert "The service was told on Tuesday 12 May 2026." in answer.text
    assert world.advice.revisits == []
    visitor.post(f"{address}/again", data=typed | {"again-on": "2026-05-12"})
    session.refresh(world.advice)
    assert [one.on for one in world.advice.revisits] == [given.given_on]


def test_what_is_not_done_can_be_closed_without_a_look(world, given, session):
    answering.close(world.advice, "not_done")
    assert world.advice.stage(date(2026, 9, 1)) == "not_done"
    with pytest.raises(answering.NotNow):
        answering.judge(world.advice, "good", "")


@pytest.mark.parametrize(
    "values",
    [{"answer": "yes", "answered_on": date(2026, 5, 12)}, {"judged": "good"},
     {"outcome": "done"}, {"answer": "perhaps", "answered_on": date(2026, 5, 12)}],
)  # fmt: skip
def test_the_database_knows_what_comes_after_what(world, session, values):
    with pytest.raises(IntegrityError):
        session.execute(update(Recommendation).values(**values))
    session.rollback()


def test_a_service_is_kept_with_who_answers_and_stays_with_its_council(
    world, session, signed_in_as
):
    visitor = signed_in_as(world.officer)
    typed = {"name": "The Quiet Room", "kind": "hub", "council": "west", "active": "y",
             "answers": str(world.worker.id)}  # fmt: skip
    assert visitor.post("/inspections/desk/services/new", data=typed).status_code == 302
    for wrong in ({"council": "north"}, {"answers": str(world.northern_worker.id)},
                  {"name": ""}, {"kind": "castle"}, {"name": "a\x07b"}):  # fmt: skip
        assert visitor.post("/inspections/desk/services/new", data=typed | wrong).status_code == 422
    moved = {**typed, "name": "The Lighthouse", "council": "north"}
    address = f"/inspections/desk/services/{world.hub.id}"
    assert visitor.post(address, data=moved).status_code == 422
    del moved["council"]
    assert visitor.post(address, data=moved).status_code == 302
    assert (world.hub.name, world.hub.council_code) == ("The Lighthouse", "west")


def test_a_service_whose_form_will_not_do_is_still_the_one_that_is_changed(world, signed_in_as):
    everywhere = make_staff(Role.PARTICIPATION_OFFICER)
    visitor, address = signed_in_as(everywhere), f"/inspections/desk/services/{world.hub.id}"
    typed = {"name": "The Lighthouse", "kind": "hub", "active": "y"}
    answer = visitor.post(address, data=typed | {"answers": str(world.northern_worker.id)})
    assert answer.status_code == 422 and "They do not work for this council" in answer.text
    assert 'name="council"' not in answer.text and "The Lighthouse" in answer.text
    assert world.hub.name == "The Lighthouse Hub"


def test_who_answers_for_the_service_may_answer_and_nobody_else_who_works_there(world, session):
    other = make_inspection(world.hub, [world.robin], world.manager)
    give_inspection(other, world.officer)
    assert answering.may_answer(other.recommendations[0], world.worker)
    world.hub.answers_id = world.manager.id
    session.flush()
    session.refresh(world.hub)
    assert not answering.may_answer(other.recommendations[0], world.worker)


# How it reads

HARD = "Regarding the accommodation we will frequently undertake comprehensive refurbishment."


def test_a_service_can_see_how_its_answer_reads_before_it_is_sent(given, world, signed_in_as):
    visitor, row = signed_in_as(world.worker), given.recommendations[0]
    answer = visitor.post(
        f"/inspections/answers/{row.id}", data={**TYPED, "because": HARD, "look": "reading"}
    )
    assert answer.status_code == 200 and HARD in answer.text and row.answer is None
    assert "Nothing is kept yet." in answer.text and ">about</q>" in answer.text
    assert re.search(r'name="hinted"[^>]* value="1"', answer.text)
    sent = {**TYPED, "because": HARD, "hinted": "1"}
    visitor.post(f"/inspections/answers/{row.id}", data=sent)
    assert row.because == HARD  # a hint stops nobody


def test_inspectors_and_officers_see_ideas_beside_what_is_written(world, session, signed_in_as):
    row = world.inspection.findings[0]
    row.words = HARD
    session.commit()
    visitor = signed_in_as(world.robin)
    assert "to make it better" in visitor.get(f"/inspecting/findings/{row.id}").text
    looked = {"kind": row.kind, "words": "It is nice.", "look": "reading"}
    page = visitor.post(f"/inspecting/findings/{row.id}", data=looked).text
    assert "It is easy to read." in page and row.words == HARD
    doing.hand_over(world.inspection)
    session.commit()
    officer, desk = signed_in_as(world.officer), f"/inspections/desk/{world.inspection.id}"
    assert "to make it better" in officer.get(desk).text
    sent = officer.post(f"{desk}/back", data={"why": HARD, "look": "reading"})
    assert HARD in sent.text and world.inspection.state == "with_officer"


def test_words_in_another_language_have_no_hints(world, signed_in_as):
    words = "نريد غرفة هادئة للجميع كل يوم بعد المدرسة وقبل العشاء"
    looked = {"kind": "good", "words": words, "look": "reading"}
    path = f"/inspecting/{world.inspection.id}/findings/new"
    page = signed_in_as(world.robin).post(path, data=looked).text
    assert words in page and "We can only look at English here." in page


NAMES_JAMIE = {**TYPED, "because": "Jamie in room 4 asked as well."}


@pytest.fixture
def jamies(world, given, session):
    """An answer by which somebody can be recognised."""
    answering.answer(world.advice, replace(YES, because=NAMES_JAMIE["because"]), world.worker)
    session.commit()
    return world.advice


def test_an_answer_that_may_name_somebody_is_pointed_out_before_it_is_sent(
    world, given, session, signed_in_as
):
    worker, address = signed_in_as(world.worker), f"/inspections/answers/{world.advice.id}"
    page = worker.post(address, data=NAMES_JAMIE).text
    assert "<mark><bdi>Jamie</bdi></mark> perhaps a name" in page and "<bdi>4</bdi>" in page
    assert NAMES_JAMIE["because"] in page and world.advice.answer is None
    again = NAMES_JAMIE | seen_on(worker, address) | {"hinted": "4 Jamie"}
    named_anew = again | {"because": "Jamie and Aisling in room 4 asked."}
    assert "Aisling" in worker.post(address, data=named_anew).text
    assert world.advice.answer is None
    assert worker.post(address, data=again).status_code == 302
    assert world.advice.because == NAMES_JAMIE["because"]


def test_an_answers_words_are_for_everybody_only_after_an_officers_look(
    world, jamies, session, signed_in_as, client
):
    public, desk = (
        f"/inspections/{world.inspection.id}",
        f"/inspections/desk/{jamies.inspection_id}",
    )
    assert mails(session, "answer_to_check") == [world.officer.email]
    assert "Jamie" not in client.get(public).text and "Yes, we do it" in client.get(public).text
    assert "Jamie" not in repr(chapters_of(world))
    assert "Jamie" in signed_in_as(world.robin).get(f"/inspecting/recommendations/{jamies.id}").text
    assert jamies.stage(date(2026, 5, 13)) == "answered"
    officer = signed_in_as(world.officer)
    assert "An answer waits for your look" in officer.get("/inspections/desk/").text
    page = officer.get(desk)
    assert "<mark><bdi>Jamie</bdi></mark>" in page.text and faults_of(page.text) == []
    mark = seen_on(officer, desk, f"answer{jamies.id}-seen")
    assert officer.post(f"/inspections/desk/answers/{jamies.id}/show", data=mark).status_code == 302
    assert "Jamie" in client.get(public).text and "Jamie" in repr(chapters_of(world))


def chapters_of(world) -> list:
    found, _shown = settle(chapters(Period.parse("2026-Q2"), world.west, {}))
    return found


def test_an_officer_holds_an_answer_back_and_the_service_reads_why(
    world, jamies, session, signed_in_as, client
):
    officer, desk = signed_in_as(world.officer), f"/inspections/desk/{jamies.inspection_id}"
    address, field = f"/inspections/desk/answers/{jamies.id}", f"answer{jamies.id}-"
    mark = seen_on(officer, desk, f"{field}seen")
    silent = officer.post(address, data=mark | {f"{field}held": " "})
    assert silent.status_code == 422 and "Say why: the service reads it." in silent.text
    officer.post(address, data=mark | {f"{field}held": "Leave the room out."})
    assert mails(session, "answer_held") == [world.worker.email]
    assert "Jamie" not in client.get(f"/inspections/{world.inspection.id}").text
    assert "Jamie" not in repr(chapters_of(world))
    worker, mine = signed_in_as(world.worker), f"/inspections/answers/{jamies.id}"
    assert "Leave the room out." in worker.get(mine).text
    worker.post(mine, data=TYPED | seen_on(worker, mine))
    session.refresh(jamies)
    assert jamies.waits_for_a_look and jamies.answer_held is None
    late = officer.post(f"{address}/show", data=mark)
    assert late.status_code == 409 and "Somebody else has changed this meanwhile" in late.text
    assert jamies.waits_for_a_look


def test_an_officer_of_the_other_council_looks_at_no_answer(world, jamies, signed_in_as):
    for path in ("", "/show"):
        address = f"/inspections/desk/answers/{jamies.id}{path}"
        assert signed_in_as(world.northern).post(address).status_code == 404
    assert jamies.waits_for_a_look


def test_pressing_one_thing_on_a_recommendation_loses_nothing_typed_for_another(
    world, given, session, signed_in_as
):
    advice, robin = world.advice, signed_in_as(world.robin)
    answering.answer(advice, YES, world.worker)
    session.commit()
    mine = f"/inspecting/recommendations/{advice.id}"
    page = robin.get(mine).text
    assert faults_of(page) == [] and page.count(' action="/inspecting/recommendations/') == 1
    judged = {"judge-judged": "good", "judge-judged_words": ""} | seen_on(robin, mine, "judge-seen")
    looked = {"again-words": "We saw the half of it.", "again-on": "2026-05-12"}
    page = robin.post(f"{mine}/judge", data=judged | looked)
    assert page.status_code == 200 and "We saw the half of it.</textarea>" in page.text
    assert advice.judged == "good" and advice.revisits == []
    refused = robin.post(f"{mine}/close", data=looked | {"close-outcome": "not_done"})
    assert refused.status_code == 409 and "We saw the half of it.</textarea>" in refused.text
    assert advice.outcome is None
    words = {"judge-judged": "good", "judge-judged_words": "Well said."}
    page = robin.post(f"{mine}/again", data=words | looked | {"again-seen": "partly"})
    assert page.status_code == 200 and "Well said.</textarea>" in page.text
    session.refresh(advice)
    assert [one.seen for one in advice.revisits] == ["partly"] and not advice.judged_words
    assert "We saw the half of it.</textarea>" not in page.text
    nothing_else = judged | seen_on(robin, mine, "judge-seen")
    assert robin.post(f"{mine}/judge", data=nothing_else).status_code == 302


def test_letting_a_finding_through_loses_no_words_to_the_inspectors(world, session, signed_in_as):
    doing.hand_over(world.inspection)
    session.commit()
    officer, row = signed_in_as(world.officer), world.inspection.findings[0]
    desk, field = f"/inspections/desk/{world.inspection.id}", f"row{row.id}-"
    page = officer.get(desk).text
    form = page.partition('<form method="post" novalidate>')[2].partition("</form>")[0]
    assert f'name="{field}told"' in form and 'name="why"' in form and faults_of(page) == []
    fine = {f"{field}told": row.words, f"{field}sure": "y", "why": "Who is the tall one?"}
    answer = officer.post(
        f"/inspections/desk/findings/{row.id}", data=fine | seen_on(officer, desk, f"{field}seen")
    )
    assert row.told == row.words
    assert answer.status_code == 200 and "Who is the tall one?</textarea>" in answer.text
