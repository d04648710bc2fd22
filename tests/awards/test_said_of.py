"""A worry about somebody else is found by the cues that know how children speak of themselves."""

import pytest
from sqlalchemy import select

from app.awards import carer_steps
from app.awards.said_of import said_by_them
from app.demo.nominations import nominate
from app.safeguarding.cues import scan
from app.safeguarding.models import Alert

WORRIES = (
    "She is brave because her carer hits her.",
    "He keeps going although his dad beats him.",
    "She cuts herself but still comes to school.",
    "They told me their uncle touches them.",
    "Her foster dad locks her in her room.",
    "He said he wants to die but he still helps others.",
)
PRAISE = (
    "He hit a home run for his team!",
    "They beat the school record.",
    "He touched all of our hearts.",
    "She looks after her little brother.",
    "She cut her own hair and gave it to charity.",
    "She fought hard to stay in college.",
    "He killed it on stage!",
    "They came back to school after being off sick.",
)


def level_of(words: str) -> set[str]:
    return {scan(one).level for one in (words, *said_by_them(words))}


@pytest.mark.parametrize("words", WORRIES)
def test_a_worry_about_somebody_else_is_found(words):
    assert level_of(words) - {"none"}


@pytest.mark.parametrize("words", PRAISE)
def test_praise_stays_praise(words):
    assert level_of(words) == {"none"}


def test_nothing_is_turned_round_where_nobody_is_spoken_of():
    assert said_by_them("Super cakes!") == []
    assert said_by_them("ساعدتني") == []


@pytest.mark.parametrize(
    "typed", ["my foster dad hits me", "Her dad hits her", "I want to die", "MY CARER HURTS ME"]
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_cry_for_help_where_a_name_belongs_is_heard(world, session, typed, language):
    held = nominate(world.round, who=typed, language=language)
    alert = session.scalars(select(Alert)).one()
    assert (held.state, held.held_because, alert.source) == ("held", "worry", "cue")


@pytest.mark.parametrize("typed", ["my foster dad hits me", "Her dad hits her"])
def test_so_it_is_where_a_carer_names_somebody(world, session, typed):
    link = carer_steps.make_link(world.west, world.manager)
    step = carer_steps.offer(link, typed, "Sat with us for a meal.", "pl", "once")
    assert step.held == "worry" and "cue" in session.scalars(select(Alert.source)).all()


@pytest.mark.parametrize("name", ["زينب محمد", "Zuri Bell", "Nguyễn Thị Hồng Ánh", "小明", "Hope"])
def test_a_name_is_a_name_in_any_letters(world, session, name):
    assert nominate(world.round, who=name, language="vi", why="").state == "in"
    assert session.scalars(select(Alert)).all() == []
