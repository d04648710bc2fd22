"""Nominated, told, judged and joined by several at the same moment: once, on either database."""

import pytest
from sqlalchemy import func, select

from app.awards import (
    carer_steps,
    invitations,
    joining,
    judging,
    nominees,
    printing,
    rounds,
    says,
)
from app.awards.models import (
    Card,
    Category,
    Certificate,
    Invitation,
    Judge,
    JudgeConflict,
    JudgeScore,
    Nomination,
    Nominee,
    NomineeChoice,
    SmallStep,
    StepLink,
)
from app.core.db import session as app_session
from app.demo.factories import make_young_person
from app.demo.nominations import begin, nominate, send
from tests.at_once import at_once

TIMES = 4
STORY = "Sat with us for a whole meal."


def count(session, model) -> int:
    return session.scalar(select(func.count()).select_from(model))


def here(row):
    """The same row, in the transaction of whoever asks."""
    return app_session.get_one(type(row), row.id)


def all_went_well(app, act, times=TIMES) -> None:
    found = at_once(app, [act] * times)
    assert not [one for one in found if isinstance(one, Exception)]


def a_child_is_nominated_once(app, session, world) -> None:
    drafts = [begin(world.round, "", by=world.worker, chosen=world.child) for _ in range(TIMES)]
    found = at_once(app, [lambda one=one: send(here(one)).id for one in drafts])
    assert len(set(found)) == count(session, Nominee) == 1
    assert count(session, Nomination) == TIMES


def a_step_sent_twice_is_one(app, session, world) -> None:
    code = carer_steps.make_link(world.west, world.manager).code

    def offer():
        link = carer_steps.link_with(code)
        return carer_steps.offer(link, "Zuri", STORY, "en", "once").id

    all_went_well(app, offer, 3 * TIMES)
    assert count(session, SmallStep) == 1


def a_council_has_one_link(app, session, world) -> None:
    def make():
        west = app_session.get_one(type(world.west), world.west.code)
        carer_steps.make_link(west, here(world.manager))

    all_went_well(app, make)
    assert count(session, StepLink) == 1


def a_card_is_written_and_scored_once(app, session, world) -> None:
    nominee, category = nominate(world.round).nominee, world.round.categories[3]
    judge = make_young_person(world.west, "Wren").account

    def write():
        by = here(world.officer)
        return judging.write_card(here(nominee), here(category), "Kept going.", by).id

    all_went_well(app, write)
    card = session.scalars(select(Card)).one()
    all_went_well(app, lambda: judging.score(here(card), here(judge), 4))
    assert count(session, JudgeScore) == 1
    all_went_well(app, lambda: judging.say_known(here(card), here(judge)))
    assert (count(session, JudgeScore), count(session, JudgeConflict)) == (0, 1)


def a_say_is_one_say(app, session, world) -> None:
    nominee = nominate(world.round, by=world.worker, chosen=world.child).nominee
    all_went_well(app, lambda: says.say(here(nominee), "nominee", says.Shown(name=True)))
    assert count(session, NomineeChoice) == 1


def a_round_is_seen_to_once(app, session, world) -> None:
    nominate(world.round, by=world.worker, chosen=world.child)
    nominees.ask_all(world.round, world.officer)
    row, officer, judge = world.round, world.officer, make_young_person(world.west, "Wren").account
    all_went_well(app, lambda: invitations.invite_all(here(row), here(officer)))
    all_went_well(app, lambda: printing.print_round(here(row), here(officer)))
    all_went_well(app, lambda: judging.choose_judges(here(row), [here(judge)], here(officer)))
    assert [count(session, one) for one in (Invitation, Certificate, Judge)] == [1, 1, 1]


def each_category_has_a_code(app, session, world) -> None:
    before, wanted = count(session, Category), rounds.Wanted("Kindness", "Somebody kind.")
    all_went_well(app, lambda: rounds.add_category(here(world.round), wanted, here(world.officer)))
    assert count(session, Category) == before + TIMES


def two_are_joined_by_the_first(app, session, world) -> None:
    one, same = nominate(world.round).nominee, nominate(world.round).nominee
    ids = one.id, same.id

    def join():
        both = [app_session.get(Nominee, id) for id in ids]
        if None in both:
            raise joining.NotTheSame
        return joining.join(both[1], both[0], here(world.officer)).id

    found = at_once(app, [join] * TIMES)
    assert all(isinstance(one, int | joining.NotTheSame) for one in found)
    assert count(session, Nominee) == 1 and ids[0] in found
    assert count(session, Nomination) == 2


EACH = [
    a_child_is_nominated_once,
    a_step_sent_twice_is_one,
    a_council_has_one_link,
    a_card_is_written_and_scored_once,
    a_say_is_one_say,
    a_round_is_seen_to_once,
    each_category_has_a_code,
    two_are_joined_by_the_first,
]


@pytest.mark.parametrize("what", EACH)
def test_at_once_on_sqlite(app, session, world, what):
    what(app, session, world)


@pytest.mark.postgresql
@pytest.mark.parametrize("what", EACH)
def test_at_once_on_postgresql(app, session, world, what):
    what(app, session, world)
