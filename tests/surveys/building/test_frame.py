"""A survey as a whole: its last day, and questions that would be for nobody."""

import pytest

from tests.surveys.building.typing_in import frame


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"closes_on": "2026-03-01"}, "This day is over."),
        ({"opens_on": "2026-03-20", "closes_on": "2026-03-19"}, "The last day is before the first"),
    ],
)
def test_a_last_day_that_is_over_or_before_the_first_is_refused(ada, address, survey, days, said):
    answer = ada.post(address("/about"), data=frame(1, intro="My own words", **days))
    assert answer.status_code == 422 and said in answer.text
    assert "My own words" in answer.text and days["closes_on"] in answer.text
    assert survey().revision == 1


def test_today_can_be_the_last_day(ada, address, survey):
    assert ada.post(address("/about"), data=frame(1, closes_on="2026-03-02")).status_code == 303


@pytest.fixture
def only_for_the_young(survey, session):
    """The second question is asked of those of 8 to 11 alone."""
    draft = survey()
    questions = [
        {**one, "ages": ["8_11"]} if one["key"] == "q_why" else one
        for one in draft.definition["questions"]
    ]
    draft.definition = {**draft.definition, "questions": questions}
    session.commit()


@pytest.mark.usefixtures("only_for_the_young")
def test_before_an_age_goes_they_are_told_which_questions_would_be_for_nobody(ada, address, survey):
    answer = ada.post(address("/about"), data=frame(1, ages=["11_17"], title="Kept"))
    assert answer.status_code == 422 and "One question would be for nobody" in answer.text
    assert "Ask everybody the survey is for" in answer.text and "Kept" in answer.text
    assert survey().revision == 1 and survey().definition["ages"] == ["8_11", "11_17"]


@pytest.mark.usefixtures("only_for_the_young")
def test_they_are_given_to_the_other_ages(ada, address, survey):
    sent = frame(1, ages=["11_17"], lonely="give")
    assert ada.post(address("/about"), data=sent).status_code == 303
    kept = survey().definition
    assert [one["key"] for one in kept["questions"]] == ["q_safe", "q_why", "q_best"]
    assert kept["ages"] == ["11_17"] and "ages" not in kept["questions"][1]


@pytest.mark.usefixtures("only_for_the_young")
def test_or_they_are_taken_off_with_the_ways_to_them(ada, address, survey):
    sent = frame(1, ages=["11_17"], lonely="take_off")
    assert ada.post(address("/about"), data=sent).status_code == 303
    assert [one["key"] for one in survey().definition["questions"]] == ["q_safe", "q_best"]
    assert "Before it can go on" not in ada.get(address()).text


def test_a_question_for_nobody_keeps_a_survey_from_going_on(ada, address, survey, session):
    draft = survey()
    first, *rest = draft.definition["questions"]
    questions = [{**first, "ages": ["care_leavers"]}, *rest]
    draft.definition = {**draft.definition, "questions": questions}
    session.commit()
    answer = ada.post(address("/second-look"), data={"seen": 1})
    assert answer.status_code == 422 and "Nobody is asked this." in answer.text
