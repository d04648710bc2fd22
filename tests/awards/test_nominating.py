"""A voice for somebody: counted, joined where it is known who is meant, or held back."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.awards import nominating
from app.awards.models import Nomination, Nominee
from app.awards.rounds import time_left
from app.core.i18n import speaking
from app.demo.nominations import begin, nominate, send
from app.safeguarding.models import Alert
from surveys.changing_drafts import save_answer
from surveys.definition import Given
from surveys.models import Answer, Response
from surveys.sending import NotReady, OtherWords
from surveys.services import definition_of


def test_a_nomination_through_the_link_leads_to_nobody(world, session):
    nomination = nominate(world.round)
    response = nomination.response
    assert nomination.state == "in" and nomination.by_link
    assert (nomination.nominator_id, response.young_person_id, response.sent_at) == (None,) * 3
    assert response.anonymous and response.council_code is None
    assert nomination.nominee.name == "Zuri Bell"


def test_the_database_refuses_somebody_behind_the_open_link(world, session):
    nomination = nominate(world.round)
    nomination.nominator_id = world.worker.id
    with pytest.raises(IntegrityError):
        session.flush()


def test_what_was_typed_is_sealed(world, session):
    nominate(world.round, who="Canary Finch", why="canary words")
    session.commit()
    sealed = session.execute(select(Nominee.name_sealed, Nominee.name_hash)).one()
    answers = session.scalars(select(Answer.words_sealed).where(Answer.words_sealed.is_not(None)))
    assert all(b"anary" not in each for each in [*sealed, *answers])


def test_a_young_person_who_nominates_themselves_is_known(world):
    nomination = nominate(world.round, who="me", by=world.child.account, part="myself")
    assert nomination.nominee.young_person_id == world.child.id
    assert nomination.nominee.council_code == "west"


def test_a_worker_picks_whom_they_mean_and_two_voices_are_one_nominee(world):
    picked = nominate(world.round, by=world.worker, chosen=world.child)
    own = nominate(
        world.round, by=world.child.account, part="myself", category="making_a_difference"
    )
    assert picked.nominee_id == own.nominee_id
    assert not picked.response.anonymous and picked.part == "worker"


def test_an_adult_is_nominated_as_an_adult_whoever_was_picked(world):
    nomination = nominate(
        world.round, by=world.worker, chosen=world.child, category="always_there_to_care"
    )
    assert nomination.nominee.adult and nomination.nominee.young_person_id is None


def test_sent_twice_it_is_one_voice(world, session):
    nomination = nominate(world.round)
    assert send(nomination) is nomination.nominee
    assert len(session.scalars(select(Nominee)).all()) == 1


def test_the_same_nomination_with_other_words_is_refused(world):
    nomination = nominate(world.round)
    with pytest.raises(OtherWords):
        nominating.nominate(nomination, "another digest")


@pytest.mark.parametrize("who", ["", "   "])
def test_a_nomination_needs_a_name(world, who):
    with pytest.raises(nominating.NobodyNamed):
        send(begin(world.round, who, "so kind"))


def test_an_empty_nomination_is_not_ready(world):
    with pytest.raises(NotReady):
        send(begin(world.round, "", category=None))


def test_ten_thousand_characters_in_three_scripts_fit_and_more_do_not(world):
    words = ("زينب kind ሰላም " * 1000)[:10_000]
    assert nominate(world.round, who="زينب Ali ሰላም", why=words).nominee.name == "زينب Ali ሰላም"
    with pytest.raises(NotReady):
        send(begin(world.round, "Zuri", words + "!"))


def test_what_reads_as_a_worry_is_on_the_duty_desk_and_held_back(world, session):
    nomination = nominate(world.round, why="She is brave because her carer hits her.")
    alert = session.scalars(select(Alert)).one()
    assert (alert.subject_kind, alert.subject_id) == ("nomination", nomination.id)
    assert alert.anonymous and alert.raised_at is None
    assert (nomination.state, nomination.held_because) == ("held", "worry")


def test_a_worry_in_the_place_of_a_name_is_found_too(world):
    assert nominate(world.round, who="please help me my dad hits me every day").state == "held"


def test_a_name_in_other_letters_is_not_held_back_but_a_story_is(world, session):
    assert nominate(world.round, who="زينب", why="").state == "in"
    held = nominate(world.round, who="زينب", why="ساعدتني في المدرسة", language="ar")
    assert held.held_because == "worry"
    assert session.scalars(select(Alert)).one().source == "language"


def test_a_late_one_is_kept_for_somebody_to_decide(world, clock):
    begun = begin(world.round, "Zuri", "kind")
    clock.set(2026, 5, 1, 9)
    send(begun)
    assert (begun.state, begun.held_because) == ("held", "late")


def test_a_flood_is_held_and_a_class_behind_one_address_is_not(app, world):
    app.config["NOMINATION_FLOOD"] = 30
    flooded = [nominating.comes_in_a_flood(world.round, None) for _child in range(31)]
    assert flooded == [False] * 30 + [True]
    assert not nominating.comes_in_a_flood(world.round, world.worker)
    assert nominate(world.round, flooded=True).held_because == "flood"


@pytest.mark.parametrize(
    "day,words",
    [
        ((2026, 4, 30), "Today is the last day."),
        ((2026, 4, 29), "Tomorrow is the last day."),
        ((2026, 4, 20), "There are 10 days left."),
        ((2026, 4, 1), "There are 4 weeks left."),
        ((2026, 5, 1), "Nominations are closed."),
    ],
)
def test_the_time_left_is_in_words(world, clock, day, words):
    clock.set(*day, 9)
    with speaking("en"):
        assert time_left(world.round) == words


def test_a_nomination_is_not_one_more_thing_said_to_a_council(world, session):
    nominate(world.round, by=world.child.account, part="friend")
    assert session.scalars(select(Response.council_code)).all() == [None]
    assert session.scalar(select(Nomination.nominator_id)) == world.child.account_id


def test_a_name_written_over_the_one_that_was_picked_is_somebody_else(world):
    begun = begin(world.round, "", "kind", by=world.worker, chosen=world.child)
    asked = definition_of(begun.response).question("who")
    save_answer(begun.response, asked, Given(words="Robin Reed"), "en")
    nominee = send(begun)
    assert (nominee.name, nominee.young_person_id) == ("Robin Reed", None)
