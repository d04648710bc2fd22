"""Coding: who may say what a comment is about, and what is kept of a decision."""

import pytest

from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import make_staff, make_statement
from feedback import coding
from feedback.coding_desk import Scope, next_to_code, progress
from feedback.models import NO_THEME, Coding
from feedback.theming.codebook import codebook


def test_a_decision_says_who_when_and_by_which_codebook(officer, bring_in, clock):
    (answer,) = bring_in("My room is cold")
    (row,) = coding.confirm_codes(answer, [("HOM_ROOM", "not_good")], officer)
    assert (row.sub_theme, row.valence, row.proposed_by) == ("HOM_ROOM", "not_good", "machine")
    assert (row.confirmed_by_id, row.confirmed_by_name) == (officer.id, "Ola")
    assert row.confirmed_at == clock() and row.codebook_version == codebook().version
    assert progress(officer, Scope()) == (1, 1)


def test_a_code_the_machine_did_not_think_of_is_the_officers_own(officer, bring_in):
    (answer,) = bring_in("My room is cold")
    (row,) = coding.confirm_codes(answer, [("FUT_HOPES", "mixed")], officer)
    assert row.proposed_by == "officer"


def test_what_the_child_picked_stays_the_childs_when_it_is_confirmed(
    comment_of, session, officer, west
):
    answer = comment_of(make_statement(words="hello", council=west))
    picked = coding.propose(answer, "REL_FRIENDS", "child")
    rows = coding.confirm_codes(answer, [("REL_FRIENDS", "good")], officer)
    assert rows == [picked] and picked.proposed_by == "child" and picked.confirmed_at


def test_proposing_the_same_twice_is_one_proposal(bring_in):
    (answer,) = bring_in("hello")
    assert coding.propose(answer, "HOM_FOOD", "child") is coding.propose(
        answer, "HOM_FOOD", "officer"
    )
    with pytest.raises(KeyError):
        coding.propose(answer, "NOT_THERE", "child")


def test_a_comment_with_nothing_to_code_is_decided_too(officer, bring_in):
    (answer,) = bring_in("ok")
    (row,) = coding.confirm_codes(answer, [(NO_THEME, None)], officer)
    assert row.valence is None and next_to_code(officer, Scope()) is None


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        ([], "none"),
        ([(NO_THEME, None), ("HOM_ROOM", "good")], "none_and_some"),
        ([(one, "good") for one in ("HOM_ROOM", "HOM_FOOD", "REL_SIBS", "FUT_WORK")], "too_many"),
        ([("HOM_ROOM", "good"), ("HOM_ROOM", "mixed")], "unknown"),
        ([("HOM_CELLAR", "good")], "unknown"),
        ([("HOM_ROOM", None)], "no_valence"),
        ([("HOM_ROOM", "great")], "no_valence"),
    ],
)
def test_codes_that_cannot_stand_together_are_refused(officer, bring_in, codes, reason):
    (answer,) = bring_in("hello")
    with pytest.raises(coding.NotACoding) as refused:
        coding.confirm_codes(answer, codes, officer)
    assert refused.value.reason == reason


def test_what_somebody_decided_meanwhile_is_not_overwritten(officer, bring_in, west):
    (answer,) = bring_in("hello")
    coding.confirm_codes(answer, [("HOM_ROOM", "good")], officer)
    other = make_staff(Role.PARTICIPATION_OFFICER, council=west)
    with pytest.raises(coding.AlreadyCoded):
        coding.confirm_codes(answer, [("HOM_FOOD", "good")], other)


def test_undoing_keeps_the_old_decision_and_what_the_child_picked(session, officer, bring_in):
    (answer,) = bring_in("hello")
    coding.propose(answer, "REL_SIBS", "child")
    coding.confirm_codes(answer, [("REL_SIBS", "good"), ("HOM_ROOM", "good")], officer)
    withdrawn = coding.undo(answer, officer)
    assert len(withdrawn) == 2 and all(row.withdrawn_at for row in withdrawn)
    assert [(row.sub_theme, row.proposed_by) for row in coding.standing(answer)] == [
        ("REL_SIBS", "child")
    ]
    assert session.get(Coding, withdrawn[0].id).confirmed_by_name == "Ola"
    assert progress(officer, Scope()) == (0, 1)


def test_nobody_undoes_what_another_decided(officer, bring_in, west):
    (answer,) = bring_in("hello")
    coding.confirm_codes(answer, [("HOM_ROOM", "good")], officer)
    other = make_staff(Role.PARTICIPATION_OFFICER, council=west)
    with pytest.raises(coding.NothingToUndo):
        coding.undo(answer, other)


@pytest.mark.postgresql
def test_the_desk_is_the_same_on_postgresql(session, officer, bring_in, west, signed_in_as):
    make_statement(words="he is shouting", form="not_safe", council=west)
    first, second = bring_in("my room", "my brother")
    coding.confirm_codes(first, [("HOM_ROOM", "good")], officer)
    assert progress(officer, Scope(quarter=Period(2026, 3))) == (1, 2)
    assert next_to_code(officer, Scope(council="west"), after=second.id) is None
    coding.undo(first, officer)
    assert signed_in_as(officer).get("/feedback/coding").status_code == 200
