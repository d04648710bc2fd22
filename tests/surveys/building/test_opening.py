"""What opens when, what is frozen then, and what a copy of it keeps."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.clock import today
from app.demo.factories import make_inspector, make_open_survey, make_survey
from surveys.building.ages import form_key
from surveys.building.changing import Changed
from surveys.building.history import steps_of
from surveys.building.opening import close_survey, keep_up, open_survey
from surveys.definition import Given, build
from surveys.models import FormVersion
from surveys.publishing import current_version
from surveys.routing import path
from surveys.survey_models import Survey, SurveyForm
from tests.surveys.building.typing_in import frame, question


def test_before_it_is_closed_they_are_asked_and_an_open_one_has_a_last_day(
    on_its_way, survey, ada, address
):
    on_its_way("ready")
    last_day = survey().closes_on or today() + timedelta(weeks=6)
    assert "Last day" in ada.get(address()).text
    ada.post(address("/open"), data={"seen": survey().revision})
    assert survey().closes_on == last_day
    page = ada.get(address()).text
    asked = page.split("<summary>Close it now</summary>")[1].split("</details>")[0]
    assert "nobody can answer" in asked and "/close" in asked
    assert "/close" not in page.replace(asked, "")


def test_what_is_open_is_frozen_and_a_change_of_it_loses_nothing(ada, address, survey, on_its_way):
    on_its_way("open")
    before = dict(survey().definition)
    answer = ada.post(address("/questions"), data=question(1, ask="Too late?"))
    assert answer.status_code == 409 and "Too late?" in answer.text
    assert "It is open by now" in answer.text
    assert ada.post(address("/about"), data=frame(1, intro="Mine")).status_code == 409
    assert ada.post(address("/questions/q_why/remove"), data={"seen": 1}).status_code == 409
    for rest in ("/about", "/questions/q_why", "/questions/q_why/next", "/bank"):
        assert ada.get(address(rest)).status_code == 303, rest
    assert survey().definition == before


def test_opening_publishes_a_form_for_each_age_under_the_same_keys_and_codes(
    world, session, survey, on_its_way
):
    on_its_way("open")
    rows = select(SurveyForm).where(SurveyForm.survey_id == world.survey.id)
    forms = {one.ages: one.form for one in session.scalars(rows)}
    assert {ages: form.key for ages, form in forms.items()} == {
        ages: f"s{world.survey.id:x}_{ages}" for ages in ("8_11", "11_17")
    }
    versions = {ages: current_version(form_key(world.survey.id, ages)) for ages in forms}
    young, older = (build(versions[ages].definition) for ages in ("8_11", "11_17"))
    assert (young.kind, young.listed) == ("survey", False)
    assert young.keys == older.keys
    assert young.question("q_best").ask == "What do you like best?"
    assert older.question("q_best").ask == "What is the best thing about it?"
    assert path(young, {"q_safe": Given(("no",))}) == ["q_safe", "q_why", "q_best"]
    assert path(older, {"q_safe": Given(("yes",))}) == ["q_safe", "q_best"]


def test_it_opens_by_itself_on_its_first_day_and_closes_after_its_last(
    world, ada, bo, officer, address, session, survey, clock
):
    days = {"opens_on": "2026-03-10", "closes_on": "2026-03-12"}
    ada.post(address("/about"), data=frame(1, **days))
    fine = {"seen": 2, "fine": "yes", "note": ""}
    ada.post(address("/second-look"), data=fine)
    bo.post(address("/look"), data=fine)
    officer.post(f"/surveys/check/{world.survey.id}", data=fine)
    found = {}
    for day in (9, 10, 12, 13):
        clock.set(2026, 3, day, 9)
        keep_up()
        session.commit()
        found[day] = survey().stage
    assert found == {9: "ready", 10: "open", 12: "open", 13: "closed"}
    versions = session.scalars(
        select(FormVersion).where(FormVersion.withdrawn_on == date(2026, 3, 13))
    )
    assert len(versions.unique().all()) == 2
    last = steps_of(survey())[-2:]
    assert [(one.what, one.by_name) for one in last] == [("opened", ""), ("closed", "")]


def test_one_whose_day_has_come_opens_as_soon_as_it_is_checked(
    world, ada, bo, officer, address, survey
):
    ada.post(address("/about"), data=frame(1, opens_on="2026-03-01"))
    fine = {"seen": 2, "fine": "yes", "note": ""}
    ada.post(address("/second-look"), data=fine)
    bo.post(address("/look"), data=fine)
    officer.post(f"/surveys/check/{world.survey.id}", data=fine)
    assert survey().stage == "open"


def test_one_whose_last_day_passed_while_it_was_checked_gets_another(
    world, ada, bo, signed_in_as, address, survey, clock
):
    days = {"opens_on": "2026-03-03", "closes_on": "2026-03-05"}
    ada.post(address("/about"), data=frame(1, **days))
    fine = {"seen": 2, "fine": "yes", "note": ""}
    ada.post(address("/second-look"), data=fine)
    bo.post(address("/look"), data=fine)
    clock.set(2026, 3, 9, 9)
    signed_in_as(world.officer).post(f"/surveys/check/{world.survey.id}", data=fine)
    keep_up()
    assert survey().stage == "open"
    assert (survey().opens_on, survey().closes_on) == (today(), today() + timedelta(weeks=6))


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_that_is_a_slip_of_the_finger_is_pointed_out(ada, address, survey, day):
    for which in ("opens_on", "closes_on"):
        answer = ada.post(address("/about"), data=frame(1, title="Kept", **{which: day}))
        assert answer.status_code == 422 and "Look at the year again." in answer.text
        assert "Kept" in answer.text
    assert survey().revision == 1


def test_an_inspector_of_one_council_does_not_end_it_for_another(
    world, ada, officer, session, signed_in_as
):
    both = make_open_survey(world.west, world.north)
    session.commit()
    for visitor, address in (
        (ada, f"/surveys/build/{both.id}"),
        (officer, f"/surveys/desk/{both.id}"),
    ):
        page = visitor.get(address).text
        assert f"{address}/close" not in page
        assert visitor.post(f"{address}/close", data={"seen": 1}).status_code == 409
    assert "ask your participation officer" in ada.get(f"/surveys/build/{both.id}").text
    everywhere, desk = signed_in_as(world.everywhere), f"/surveys/desk/{both.id}"
    assert f"{desk}/close" in everywhere.get(desk).text
    assert everywhere.post(f"{desk}/close").status_code == 303
    assert session.get(Survey, both.id, populate_existing=True).stage == "closed"


def test_only_what_is_ready_opens_and_only_what_is_open_closes(world, survey):
    with pytest.raises(Changed):
        open_survey(survey())
    with pytest.raises(Changed):
        close_survey(survey())


def test_a_copy_keeps_the_question_keys_and_names_where_it_came_from(
    world, ada, address, session, on_its_way, survey
):
    on_its_way("closed")
    assert ada.post(address("/copy"), data={"seen": 1, "title": "Again"}).status_code == 303
    rows = select(Survey).where(Survey.cloned_from_id == world.survey.id)
    again = session.scalars(rows).unique().one()
    assert again.stage == "draft" and again.opens_on is None
    assert again.definition["questions"] == survey().definition["questions"]
    assert again.council_codes == ["west"]
    assert again.councils[0].link_code != survey().councils[0].link_code


def test_a_copy_by_an_inspector_of_one_council_asks_there_alone(world, session, signed_in_as):
    both = make_survey([world.west, world.north], make_inspector(None, "Everywhere"))
    session.commit()
    signed_in_as(world.nan).post(
        f"/surveys/build/{both.id}/copy", data={"seen": 1, "title": "Again"}
    )
    rows = select(Survey).where(Survey.cloned_from_id == both.id)
    assert session.scalars(rows).unique().one().council_codes == ["north"]


def test_opening_is_asked_once_more_because_nobody_can_change_it_then(ada, address, on_its_way):
    on_its_way("ready")
    page = ada.get(address()).text
    first, again = page.index("<summary>Open it now</summary>"), page.index("Yes, open it</button>")
    assert first < page.index("Nobody can change it once it is open.") < again
    assert f'action="{address("/open")}"' in page[first:again]
