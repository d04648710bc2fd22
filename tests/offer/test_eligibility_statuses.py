"""Who somebody is in the law's eyes: the day before and the day of everything that changes it."""

from datetime import date, timedelta

import pytest

from app.offer.eligibility import Situation, status_of
from app.offer.situation import CARE, age_on

BORN = date(2008, 3, 10)
DAY = timedelta(days=1)
NOW = {"care": "now", "weeks_in_care": 40}
LEFT = {"care": "before", "weeks_in_care": 40, "at_16_or_17": True}
SHORT = {"care": "before", "weeks_in_care": 12, "at_16_or_17": True}
GUARDIAN = {"care": "before", "weeks_in_care": 0, "at_16_or_17": False, "special_guardian": True}
LEFT_EARLY = {
    "care": "before",
    "weeks_in_care": 40,
    "at_16_or_17": False,
    "special_guardian": False,
}


def birthday(age: int) -> date:
    return BORN.replace(year=BORN.year + age)


@pytest.mark.parametrize("age", [14, 16, 17, 18, 19, 20, 21, 25])
def test_an_age_is_reached_on_the_birthday_and_not_the_day_before(age):
    assert age_on(BORN, birthday(age) - DAY) == age - 1
    assert age_on(BORN, birthday(age)) == age
    assert age_on(BORN, birthday(age) + DAY) == age


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2026, 2, 28), 17),
        (date(2026, 3, 1), 18),
        (date(2028, 2, 28), 19),
        (date(2028, 2, 29), 20),
        (date(2029, 2, 28), 20),
        (date(2029, 3, 1), 21),
    ],
)
def test_whoever_was_born_on_29_february_is_a_year_older_on_1_march_in_other_years(day, age):
    assert age_on(date(2008, 2, 29), day) == age


@pytest.mark.parametrize(
    ("answers", "at", "before", "from_then"),
    [
        (NOW, 14, "in_care", "in_care"),
        (NOW, 16, "in_care", "eligible"),
        (NOW, 17, "eligible", "eligible"),
        (NOW, 18, "eligible", "former_relevant"),
        (NOW, 25, "former_relevant", "none"),
        (LEFT, 16, "none", "relevant"),
        (LEFT, 17, "relevant", "relevant"),
        (LEFT, 18, "relevant", "former_relevant"),
        (LEFT, 19, "former_relevant", "former_relevant"),
        (LEFT, 20, "former_relevant", "former_relevant"),
        (LEFT, 21, "former_relevant", "former_relevant"),
        (LEFT, 25, "former_relevant", "none"),
        (SHORT, 16, "none", "qualifying"),
        (SHORT, 18, "qualifying", "qualifying"),
        (SHORT, 21, "qualifying", "qualifying"),
        (SHORT, 25, "qualifying", "none"),
        (GUARDIAN, 16, "none", "qualifying"),
        (GUARDIAN, 18, "qualifying", "qualifying"),
        (GUARDIAN, 25, "qualifying", "none"),
        (LEFT_EARLY, 16, "none", "none"),
        (LEFT_EARLY, 18, "none", "none"),
    ],
)
def test_a_status_changes_on_a_birthday_and_not_the_day_before(answers, at, before, from_then):
    def status(day: date) -> str:
        return status_of(Situation(born=BORN, today=day, **answers))

    assert status(birthday(at) - DAY) == before
    assert status(birthday(at)) == from_then


@pytest.mark.parametrize(
    ("age", "care", "twelve", "thirteen"),
    [
        (15, "now", "in_care", "in_care"),
        (16, "now", "in_care", "eligible"),
        (17, "now", "in_care", "eligible"),
        (17, "before", "qualifying", "relevant"),
        (18, "before", "qualifying", "former_relevant"),
        (24, "before", "qualifying", "former_relevant"),
        (25, "before", "none", "none"),
    ],
)
def test_thirteen_weeks_make_the_difference_and_twelve_do_not(age, care, twelve, thirteen):
    answers = {"age": age, "care": care, "at_16_or_17": True}
    assert status_of(Situation(weeks_in_care=12, **answers)) == twelve
    assert status_of(Situation(weeks_in_care=13, **answers)) == thirteen
    assert status_of(Situation(thirteen_weeks=False, **answers)) == twelve
    assert status_of(Situation(thirteen_weeks=True, **answers)) == thirteen


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({}, "not_clear"),
        ({"age": 15}, "not_clear"),
        ({"age": 15, "care": "now"}, "in_care"),
        ({"age": 16, "care": "now"}, "not_clear"),
        ({"age": 17, "care": "before"}, "not_clear"),
        ({"age": 19, "care": "before", "thirteen_weeks": True}, "not_clear"),
        ({"age": 19, "care": "now", "thirteen_weeks": True}, "former_relevant"),
        ({"age": 19, "care": "now", "thirteen_weeks": False}, "qualifying"),
        ({"care": "now", "thirteen_weeks": True}, "not_clear"),
        ({"age": 25}, "none"),
        ({"care": "never"}, "none"),
        ({"care": "never", "age": 19, "thirteen_weeks": True, "at_16_or_17": True}, "none"),
        # Too young to have been in care at 16, whatever else was ticked.
        ({"age": 15, "care": "before", "at_16_or_17": True}, "none"),
        ({"age": 13, "care": "now", "thirteen_weeks": True}, "in_care"),
        # The stronger status wins over the guardian.
        ({"age": 18, **LEFT, "special_guardian": True}, "former_relevant"),
        ({"age": 17, "care": "now", "thirteen_weeks": False, "special_guardian": True}, "in_care"),
    ],
)
def test_what_was_not_said_leaves_it_open_only_where_it_matters(answers, status):
    assert status_of(Situation(**answers)) == status


@pytest.mark.parametrize(
    "wrong",
    [
        {"care": "sometimes"},
        {"asylum": "maybe"},
        {"needs": {"separated": True}},
        {"needs": {"a_car": True}},
        {"born": BORN},
    ],
)
def test_an_answer_nobody_knows_is_refused(wrong):
    with pytest.raises(ValueError):
        Situation(**wrong)


def test_every_answer_about_care_has_a_place_in_the_tables():
    for care in CARE:
        assert status_of(Situation(age=18, care=care, thirteen_weeks=True, at_16_or_17=True))
