"""The officers' desk of a survey that is checked and not open yet."""

from datetime import date

from app.demo.factories import make_survey


def test_it_says_who_opens_a_survey_and_offers_nothing_that_is_not_there_yet(
    world, signed_in_as, session
):
    survey = make_survey([world.west], world.inspector)
    survey.stage = "ready"
    session.commit()
    officer = signed_in_as(world.officer)
    page = officer.get(f"/surveys/desk/{survey.id}").text
    assert "It opens when a Young Inspector taps “Open it now”." in page
    assert "On paper" not in page and "Make codes" not in page
    survey.opens_on = date(2026, 3, 9)
    session.commit()
    page = officer.get(f"/surveys/desk/{survey.id}").text
    assert "It opens by itself on" in page and "9 March 2026" in page


def test_an_open_survey_has_its_ways_and_not_that_sentence(world, signed_in_as):
    page = signed_in_as(world.officer).get(f"/surveys/desk/{world.survey.id}").text
    assert "On paper" in page and "It opens" not in page
