"""The anonymity budget: how many would be alike, and which question makes it too few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.demo.factories import make_survey
from app.reports.models import Population
from surveys.building.asked import about_how_many, budget_of, how_many_alone
from surveys.building.budget import ANYBODY, Telling, budget, groups_of, tellings_of

TEXT = {"key": "q", "ask": "?"}


OURS = [("about_age", 4), ("about_home", 6), ("about_separated", 2)]


def tell(key, groups):
    return Telling(key, key, groups)


@pytest.mark.parametrize(
    ("asked", "groups", "over", "used"),
    [
        (100, 20, False, 100),
        (99, 20, True, 102),
        (5, 1, False, 100),
        (4, 1, True, 125),
        (0, 1, True, 1000),
        (600, 24, False, 20),
        (600, 120, False, 100),
        (600, 121, True, 101),
    ],
)
def test_five_alike_are_enough_and_four_are_not(asked, groups, over, used):
    found = budget([tell("about_home", groups)], asked)
    assert (found.over, found.used) == (over, used)
    assert found.alike == asked // groups


def test_without_questions_about_who_they_are_nothing_is_used():
    found = budget([], 600)
    assert (found.groups, found.alike, found.used, found.drop) == (1, 600, 1, ())
    assert not found.over and not found.close


def test_it_warns_when_one_more_may_be_too_much():
    assert budget([tell("a", 70)], 600).close
    assert not budget([tell("a", 60)], 600).close


@pytest.mark.parametrize(
    ("tellings", "asked", "drop"),
    [
        (OURS, 600, ()),
        (OURS, 200, ("about_separated",)),
        (OURS, 60, ("about_age",)),
        (OURS, 20, ("about_home", "about_age")),
        ([("name", ANYBODY), ("about_age", 4)], 600, ("name",)),
        ([("", 4)], 12, ()),
    ],
)  # fmt: skip
def test_it_names_the_question_that_is_enough_to_take_off(tellings, asked, drop):
    assert budget([tell(*one) for one in tellings], asked).drop == drop


@given(
    st.lists(st.integers(1, 12), max_size=5),
    st.integers(0, 5000),
)
def test_what_it_says_to_take_off_is_enough(groups, asked):
    tellings = [tell(f"q{n}", one) for n, one in enumerate(groups)]
    found = budget(tellings, asked)
    assert found.over == (found.alike < 5) == (found.used > 100)
    rest = budget([one for one in tellings if one.key not in found.drop], asked)
    assert not rest.over or asked < 5


def test_nobody_stands_out_only_with_much_room_or_where_nothing_is_asked_of_who_they_are():
    assert budget([], 10).plenty and budget([tell("", 2)], 40).plenty
    assert not budget([], 5).plenty, "it is close"
    assert budget([tell("about_home", 6)], 300).plenty
    twelve = budget([tell(*one) for one in OURS], 600)
    assert twelve.alike == 12 and not twelve.plenty and not twelve.over and not twelve.close


def test_how_many_came_without_their_parents_counts_where_it_is_asked_and_known():
    ours = [tell(*one) for one in OURS]
    found = budget(ours, 600, alone=120)
    assert (found.alike, found.alone, found.over) == (5, 120, False)
    assert budget(ours, 600, alone=119).drop == ("about_separated",)
    assert budget(ours[:2], 600, alone=5) == budget(ours[:2], 600), "it is not asked"
    assert budget(ours, 600, alone=0).over


@pytest.mark.parametrize(
    ("question", "groups"),
    [
        ({"type": "yes_no_not_sure"}, 2),
        ({"type": "feeling"}, 5),
        ({"type": "short_text"}, ANYBODY),
        ({"type": "date"}, ANYBODY),
        ({"type": "one_choice", "choices": ["a", "b", "rather_not"]}, 2),
        ({"type": "several_choices", "choices": ["a", "b", "c", "dont_know"]}, 8),
        ({"type": "several_choices", "choices": [f"c{n}" for n in range(40)]}, ANYBODY),
    ],
)
def test_into_how_many_groups_a_question_divides(question, groups):
    choices = [{"code": one, "label": one} for one in question.get("choices", ())]
    asked = {**TEXT, **question, **({"choices": choices} if choices else {})}
    assert groups_of(asked) == groups


def test_only_questions_about_who_they_are_count_and_so_does_the_age_of_the_form():
    home = {"key": "about_home", "type": "feeling", "ask": "?"}
    school = {"key": "q_school", "type": "feeling", "ask": "?", "about_you": True}
    other = {"key": "q_food", "type": "feeling", "ask": "?"}
    content = {"ages": ["8_11", "11_17"], "questions": [home, school, other]}
    assert [(one.key, one.groups) for one in tellings_of(content)] == [
        ("", 2),
        ("about_home", 5),
        ("q_school", 5),
    ]
    age = {"key": "about_age", "type": "yes_no_not_sure", "ask": "?"}
    three = {"ages": ["4_7", "8_11", "11_17"], "questions": [age]}
    assert [(one.key, one.groups) for one in tellings_of(three)] == [("about_age", 3)]


@pytest.fixture
def populated(world, session):
    """What officers wrote down for two quarters, most in the west."""
    for council, quarter, group, count in (
        ("west", "2025-Q3", "in_care", 900),
        ("west", "2025-Q4", "in_care", 600),
        ("west", "2025-Q4", "care_leavers", 400),
        ("north", "2025-Q4", "in_care", 80),
    ):
        session.add(
            Population(
                council_code=council, quarter=quarter, group=group, count=count, given_by_name="P"
            )
        )
    session.commit()


def test_how_many_are_asked_comes_from_what_officers_wrote_for_their_reports(populated, world):
    asked = {"ages": ["8_11"], "questions": []}
    assert about_how_many(asked, ["west"]) == 600
    assert about_how_many(asked, ["west", "north"]) == 80, "the smallest of its councils"
    assert about_how_many({**asked, "ages": ["11_17", "care_leavers"]}, ["west"]) == 1000
    assert about_how_many({**asked, "ages": ["care_leavers"]}, ["north"]) is None
    assert about_how_many({**asked, "asked": 30}, ["west"]) == 30
    assert about_how_many({**asked, "asked": 100_000}, ["north"]) == 80, "no more than there are"
    assert about_how_many({**asked, "ages": ["care_leavers"], "asked": 9}, ["north"]) == 9


def test_how_many_came_alone_is_a_share_of_those_who_are_asked(populated, session):
    assert how_many_alone(500, ["west"]) is None
    session.add(
        Population(
            council_code="west", quarter="2025-Q4", group="separated", count=100, given_by_name="P"
        )
    )
    assert how_many_alone(500, ["west", "north"]) == 50, "of 1,000"
    assert how_many_alone(9000, ["west"]) == 100


def test_the_page_does_not_say_that_nobody_stands_out_while_small_groups_can(world, ada, session):
    survey = make_survey([world.west], world.ada, asked=150)
    session.commit()
    page = f"/surveys/build/{survey.id}"
    ada.post(f"{page}/bank", data={"id": "about_home", "seen": 1})
    shown = ada.get(page).text
    assert "Nobody stands out" not in shown and "Small groups can stand out" in shown
    assert "If every group were as large as the next, about 12 would answer alike." in shown
    assert "Small groups, such as separated children in a children’s home" in shown
    assert 'low="0"' in shown, "amber"


def test_the_page_says_in_words_and_with_a_picture_whether_somebody_could_be_found(
    world, ada, address, session
):
    assert "Write down about how many young people will be asked." in ada.get(address()).text
    survey = make_survey([world.west], world.ada, asked=40)
    session.commit()
    page = f"/surveys/build/{survey.id}"
    assert "Nobody stands out" in ada.get(page).text
    for number, key in enumerate(("about_home", "about_age"), start=1):
        ada.post(f"{page}/bank", data={"id": key, "seen": number})
    shown = ada.get(page).text
    assert "Too much is asked about who they are" in shown and "<meter" in shown
    assert "Fewer than five would be alike" in shown and "Where do you live?" in shown
    assert budget_of(survey).over
