"""Why children went: counted by child, and laid beside the promises they tell about."""

import pytest
from sqlalchemy import select

from app.core import evidence
from app.core.evidence import Subject
from app.interviews import tallies
from app.interviews.factor_promises import SUB_THEMES, asked_under
from app.interviews.factor_words import factor_words
from app.interviews.models import ReturnInterview
from app.interviews.quarters import keep_quarters
from app.interviews.reason_evidence import ledger
from feedback.theming.codebook import codebook
from tests.interviews.measures.conftest import QUARTER
from tests.interviews.measures.saying import give_reasons, publish_reasons

HOME = Subject("P2", ("HOM_RULES", "HOM_SAFE"))
PEOPLE = Subject("P3", ("REL_FAMILY",))


@pytest.fixture
def reasons(world, session, came_back):
    """`reasons(6, "push_rules")`: so many children each gave these reasons, in May."""
    publish_reasons()

    def reasons(children, *codes, times=1, **how):
        people = came_back(children, times=times, talked_after=9)
        for person in people:
            of_theirs = ReturnInterview.episode.has(young_person_id=person.id)
            for interview in session.scalars(select(ReturnInterview).where(of_theirs)).unique():
                give_reasons(interview, *codes, **how)
        session.commit()

    return reasons


def counted(code):
    return tallies.factors(QUARTER, "west", list(SUB_THEMES))[code]


def test_a_child_counts_once_for_a_reason_however_often_they_gave_it(reasons):
    reasons(2, "push_rules", "pull_family", times=3)
    assert (counted("push_rules"), counted("pull_family"), counted("reasons")) == (2, 2, 2)


def test_what_the_child_has_not_agreed_to_is_not_counted(reasons):
    reasons(3, "push_rules", agreed=False)
    assert counted("push_rules") == counted("reasons") == 0


def test_a_reason_is_no_part_of_another_and_something_else_is_none(reasons):
    reasons(1, "push_substance")
    reasons(1, "other_reason")
    assert (counted("push_substance"), counted("pull_substance"), counted("reasons")) == (1, 0, 1)


def test_every_reason_tells_about_sub_themes_that_exist():
    known = {sub_theme.id for sub_theme in codebook()}
    assert {sub for subs in SUB_THEMES.values() for sub in subs} <= known
    assert sum(map(len, asked_under().values())) == len(SUB_THEMES) == 26


def test_the_words_are_those_the_child_chose_from(reasons):
    assert factor_words()["push_rules"] == "In words: rules"


def test_reasons_stand_beside_the_promises_they_tell_about(reasons, clock):
    reasons(10, "push_rules", "pull_family")
    reasons(5, "push_unsafe", "pull_cse")
    assert ledger("west", QUARTER, [HOME, PEOPLE]) == {}
    clock.set(2026, 8, 1, 9)
    keep_quarters()
    said = ledger("west", QUARTER, [HOME, PEOPLE])
    assert [(one.label, one.count) for one in said["P2"]] == [
        ("In words: rules", 10),
        ("In words: unsafe", 5),
    ]
    assert [one.label for one in said["P3"]] == ["In words: family"]
    assert dict(evidence.ledger("west", QUARTER, [HOME]))["Why children went missing"]["P2"]


def test_a_reason_of_a_few_is_beside_no_promise(reasons, clock):
    reasons(4, "push_rules")
    clock.set(2026, 8, 1, 9)
    keep_quarters()
    assert ledger("west", QUARTER, [HOME]) == {"P2": []}


@pytest.mark.postgresql
def test_the_other_database_counts_reasons_the_same(reasons):
    reasons(2, "push_rules", "pull_family", times=2)
    assert (counted("push_rules"), counted("reasons")) == (2, 2)
