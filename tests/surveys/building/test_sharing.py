"""Once their survey is open, inspectors see how to share it and how many have answered."""

import pytest

from app.demo.factories import answer_survey, make_survey
from surveys.building.opening import close_survey, open_survey
from tests.whole_app.test_pages import faults_of


@pytest.fixture
def opened(world, session):
    """A survey of both councils that is open."""
    survey = make_survey([world.west, world.north], world.ada)
    survey.stage = "ready"
    open_survey(survey, world.ada)
    session.commit()
    return survey


def link_of(survey, council):
    return next(one.link_code for one in survey.councils if one.council_code == council)


def test_their_page_has_the_link_a_square_a_poster_and_no_number_of_a_few(opened, session, ada):
    answer_survey(opened, q_safe="yes")
    session.commit()
    page = ada.get(f"/surveys/build/{opened.id}").text
    assert f"/surveys/{link_of(opened, 'west')}/" in page and "The link, to scan" in page
    assert "Too few have answered to show anything yet." in page
    assert link_of(opened, "north") not in page
    assert faults_of(page) == []
    poster = ada.get(f"/surveys/build/{opened.id}/west/poster.pdf?language=ar")
    assert poster.mimetype == "application/pdf" and poster.data.startswith(b"%PDF")


def test_how_many_have_answered_is_rounded_as_in_the_results(opened, session, ada):
    for _number in range(12):
        answer_survey(opened, q_safe="yes")
    session.commit()
    page = ada.get(f"/surveys/build/{opened.id}").text
    assert 'Answers: about <bdi dir="ltr">10</bdi>.' in page


def test_a_survey_that_nobody_can_answer_is_not_shared(world, opened, session, ada, address):
    assert "Share it" not in ada.get(address()).text
    assert ada.get(address("/west/poster.pdf")).status_code == 404
    close_survey(opened)
    session.commit()
    page = ada.get(f"/surveys/build/{opened.id}").text
    assert "How it went" in page and link_of(opened, "west") not in page
    assert ada.get(f"/surveys/build/{opened.id}/west/poster.pdf").status_code == 404


def test_another_councils_poster_is_not_there(opened, ada, officer):
    assert ada.get(f"/surveys/build/{opened.id}/north/poster.pdf").status_code == 404
    assert officer.get(f"/surveys/build/{opened.id}/west/poster.pdf").status_code == 404
