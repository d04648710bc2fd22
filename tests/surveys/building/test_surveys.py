"""Whose surveys there are, what a list of them costs, and how one is started."""

from sqlalchemy import select

from app.core.audit import AuditEntry
from app.demo.factories import make_survey, make_young_person
from surveys.survey_models import Survey
from tests.surveys.building.typing_in import frame, question


def keys(survey):
    return [one["key"] for one in survey.definition["questions"]]


def test_surveys_belong_to_those_who_write_in_the_council(world, ada, address, signed_in_as):
    nan, robin = signed_in_as(world.nan), signed_in_as(make_young_person(world.west, "r").account)
    assert "How is home?" in ada.get("/surveys/build/").text
    assert "How is home?" not in nan.get("/surveys/build/").text
    for rest in ("", "/about", "/bank", "/look", "/questions/q_safe", "/preview/8_11"):
        assert ada.get(address(rest)).status_code == 200, rest
        assert nan.get(address(rest)).status_code == 404, rest
        assert robin.get(address(rest)).status_code == 404, rest
    assert robin.get("/surveys/build/").status_code == 404


def test_the_list_costs_the_same_however_many_surveys_there_are(world, ada, session, statements):
    few = statements.during(lambda: ada.get("/surveys/build/"))
    for number in range(12):
        make_survey([world.west, world.north], world.ada, title=f"Number {number}")
    session.commit()
    assert statements.during(lambda: ada.get("/surveys/build/")) == few


def test_the_officers_list_costs_the_same_however_many_surveys_there_are(
    world, officer, session, statements
):
    few = statements.during(lambda: officer.get("/surveys/check/"))
    for number in range(12):
        make_survey([world.west], world.ada, title=f"Number {number}")
    session.commit()
    assert statements.during(lambda: officer.get("/surveys/check/")) == few
    assert "Number 7" in officer.get("/surveys/check/").text


def test_the_page_of_a_survey_costs_the_same_however_many_questions_it_has(
    world, ada, address, session, survey, statements
):
    few = statements.during(lambda: ada.get(address()))
    for _ in range(8):
        ada.post(address("/bank"), data={"id": "b_trust", "seen": survey().revision})
    assert len(keys(survey())) == 11
    assert statements.during(lambda: ada.get(address())) == few


def test_a_survey_is_started_with_a_name_ages_and_councils(world, ada, session):
    sent = {"title": " Our  buses ", "ages": ["11_17", "4_7"], "councils": ["west"]}
    assert ada.post("/surveys/build/new", data=sent).status_code == 303
    made = session.scalars(select(Survey).where(Survey.title == "Our buses")).unique().one()
    assert made.definition["ages"] == ["4_7", "11_17"] and made.council_codes == ["west"]
    assert made.started_by_name == "Ada" and made.stage == "draft"
    again = ada.post("/surveys/build/new", data={**sent, "councils": ["north"]})
    assert again.status_code == 422 and "Choose at least one council." in again.text
    assert "Our  buses" in again.text


def test_a_council_that_stays_keeps_its_link_and_one_that_is_not_theirs_stays(
    world, ada, session, survey
):
    both = make_survey([world.west, world.north], world.ada)
    session.commit()
    links = {one.council_code: one.link_code for one in both.councils}
    ada.post(f"/surveys/build/{both.id}/about", data=frame(1))
    kept = session.get(Survey, both.id, populate_existing=True)
    assert {one.council_code: one.link_code for one in kept.councils} == links
    assert len(set(links.values())) == 2


def test_a_change_stands_on_the_audit_trail_with_who_made_it(world, ada, address, session):
    ada.post(address("/questions"), data=question(1))
    rows = select(AuditEntry).where(AuditEntry.subject == "survey").order_by(AuditEntry.number)
    assert [(one.action, one.actor_id) for one in session.scalars(rows)] == [
        ("started", world.ada.id),
        ("changed", world.ada.id),
    ]
