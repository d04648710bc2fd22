"""What came in a flood waits for an officer, who counts it or leaves it out; nothing is deleted."""

import re

from sqlalchemy import select

from app.core.db import session
from app.demo.factories import answer_survey
from surveys.inviting.asked_models import SurveyMark
from surveys.results.counting import how_many
from tests.surveys.inviting.answers import answer


def words_of(page: str) -> str:
    """A page without its signs, of which some are new each time."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_an_officer_decides_about_a_day(app, world, signed_in_as, clock):
    app.config["SURVEY_FLOOD"] = 3
    for _number in range(8):
        answer_survey(world.survey)
    assert how_many(world.survey, "west") == 3
    officer, at = signed_in_as(world.officer), f"/surveys/desk/{world.survey.id}"
    assert "2 March 2026: about 5 answers" in officer.get(at).text
    data = {"day": "2026-03-02", "do": "count"}
    assert officer.post(f"{at}/west/held", data=data).status_code == 302
    assert how_many(world.survey, "west") == 8
    assert "Many answers came at once" not in officer.get(at).text


def test_what_is_left_out_is_kept(app, world, signed_in_as):
    app.config["SURVEY_FLOOD"] = 1
    for _number in range(4):
        answer_survey(world.survey)
    officer, at = signed_in_as(world.officer), f"/surveys/desk/{world.survey.id}/west/held"
    assert officer.post(at, data={"day": "2026-03-02"}).status_code == 422
    assert {one.state for one in session.scalars(select(SurveyMark))} == {"held"}
    officer.post(at, data={"day": "2026-03-02", "do": "leave"})
    session.expire_all()
    states = [one.state for one in session.scalars(select(SurveyMark))]
    assert states == ["left_out"] * 3 and how_many(world.survey, "west") == 1
    assert officer.post(at, data={"day": "yesterday", "do": "leave"}).status_code == 422


def test_nobody_can_watch_what_waits_come_in_one_by_one(app, world, signed_in_as):
    app.config["SURVEY_FLOOD"] = 1
    answer_survey(world.survey)
    officer, at = signed_in_as(world.officer), f"/surveys/desk/{world.survey.id}"
    pages = []
    for _number in range(4):
        answer_survey(world.survey)
        pages.append(words_of(officer.get(at).text))
    assert "2 March 2026: fewer than 5 answers" in pages[0] and len(set(pages)) == 1
    said = []
    for _time in range(2):
        officer.post(f"{at}/west/held", data={"day": "2026-03-02", "do": "count"})
        said.append(officer.get(at).text)
    assert "They will be counted." in said[0] and "nothing to change on that day" in said[1]


def test_a_second_answer_from_one_browser_is_asked_about_counted_and_marked(
    client, world, signed_in_as
):
    door, officer = f"/surveys/{world.link.code}/", signed_in_as(world.officer)
    asks, marked = "Is somebody else answering now?", "from a phone that had sent one before"
    assert asks not in client.get(door).text
    answer(client, world.link.code, {"food": "happy"})
    assert session.scalars(select(SurveyMark)).all() == []
    assert marked not in officer.get(f"/surveys/desk/{world.survey.id}").text
    assert asks in client.get(door).text
    answer(client, world.link.code, {"food": "sad"})
    assert how_many(world.survey, "west") == 2
    [mark] = session.scalars(select(SurveyMark))
    assert (mark.state, mark.from_paper) == ("in", False)
    assert marked not in officer.get(f"/surveys/desk/{world.survey.id}").text
    for _time in range(5):
        answer(client, world.link.code, {"food": "sad"})
    page = officer.get(f"/surveys/desk/{world.survey.id}").text
    assert f"About 5 answers came {marked}" in page
