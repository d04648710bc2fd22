"""One nominee, many voices: joined, matched, split again; and what may be shown of them."""

from datetime import date

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.awards import joining, nominees, says, steps
from app.awards.models import Nomination, Nominee, NomineeChoice
from app.core import audit
from app.core.permissions import Role
from app.demo.factories import make_staff, make_young_person
from app.demo.nominations import nominate
from app.safeguarding.models import Alert
from app.safeguarding.services import record_outcome


def count(session, model) -> int:
    return len(session.scalars(select(model)).all())


def test_the_same_name_is_found_however_it_is_typed(world, session):
    first = nominate(world.round, who="Zoë Bell").nominee
    same = nominate(world.round, who="  ZOE  bell ").nominee
    nominate(world.round, who="Zoë Ball")
    assert session.scalars(joining.same_name(first, world.officer)).all() == [same]


def test_joined_they_are_one_nominee_with_every_voice(world, session):
    first, second = nominate(world.round), nominate(world.round, category="making_a_difference")
    one = joining.join(second.nominee, first.nominee, world.officer)
    assert count(session, Nominee) == 1 and count(session, Nomination) == 2
    assert {voice.nominee_id for voice in session.scalars(select(Nomination))} == {one.id}


def test_a_voice_that_was_joined_by_mistake_is_taken_out_again(world, session):
    first, second = nominate(world.round), nominate(world.round, who="Zuri B")
    joining.join(second.nominee, first.nominee, world.officer)
    alone = joining.split(session.get(Nomination, second.id), world.officer)
    assert alone.name == "Zuri B" and count(session, Nominee) == 2


def test_matching_joins_with_the_nominee_that_young_person_is_already(world, session):
    picked = nominate(world.round, by=world.worker, chosen=world.child)
    typed = nominate(world.round, who="Zuri")
    one = joining.match(typed.nominee, world.child, world.officer)
    assert one.id == picked.nominee_id and count(session, Nominee) == 1


def test_two_people_are_never_joined(world):
    other = make_young_person(world.west, known_as="Zuri Bell")
    both = [nominate(world.round, by=world.worker, chosen=one) for one in (world.child, other)]
    with pytest.raises(joining.NotTheSame):
        joining.join(both[0].nominee, both[1].nominee, world.officer)


def test_likely_people_share_a_part_of_the_name(world):
    make_young_person(world.west, known_as="Ali Bell")
    make_young_person(world.west, known_as="Sam Reed")
    found = [one.known_as for one in joining.people_called("zuri bell", world.officer)]
    assert found == ["Zuri Bell", "Ali Bell"]


def test_what_the_desk_has_stays_held_until_it_is_closed(world, session):
    held = nominate(world.round, why="Her carer hits her.")
    with pytest.raises(nominees.DeskHasIt):
        nominees.release(held, world.officer)
    alert = session.scalars(select(Alert)).one()
    record_outcome(alert, world.officer, "no_concern", "Asked and looked.", False)
    nominees.release(held, world.officer)
    assert held.state == "in"


def test_reading_what_was_said_is_on_the_trail(world, session):
    voice = nominate(world.round)
    nominees.voices_for(voice.nominee, world.officer)
    assert [entry.actor_id for entry in audit.readings([("nomination", voice.id)])] == [
        world.officer.id
    ]


def test_the_list_costs_the_same_for_many_as_for_few(world, session, statements):
    def listed():
        return nominees.lines_of(nominees.rows_of(world.round, world.officer))

    nominate(world.round)
    few = statements.during(listed)
    for number in range(12):
        nominate(world.round, who=f"Child {number}")
    assert statements.during(listed) == few
    assert len(listed()) == 13


# The nominee's say


@pytest.fixture
def nominee(world):
    nominate(world.round, by=world.worker, chosen=world.child)
    nominees.ask_all(world.round, world.officer)
    return says.asked_of(world.child.account)[0]


def shown(session, nominee) -> says.Shown:
    rows = select(NomineeChoice).where(NomineeChoice.nominee_id == nominee.id)
    return says.may_show(nominee, session.scalars(rows).all())


EVERYTHING = says.Shown(name=True, photo=True, how="read_out")


def test_nobodys_word_means_private(session, nominee):
    assert shown(session, nominee) == says.Shown(name=False, photo=False, how="quietly")


def test_at_thirteen_the_young_person_alone_decides(session, nominee):
    says.say(nominee, "nominee", EVERYTHING)
    assert shown(session, nominee) == EVERYTHING


def test_under_thirteen_the_worker_is_asked_too_and_only_a_double_yes_counts(
    world, session, nominee
):
    world.child.birth_month = date(2015, 5, 1)
    says.say(nominee, "nominee", EVERYTHING)
    assert shown(session, nominee) == says.Shown()
    says.say(nominee, "worker", says.Shown(name=True), world.worker)
    assert shown(session, nominee) == says.Shown(name=True)


def test_a_mind_can_be_changed_up_to_the_day_and_not_after_it(session, nominee, clock):
    says.say(nominee, "nominee", EVERYTHING)
    clock.set(2026, 7, 15, 9)
    says.say(nominee, "nominee", says.Shown())
    assert shown(session, nominee) == says.Shown()
    clock.set(2026, 7, 16, 9)
    with pytest.raises(says.TooLate):
        says.say(nominee, "nominee", EVERYTHING)


def test_whoever_is_not_matched_stays_private(world, session):
    typed = nominate(world.round).nominee
    says.say(typed, "nominee", EVERYTHING)
    assert shown(session, typed) == says.Shown()


def test_nobody_is_told_of_a_nomination_that_is_held_back(world):
    nominate(world.round, by=world.worker, chosen=world.child, why="Her carer hits her.")
    assert nominees.ask_all(world.round, world.officer) == 0


@pytest.mark.parametrize("day,age", [((2026, 4, 30), 14), ((2026, 5, 31), 14), ((2026, 6, 1), 15)])
def test_in_the_month_of_a_birthday_the_age_is_the_lower(day, age):
    assert says.age_on(date(2011, 5, 1), date(*day)) == age


def test_a_worker_does_not_write_over_what_the_young_person_said(world, session, nominee):
    says.say(nominee, "nominee", EVERYTHING, world.worker)
    says.say(nominee, "nominee", says.Shown())
    with pytest.raises(says.SaidThemselves):
        says.say(nominee, "nominee", EVERYTHING, world.worker)
    assert shown(session, nominee) == says.Shown()


def test_what_a_worker_wrote_down_stays_so_when_their_account_goes(world, session, nominee):
    gone = make_staff(Role.WORKER, display_name="Gone Soon")
    says.say(nominee, "nominee", says.Shown(), gone)
    step = steps.offer_step(world.child, "Shared a meal.", world.worker)
    steps.check_step(step, "Somebody shared a meal.", world.manager)
    steps.answer_step(step, "no", gone)
    session.execute(delete(Account).where(Account.id == gone.id))
    session.expire_all()
    says.say(nominee, "nominee", EVERYTHING, world.worker)
    steps.answer_step(step, "yes", world.worker)
    assert shown(session, nominee) == EVERYTHING and step.consent == "yes"


def test_the_database_refuses_an_own_hand_with_somebody_elses_name_to_it(world, session, nominee):
    says.say(nominee, "nominee", says.Shown(), world.worker)
    session.execute(update(NomineeChoice).values(own_hand=False))
    with pytest.raises(IntegrityError):
        session.execute(update(NomineeChoice).values(own_hand=True))
