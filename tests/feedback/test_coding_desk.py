"""The coding desk: whose words are at it, and which comment is next."""

from datetime import date

import pytest
from sqlalchemy import update

from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import (
    assign,
    make_council,
    make_staff,
    make_statement,
    make_young_person,
)
from feedback import coding, coding_desk
from feedback.coding_desk import Scope, comments_for, next_to_code, progress
from surveys.models import Answer


def at_the_desk(session, account, scope=coding_desk.EVERYTHING):
    return {answer.words for answer in session.scalars(comments_for(account, scope)).unique()}


# Whose words are at the desk.


def test_an_officer_codes_what_the_team_may_read_in_their_council(session, officer, west):
    north = make_council("north", "North Northamptonshire")
    make_statement(words="in the west", council=west)
    make_statement(words="in the north", council=north)
    make_statement(words="I do not know where")
    assert at_the_desk(session, officer) == {"in the west", "I do not know where"}


def test_an_officer_for_all_councils_codes_all_of_them(session, bring_in):
    make_council("north", "North Northamptonshire")
    bring_in("in the west")
    bring_in("in the north", council="north")
    everywhere = make_staff(Role.PARTICIPATION_OFFICER)
    assert at_the_desk(session, everywhere) == {"in the west", "in the north"}


def test_what_a_child_said_to_their_worker_alone_is_not_at_the_desk(session, officer, west):
    child = make_young_person(west)
    assign(make_staff(Role.WORKER, council=west), child)
    make_statement(child, "only for my worker", readers=("social_worker",))
    make_statement(child, "for the team", readers=("participation",))
    assert at_the_desk(session, officer) == {"for the team"}


def test_not_feeling_safe_is_for_the_duty_desk_and_not_for_this_one(session, officer, west):
    make_statement(words="he is shouting", form="not_safe", council=west)
    assert at_the_desk(session, officer) == set()


@pytest.mark.parametrize("role", [Role.WORKER, Role.BOARD_MEMBER, Role.DUTY_WORKER])
def test_who_does_not_code_has_no_comments_and_no_page(session, bring_in, signed_in_as, role):
    (answer,) = bring_in("my room")
    account = make_staff(role)
    assert at_the_desk(session, account) == set()
    with pytest.raises(coding.NotForThem):
        coding.confirm_codes(answer, [("HOM_ROOM", "good")], account)
    assert signed_in_as(account).get("/feedback/coding").status_code == 404


def test_a_comment_of_another_council_is_not_found(session, officer, bring_in, signed_in_as):
    make_council("north", "North Northamptonshire")
    (answer,) = bring_in("my room", council="north")
    visitor = signed_in_as(officer)
    assert visitor.get(f"/feedback/coding/{answer.id}").status_code == 404
    assert visitor.post(f"/feedback/coding/{answer.id}").status_code == 404
    assert visitor.post(f"/feedback/coding/{answer.id}/undo").status_code == 404
    with pytest.raises(coding.NotForThem):
        coding.undo(answer, officer)


# Which comment is next.


def test_the_comment_the_machine_knows_least_about_is_next(officer, bring_in):
    bring_in(
        "My social worker never visits, never replies, cancelled and forgot",
        "My brother",
        "Well",
    )
    assert next_to_code(officer, coding_desk.EVERYTHING).words == "My brother"


def test_a_comment_left_for_later_comes_after_the_others(officer, bring_in):
    bring_in("my brother", "my brother and me")
    first = next_to_code(officer, coding_desk.EVERYTHING)
    second = next_to_code(officer, coding_desk.EVERYTHING, after=first.id)
    assert {first.words, second.words} == {"my brother", "my brother and me"}


def test_the_desk_can_be_narrowed_to_a_council_and_a_quarter(session, officer, bring_in):
    bring_in("in spring", day=date(2026, 4, 2))
    bring_in("in summer", day=date(2026, 7, 2))
    summer = Scope(quarter=Period(2026, 3))
    assert at_the_desk(session, officer, summer) == {"in summer"}
    assert at_the_desk(session, officer, Scope(council="north")) == set()
    assert progress(officer, summer) == (0, 1)


def test_an_answer_left_on_another_way_through_the_form_is_not_coded(officer, bring_in):
    (answer,) = bring_in("my room")
    assert coding_desk.was_sent(answer)
    answer.question_key = "never_asked"
    assert not coding_desk.was_sent(answer)


def test_a_comment_behind_many_that_were_left_behind_is_still_next(session, officer, bring_in):
    answers = bring_in(*(f"comment {n}" for n in range(coding_desk.POOL + 2)))
    *front, last = sorted(answers, key=lambda answer: answer.id)
    left = update(Answer).where(Answer.id.in_([answer.id for answer in front]))
    session.execute(left.values(question_key="never_asked"))
    session.commit()
    session.expire_all()
    assert next_to_code(officer, coding_desk.EVERYTHING) == last
    assert next_to_code(officer, coding_desk.EVERYTHING, after=last.id) is None


def test_a_nomination_for_an_award_is_read_by_its_judges_and_not_coded(session, officer, bring_in):
    answer = bring_in("Zuri helped everybody at the club.")[0]
    assert coding_desk.progress(officer, coding_desk.EVERYTHING) == (0, 1)
    answer.response.version.form.kind = "nomination"
    session.commit()
    assert coding_desk.progress(officer, coding_desk.EVERYTHING) == (0, 0)
    assert coding_desk.next_to_code(officer, coding_desk.EVERYTHING) is None
