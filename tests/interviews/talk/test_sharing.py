"""Who reads what a child said: nobody but the listener, until the child decides part by part."""

import pytest
from sqlalchemy import select

from app.core import audit, interpreting
from app.core.clock import today
from app.core.i18n import speaking
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import assign, make_council, make_staff
from app.interviews import danger, notes, sharing
from app.interviews.models import InterviewExclusion, SharedParagraph
from app.interviews.subjects import interview_subject
from app.people.services import end_assignment
from app.safeguarding.models import Alert
from feedback import tallies
from feedback.coding import confirm_codes
from feedback.coding_desk import comments_for
from surveys.models import Answer
from tests.interviews.talked import agree, paragraph, share, talk

BEFORE, HELP = "It was loud there.", "A lock on my door."


@pytest.fixture
def talked(taken_on, listener):
    """Zuri has said two things, in English and harmless, and has not read them back."""
    return talk(taken_on, listener, before=BEFORE, what_would_help=HELP, feelings=["sad"])


@pytest.fixture
def agreed(talked):
    return agree(talked)


@pytest.fixture
def officer(west):
    return make_staff(Role.PARTICIPATION_OFFICER, council=west)


def read(account, interview) -> list[str]:
    return [one.question.key for one in sharing.paragraphs_for(account, interview)]


def test_before_the_child_has_chosen_only_the_listener_reads(agreed, listener, worker, officer):
    duty = make_staff(Role.DUTY_WORKER)
    assert read(listener, agreed) == ["before", "feelings", "what_would_help"]
    assert [read(one, agreed) for one in (worker, officer, duty)] == [[], [], []]


def test_nothing_can_be_shared_before_it_was_read_back(talked):
    with pytest.raises(sharing.NotAgreed):
        share(talked, "before", "social_worker")


def test_a_reader_reads_just_the_part_that_was_shared(agreed, worker):
    share(agreed, "before", "social_worker")
    assert read(worker, agreed) == ["before"]


def test_what_was_shared_with_another_part_is_not_theirs(agreed, worker):
    share(agreed, "before", "reviewing_officer", "police")
    assert read(worker, agreed) == []


def test_what_is_taken_back_is_read_no_more(agreed, worker):
    share(agreed, "before", "social_worker")
    sharing.take_back(agreed, paragraph(agreed, "before").answer)
    assert read(worker, agreed) == []


def test_a_worker_whose_part_has_ended_reads_nothing_more(agreed, worker, child):
    share(agreed, "before", "social_worker")
    [part] = child.assignments
    end_assignment(part, worker, at_once=True)
    assert read(worker, agreed) == []


def test_whoever_has_the_part_after_them_reads_it(agreed, child, west):
    share(agreed, "before", "social_worker")
    newcomer = make_staff(Role.WORKER, council=west)
    assign(newcomer, child)
    assert read(newcomer, agreed) == ["before"]


def test_only_who_there_is_in_this_life_can_be_chosen_by_name(agreed, child):
    found = {one.code: one.note for one in sharing.readers_for(agreed)}
    assert found == {
        "social_worker": "Leah Okafor",
        "carer": None,
        "police": None,
        "participation_team": None,
    }
    child.home_type = "own_home"
    assert "carer" not in {one.code for one in sharing.readers_for(agreed)}


def test_a_reader_who_is_not_in_their_life_is_not_kept(agreed, session):
    share(agreed, "before", "personal_adviser", "nobody_we_know")
    assert session.scalars(select(SharedParagraph)).all() == []


def test_whom_the_child_names_is_no_reader_and_reads_nothing(taken_on, listener, worker):
    said = talk(taken_on, listener, before=BEFORE, harm=["yes"], harm_about=["social_worker"])
    agree(said)
    assert "social_worker" not in {one.code for one in sharing.readers_for(said)}
    share(said, "before", "social_worker")
    assert read(worker, said) == []


def test_whom_the_child_named_stays_out_when_their_part_has_changed(
    taken_on, listener, worker, child, west
):
    talk(taken_on, listener, harm_about=["social_worker"], what_would_help="Quiet.")
    for part in list(child.assignments):
        end_assignment(part, worker, at_once=True)
    assign(worker, child, "reviewing_officer")
    newcomer = make_staff(Role.WORKER, council=west)
    assign(newcomer, child)
    assert danger.kept_from(taken_on) == [worker.id]


def test_a_professionals_judgement_is_kept_from_whom_the_child_named(
    taken_on, listener, worker, session
):
    talk(taken_on, listener, harm_about=["social_worker"])
    notes.judge_risk(taken_on, "red", listener)
    alert = session.scalars(select(Alert)).one()
    assert [row.account_id for row in alert.exclusions] == [worker.id]


def test_the_desk_reads_the_risks_a_professional_wrote_once_they_raised_them(taken_on, listener):
    notes.write_note(taken_on, "risks", "An older man buys her things.", listener)
    assert interview_subject(taken_on.id).words == []
    notes.judge_risk(taken_on, "amber", listener)
    assert "An older man" in str(interview_subject(taken_on.id).words)


def test_the_desk_can_open_what_else_the_child_has_said(taken_on, child):
    assert interview_subject(taken_on.id).young_person_id == child.id


def test_whom_they_named_is_no_paragraph_that_could_be_shared(taken_on, listener, worker):
    said = talk(taken_on, listener, harm=["yes"], harm_about=["social_worker"])
    assert read(listener, said) == ["harm"]


def test_the_duty_desk_reads_what_was_raised_and_nothing_else(taken_on, listener, west):
    duty = make_staff(Role.DUTY_WORKER, council=west)
    said = talk(taken_on, listener, before=BEFORE, worries="I want to die.")
    assert read(duty, said) == ["worries"]
    assert paragraph(said, "worries").raised and not paragraph(said, "before").raised


def test_with_a_pick_that_says_not_safe_goes_what_was_written_in_that_part(
    taken_on, listener, west
):
    duty = make_staff(Role.DUTY_WORKER, council=west)
    said = talk(taken_on, listener, before=BEFORE, harm=["yes"], harm_what="He knows.")
    assert read(duty, said) == ["harm", "harm_what"]


def test_a_duty_worker_of_another_council_reads_nothing(taken_on, listener, session):
    duty = make_staff(Role.DUTY_WORKER, council=make_council("north", "North"))
    assert read(duty, talk(taken_on, listener, worries="I want to die.")) == []


def test_every_reading_by_an_adult_is_on_the_trail_and_the_child_sees_it(
    agreed, worker, child, session
):
    share(agreed, "before", "social_worker")
    read(worker, agreed)
    read(child.account, agreed)
    assert [entry.actor_name for entry in sharing.read_by(agreed)] == ["Leah Okafor"]
    [entry] = session.scalars(select(audit.AuditEntry).where(audit.AuditEntry.action == "read"))
    assert (entry.subject, entry.subject_id) == ("answer", paragraph(agreed, "before").answer.id)


def test_the_page_of_a_reader_shows_just_their_part(agreed, worker, signed_in_as):
    share(agreed, "before", "social_worker")
    at_work, path = signed_in_as(worker), f"/interviews/{agreed.id}/words"
    page = at_work.get(path).text
    assert BEFORE in page and HELP not in page
    sharing.take_back(agreed, paragraph(agreed, "before").answer)
    assert BEFORE not in at_work.get(path).text


def test_the_course_of_the_interview_leads_each_to_what_they_may_read(
    agreed, listener, worker, signed_in_as, clock, session
):
    agreed.declared_at = clock()
    course, words = f"/interviews/{agreed.id}", f"/interviews/{agreed.id}/words"
    for_the_listener = [f"{course}/talk/", f"{course}/talk/words"]
    page = signed_in_as(worker).get(course).text
    assert not any(f'href="{way}"' in page for way in (words, *for_the_listener))
    share(agreed, "before", "social_worker")
    at_work = signed_in_as(worker)
    assert f'href="{words}"' in at_work.get(course).text
    assert BEFORE in at_work.get(words).text
    at_work = signed_in_as(listener)
    page = at_work.get(course).text
    assert all(f'href="{way}"' in page for way in for_the_listener) and words not in page
    assert all(at_work.get(way).status_code == 200 for way in for_the_listener)


def test_seeing_that_something_is_shared_is_no_reading(agreed, worker, signed_in_as):
    share(agreed, "before", "social_worker")
    signed_in_as(worker).get(f"/interviews/{agreed.id}")
    assert sharing.read_by(agreed) == []


# What the participation team may read is a comment as any other.


def coded_by(officer, session) -> list[str]:
    return [answer.words for answer in session.scalars(comments_for(officer))]


def test_what_is_confided_is_no_comment_at_the_coding_desk_and_is_not_counted(
    agreed, officer, session
):
    share(agreed, "before", "social_worker")
    assert coded_by(officer, session) == []
    assert tallies.comments(Period.holding(today()), "west") == 0


def test_what_is_shared_with_the_participation_team_is_coded_and_counted(agreed, officer, session):
    share(agreed, "what_would_help", "participation_team")
    assert coded_by(officer, session) == [HELP]
    assert tallies.comments(Period.holding(today()), "west") == 1
    assert read(officer, agreed) == ["what_would_help"]


def test_what_is_taken_back_from_the_team_is_counted_no_more_even_if_it_was_coded(
    agreed, officer, session
):
    share(agreed, "what_would_help", "participation_team")
    answer = paragraph(agreed, "what_would_help").answer
    confirm_codes(answer, [("HOM_ROOM", "idea_or_request")], officer)
    quarter = Period.holding(today())
    assert tallies.spoken(quarter, "west").comments == 1
    sharing.take_back(agreed, answer)
    assert coded_by(officer, session) == []
    assert tallies.spoken(quarter, "west").comments == 0


def test_an_officer_who_works_with_the_child_does_not_read_it_as_the_team(
    agreed, officer, child, session
):
    assign(officer, child, "advocate")
    share(agreed, "what_would_help", "participation_team")
    assert coded_by(officer, session) == [] and read(officer, agreed) == []


def test_whom_the_child_named_does_not_read_it_as_the_team_or_as_an_interpreter_either(
    agreed, officer, west, session
):
    share(agreed, "what_would_help", "participation_team")
    answer = paragraph(agreed, "what_would_help").answer
    answer.language = "ti"
    interpreter = make_staff(Role.INTERPRETER, council=west)
    assert [one.text for one in interpreting.waiting_for(interpreter)] == [answer]
    for account in (officer, interpreter):
        facts = {"interview_id": agreed.id, "account_id": account.id}
        named = InterviewExclusion(question_key="keep_from", part="social_worker", **facts)
        session.add(named)
    session.flush()
    assert coded_by(officer, session) == []
    assert interpreting.waiting_for(interpreter) == []
    assert interpreting.find(interpreter, "answer", answer.id) is None


def test_every_answer_of_a_talk_is_confided_at_first(talked, session):
    kept = session.scalars(select(Answer.confided_to)).all()
    assert kept == ["listener"] * 3
    assert session.scalars(select(Alert)).all() == []


def test_what_is_shared_in_another_language_waits_for_an_interpreter_and_is_read_in_english(
    taken_on, listener, worker, west
):
    interpreter = make_staff(Role.INTERPRETER, council=west, display_name="Daniel Tesfu")
    taken_on.language = "ti"
    with speaking("ti"):
        said = agree(talk(taken_on, listener, before="ጽቡቕ ገዛ እዩ።", should_change="ኣይፋልን።"))
    assert interpreting.waiting_for(interpreter) == []
    share(said, "before", "social_worker")
    [waiting] = interpreting.waiting_for(interpreter)
    interpreting.interpret(waiting, interpreter, "It is a good house.")
    [read_by_worker] = sharing.paragraphs_for(worker, said)
    assert read_by_worker.english.words == "It is a good house."
    names = {entry.actor_name for entry in sharing.read_by(said)}
    assert names == {"Daniel Tesfu", "Leah Okafor"}
