"""Sending: one conversation, to the adults the child chose, and never to whom it is about."""

from datetime import date

import pytest
from sqlalchemy import inspect, select

from app.accounts.models import RoleGrant
from app.core.db import UtcDateTime
from app.core.db import session as database
from app.core.interpreting import waiting_for
from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_statement, make_young_person
from app.safeguarding.models import Alert
from feedback.escalation import holders
from feedback.models import DUTY, MANAGERS, PARTICIPATION, Coding, Thread
from feedback.statements import number_that_opens
from feedback.telling import (
    AnswersChanged,
    NotReady,
    OtherWords,
    give_feedback,
    listen,
    send_on,
)
from surveys.changing_drafts import save_answer
from surveys.definition import Given
from surveys.models import Answer, Response
from surveys.publishing import current_version
from surveys.services import answers_of, definition_of, digest_of_answers, start_response


@pytest.fixture
def team(app):
    """A young person with a social worker, a personal adviser and a reviewing officer."""
    west = make_council()
    fox = make_young_person(west, chosen_name="Fox")
    workers = {}
    for part in ("social_worker", "personal_adviser", "reviewing_officer"):
        workers[part] = make_staff(Role.WORKER, council=west)
        assign(workers[part], fox, part)
    return fox, workers


def parts(thread: Thread) -> set[str]:
    return {row.part for row in thread.audience}


def opens(account, thread: Thread) -> bool:
    rows = Thread.visible_to(account).where(Thread.id == thread.id)
    return database.scalars(rows).unique().one_or_none() is not None


def start(key: str, young_person=None, **answers: Given) -> Response:
    response = start_response(current_version(key), "en", token=key, young_person=young_person)
    for name, given in answers.items():
        save_answer(response, definition_of(response).question(name), given, "en")
    return response


def send(response: Response) -> Thread:
    digest = digest_of_answers(response, answers_of(response))
    return database.get(Thread, give_feedback(response, digest))


def test_it_goes_to_those_the_young_person_chose_and_is_due_in_working_days(team, session):
    fox, workers = team
    thread = make_statement(fox, readers=("social_worker",))
    assert parts(thread) == {"social_worker"}
    assert (thread.state, thread.opened_on) == ("waiting", date(2026, 7, 15))
    assert thread.due_on == date(2026, 7, 20)  # Wednesday and three working days
    seen = Thread.visible_to(workers["social_worker"])
    assert session.scalars(seen).unique().all() == [thread]
    unseen = Thread.visible_to(workers["personal_adviser"])
    assert session.scalars(unseen).unique().all() == []


def test_the_councils_own_promise_decides_when_it_is_due(app):
    north = make_council("north", "North Northamptonshire", reply_days=1)
    assert make_statement(make_young_person(north)).due_on == date(2026, 7, 16)


def test_with_nobody_chosen_the_participation_team_reads_it(team):
    fox, _ = team
    assert parts(make_statement(fox)) == {PARTICIPATION}


def test_a_person_complained_about_is_not_a_reader_even_if_chosen(team, session):
    fox, workers = team
    thread = make_statement(
        fox,
        form="sort_out_a_problem",
        about=("social_worker",),
        readers=("social_worker", "reviewing_officer"),
    )
    assert parts(thread) == {"reviewing_officer"}
    assert [row.account_id for row in thread.exclusions] == [workers["social_worker"].id]
    unseen = Thread.visible_to(workers["social_worker"])
    assert session.scalars(unseen).unique().all() == []


def test_when_everyone_chosen_is_who_it_is_about_the_participation_team_reads_it(team):
    fox, _ = team
    thread = make_statement(
        fox, form="sort_out_a_problem", about=("social_worker",), readers=("social_worker",)
    )
    assert parts(thread) == {PARTICIPATION}


@pytest.mark.parametrize("chosen", [(), (PARTICIPATION,)])
def test_a_team_with_nobody_but_who_works_with_them_is_passed_over(team, chosen):
    fox, _ = team
    west = make_council()
    assign(make_staff(Role.PARTICIPATION_OFFICER, council=west), fox, "advocate")
    thread = make_statement(fox, readers=chosen)
    assert parts(thread) == {MANAGERS}
    manager = make_staff(Role.TEAM_MANAGER, council=west)
    assert holders(thread, MANAGERS) == [manager]
    make_staff(Role.PARTICIPATION_OFFICER, council=west)
    assert parts(make_statement(fox, readers=chosen)) == {PARTICIPATION}


def test_when_every_team_is_people_who_work_with_them_the_duty_desk_reads_it(team):
    fox, _ = team
    west = make_council()
    assign(make_staff(Role.PARTICIPATION_OFFICER, council=west), fox, "advocate")
    assign(make_staff(Role.TEAM_MANAGER, council=west), fox, "team_manager")
    assert parts(make_statement(fox, readers=(PARTICIPATION,))) == {DUTY}


def test_somebody_chosen_who_works_with_them_stays_the_reader(team):
    fox, _ = team
    assign(make_staff(Role.PARTICIPATION_OFFICER, council=make_council()), fox, "advocate")
    assert parts(make_statement(fox, readers=("social_worker",))) == {"social_worker"}


@pytest.mark.parametrize("by_name", [True, False])
def test_what_is_about_the_participation_team_goes_to_the_managers(team, by_name):
    fox, _ = team
    thread = make_statement(
        fox if by_name else None, form="sort_out_a_problem", about=(PARTICIPATION,)
    )
    assert parts(thread) == {MANAGERS}
    assert [row.part for row in thread.exclusions] == [PARTICIPATION]


def test_said_anonymously_the_part_it_is_about_is_kept_out(app):
    thread = make_statement(form="sort_out_a_problem", about=("social_worker", "nobody"))
    assert parts(thread) == {PARTICIPATION}
    assert [(row.part, row.account_id) for row in thread.exclusions] == [("social_worker", None)]


@pytest.mark.parametrize("by_name", [True, False])
def test_what_is_about_a_manager_and_the_participation_team_goes_to_the_duty_desk(team, by_name):
    fox, _ = team
    manager = make_staff(Role.TEAM_MANAGER, council=make_council())
    assign(manager, fox, "team_manager")
    thread = make_statement(
        fox if by_name else None, form="sort_out_a_problem", about=("team_manager", PARTICIPATION)
    )
    assert parts(thread) == {DUTY}
    assert not opens(manager, thread)


def test_nobody_of_a_team_it_is_about_opens_it_whatever_other_role_they_have(session):
    west = make_council()
    several = make_staff(
        Role.PARTICIPATION_OFFICER, Role.TEAM_MANAGER, Role.DUTY_WORKER, Role.INTERPRETER
    )
    manager = make_staff(Role.TEAM_MANAGER, council=west)
    thread = make_statement(
        words="They said ሰላም to me and I want to kill myself",
        form="sort_out_a_problem",
        about=(PARTICIPATION,),
        council=west,
    )
    alert = session.scalars(select(Alert)).one()
    assert opens(manager, thread)
    assert not opens(several, thread)
    assert [row.account_id for row in alert.exclusions] == [several.id]
    assert session.scalars(Alert.visible_to(several)).all() == []


def test_whoever_joins_a_team_it_is_about_later_does_not_open_it(session):
    newcomer = make_staff(Role.TEAM_MANAGER)
    thread = make_statement(form="sort_out_a_problem", about=(PARTICIPATION,))
    assert opens(newcomer, thread)
    newcomer.grants.append(RoleGrant(role=Role.PARTICIPATION_OFFICER))
    session.flush()
    assert not opens(newcomer, thread)


def test_managers_who_were_chosen_read_it_beside_whoever_else_was(team):
    fox, _ = team
    thread = make_statement(
        fox,
        form="sort_out_a_problem",
        about=(PARTICIPATION,),
        readers=("social_worker", MANAGERS),
    )
    assert parts(thread) == {"social_worker", MANAGERS}


def test_a_worker_who_left_since_they_were_chosen_leaves_the_participation_team(team, session):
    fox, workers = team
    said = {"who_may_read": Given(("social_worker",)), "your_words": Given(words="one")}
    response = start("something_else", fox, **said)
    workers["social_worker"].active = False
    session.flush()
    assert parts(send(response)) == {PARTICIPATION}


@pytest.mark.parametrize(
    ("chosen", "council"),
    [(("north",), "north"), (("not_sure_which",), None), (("north", "west"), None), ((), None)],
)
def test_the_anonymous_say_which_council_or_leave_it_open(app, chosen, council):
    make_council("west", "West Northamptonshire")
    make_council("north", "North Northamptonshire")
    thread = make_statement(readers=chosen)
    assert (thread.council_code, thread.response.council_code) == (council, council)
    assert parts(thread) == {PARTICIPATION}


def test_sending_the_same_again_gives_the_same_conversation(session):
    response = start("something_else", your_words=Given(words="one"))
    assert send(response) is send(response)
    assert len(session.scalars(select(Thread)).unique().all()) == 1


def test_the_same_draft_sent_again_with_other_words_is_refused(session):
    response = start("something_else", your_words=Given(words="one"))
    send(response)
    with pytest.raises(OtherWords):
        give_feedback(response, "0" * 64)


def test_with_nothing_said_nothing_is_sent(session):
    response = start("something_else")
    session.commit()
    with pytest.raises(NotReady):
        send(response)
    session.rollback()
    assert session.scalar(select(Response)).sent_on is None


def test_answers_changed_since_they_were_looked_over_are_not_sent(session):
    response = start("something_else", your_words=Given(words="one"))
    looked_over = digest_of_answers(response, answers_of(response))
    session.commit()
    save_answer(response, definition_of(response).question("your_words"), Given(words="two"), "en")
    session.commit()
    with pytest.raises(AnswersChanged):
        give_feedback(response, looked_over)
    session.rollback()
    assert session.scalar(select(Response)).sent_on is None
    assert session.scalars(select(Thread)).all() == []


@pytest.mark.parametrize("other", [Given(words="one"), Given(words="two"), Given()], ids=str)
def test_an_answer_kept_while_it_is_being_sent_is_not_sent_unseen(session, other):
    response = start("something_else", your_words=Given(words="one"))
    heard = listen(response, digest_of_answers(response, answers_of(response)))
    session.commit()
    save_answer(response, definition_of(response).question("your_words"), other, "en")
    session.commit()
    with pytest.raises(AnswersChanged):
        send_on(heard)
    session.rollback()
    assert session.scalar(select(Response)).sent_on is None
    assert session.scalars(select(Thread)).all() == []


def test_what_was_sent_while_it_was_being_looked_over_is_one_conversation(session):
    response = start("something_else", your_words=Given(words="one"))
    heard = listen(response, digest_of_answers(response, answers_of(response)))
    thread = send(response)
    assert send_on(heard) == thread.id
    assert len(session.scalars(select(Thread)).unique().all()) == 1


def test_what_the_child_picked_is_the_first_proposal_for_what_they_wrote(session):
    response = start(
        "sort_out_a_problem",
        what_about=Given(("money",)),
        what_happened=Given(words="No bus fare"),
        feeling=Given(("sad",)),
    )
    send(response)
    coding = session.scalars(select(Coding)).one()
    assert (coding.sub_theme, coding.proposed_by, coding.confirmed_at) == (
        "FUT_MONEY",
        "child",
        None,
    )
    assert session.get(Answer, coding.answer_id).question_key == "what_happened"


def test_words_with_a_cue_raise_an_alert_in_the_same_transaction(session):
    thread = make_statement(words="I want to kill myself")
    alert = session.scalars(select(Alert)).one()
    assert (alert.level, alert.subject_kind, alert.subject_id) == (
        "red",
        "response",
        thread.response_id,
    )
    session.rollback()
    assert session.scalars(select(Alert)).all() == []


def test_words_in_another_language_go_to_a_person(session):
    make_statement(words="غرفتي باردة", language="ar")
    assert session.scalars(select(Alert)).one().source == "language"


def test_words_that_are_not_english_on_an_english_page_wait_for_an_interpreter(session):
    interpreter = make_staff(Role.INTERPRETER)
    make_statement(words="غرفتي باردة", language="en")
    make_statement(words="My room is cold", language="en")
    assert [one.language for one in waiting_for(interpreter)] == ["und"]


def test_what_was_taken_off_the_path_or_emptied_again_reaches_nobody(session):
    interpreter = make_staff(Role.INTERPRETER)
    response = start_response(current_version("my_workers_visit"), "ar", token="token")
    for key, given in (
        ("when", Given(("yes",))),
        ("listened", Given(("agree",))),
        ("how_was_it", Given(words="لا أحبه")),
        ("when", Given(("no",))),
        ("want_to_talk_about", Given(words="غرفتي")),
        ("want_to_talk_about", Given()),
    ):
        save_answer(response, definition_of(response).question(key), given, "ar")
    thread = send(response)
    assert session.scalars(select(Answer.question_key)).all() == ["when"]
    assert waiting_for(interpreter) == []
    assert send(response) is thread  # the same again, as from a second tap


def test_sending_deletes_nothing_when_there_is_nothing_to_delete(session, statements):
    response = start("something_else", your_words=Given(words="I like my school"))
    session.flush()
    statements.during(lambda: send(response))
    assert not [one for one in statements if one.startswith("DELETE")]


def test_choosing_not_safe_at_home_raises_an_alert_without_a_word(session):
    send(start("where_i_live", safe=Given(("no",))))
    alert = session.scalars(select(Alert)).one()
    assert (alert.level, alert.source) == ("amber", "button")


def test_ordinary_words_raise_nothing(session):
    make_statement(words="I like my new school")
    assert session.scalars(select(Alert)).all() == []


def test_the_not_safe_form_sent_empty_raises_a_red_alert_from_the_button(session):
    thread = send(start("not_safe"))
    alert = session.scalars(select(Alert)).one()
    assert (alert.level, alert.source, alert.anonymous) == ("red", "button", True)
    assert thread.due_on == date(2026, 7, 15)


def test_whoever_a_known_not_safe_message_is_about_is_not_told(team, session):
    fox, workers = team
    send(start("not_safe", fox, about_worker=Given(("social_worker",))))
    alert = session.scalars(select(Alert)).one()
    assert [row.account_id for row in alert.exclusions] == [workers["social_worker"].id]


def test_the_return_number_opens_it_until_it_is_changed(session):
    thread = make_statement(token="a token")
    number = number_that_opens(thread.response, "a token")
    assert number is not None
    assert number_that_opens(thread.response, "#abc") is None
    thread.response.return_hash = b"1" * 32
    assert number_that_opens(thread.response, "a token") is None


def test_a_known_response_has_no_return_number(team):
    fox, _ = team
    thread = make_statement(fox, token="a token")
    assert thread.response.return_hash is None
    assert number_that_opens(thread.response, "a token") is None
    assert thread.response.sent_at is not None


def test_nothing_of_an_anonymous_conversation_leads_to_an_account_a_person_or_a_moment(session):
    make_statement(words="one", form="sort_out_a_problem", about=("social_worker",))
    session.commit()
    session.expire_all()
    thread = session.scalars(select(Thread)).unique().one()
    rows = [thread, thread.response, *thread.audience, *thread.exclusions]
    rows += session.scalars(select(Answer)).all()
    for row in rows:
        for column in inspect(type(row)).columns:
            points = {key.column.table.name for key in column.foreign_keys}
            if isinstance(column.type, UtcDateTime) or points & {"account", "young_person"}:
                assert getattr(row, column.key) is None, column
