"""What the desk puts forward for a comment, and where it says that comes from."""

from datetime import date

import pytest
from sqlalchemy import select

from feedback import coding
from feedback.coding_offers import offers_for
from feedback.importing import Comment
from feedback.intake import Intake
from feedback.models import Coding
from feedback.theming.suggestions import Suggestion
from surveys.models import Answer
from tests.talking import tell

ROOM = Suggestion("HOM_ROOM", 0.9, True, ["room"])
FOOD = Suggestion("HOM_FOOD", 0.4, False, ["tea"])


@pytest.fixture
def told(client, session, west):
    """What somebody wrote after picking these answers in a form."""

    def send(form, question, picked, words_key):
        tell(client, form, {question: picked, words_key: "It is like that."})
        return session.scalars(select(Answer).where(Answer.kind == "words")).one()

    return send


def offered(answer, *suggestions):
    return [
        (one.sub_theme, one.source)
        for one in offers_for(answer, coding.standing(answer), suggestions)
    ]


def test_a_tapped_picture_is_not_called_the_childs_own_choice_of_a_sub_theme(told):
    answer = told("sort_out_a_problem", "what_about", "home", "what_happened")
    (offer,) = offers_for(answer, coding.standing(answer), [])
    assert (offer.sub_theme, offer.source) == ("HOM_BELONG", "picture")
    assert offer.picked == ("Where I live",)


def test_a_picture_with_the_sub_themes_own_words_is_their_own_choice(told):
    answer = told("sort_out_a_problem", "what_about", "money", "what_happened")
    assert offered(answer) == [("FUT_MONEY", "own")]


def test_boxes_they_ticked_are_named_and_are_no_picture(told):
    answer = told("my_workers_visit", "next_time", ["go_out", "on_time"], "how_was_it")
    (offer,) = offers_for(answer, coding.standing(answer), [])
    assert (offer.sub_theme, offer.source) == ("REL_WORKER", "ticked")
    assert offer.picked == ("Going out somewhere", "That they come when they said")


def test_what_the_child_said_it_is_about_without_a_picture_is_their_own_choice(bring_in):
    (answer,) = bring_in("hello")
    coding.propose(answer, "REL_FRIENDS", "child")
    assert offered(answer) == [("REL_FRIENDS", "own")]


def test_people_come_before_machines_and_the_child_before_adults(bring_in):
    (answer,) = bring_in("hello")
    coding.propose(answer, "HOM_FOOD", "officer")
    coding.propose(answer, "REL_FRIENDS", "child")
    assert offered(answer, ROOM, FOOD) == [
        ("REL_FRIENDS", "own"),
        ("HOM_FOOD", "proposed"),
        ("HOM_ROOM", "sure"),
    ]


def test_what_a_file_proposed_is_offered_though_the_machine_never_thought_of_it(session, west):
    Intake("west", date(2026, 7, 1)).keep([Comment(2, "hello", themes=("FUT_HOPES",))])
    answer = session.scalars(select(Answer)).one()
    assert offered(answer, ROOM) == [("FUT_HOPES", "proposed"), ("HOM_ROOM", "sure")]


def test_what_only_a_machine_proposed_is_a_machines(bring_in):
    (answer,) = bring_in("hello")
    row = Coding(sub_theme="HOM_FOOD", proposed_by="machine")
    assert [one.source for one in offers_for(answer, [row], [FOOD])] == ["guess"]
