"""Whoever opens the demo sees the whole story of the Young Inspectors, and that it is invented."""

import io
from types import SimpleNamespace

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import session as app_session
from app.core.reporting import Period
from app.demo import cast
from app.demo.days import on
from app.demo.enrolled import enrol, enrol_young
from app.demo.factories import make_council
from app.demo.grouped import inspectors_meet
from app.demo.inspected import inspect
from app.demo.said import populate
from app.demo.surveyed import enrol_inspectors, young_inspectors_ask
from app.groups.member_models import Member
from app.groups.reference import make_reference
from app.groups.shipped import publish_shipped
from app.people.models import YoungPerson
from app.safeguarding.models import Alert
from surveys.building.ages import asked_at
from surveys.building.content import question_in
from surveys.building.hints import hints_by_question
from surveys.inspections.inspection_models import Inspection
from surveys.survey_models import Survey


@pytest.fixture
def world(app, session):
    """The invented trust with its staff and Young Inspectors, before they ask or look."""
    councils = [make_council(), make_council("north", "North Northamptonshire")]
    staff = {one.email.partition("@")[0]: enrol(one) for one in cast.STAFF}
    populate(Period.holding(today()).previous, councils)
    return SimpleNamespace(staff=staff, inspectors=enrol_inspectors())


@pytest.fixture
def asked(world):
    """The survey of last quarter, and the same that is open now."""
    young_inspectors_ask(world.inspectors, world.staff, on)
    app_session.commit()
    rows = app_session.scalars(select(Survey).where(Survey.title == "How is home?"))
    found = {one.stage: one for one in rows}
    return SimpleNamespace(**vars(world), open=found["open"], closed=found["closed"])


def _page(signed_in_as, account: Account, survey: Survey, query: str = "") -> str:
    return signed_in_as(account).get(f"/surveys/results/{survey.id}/{query}").text


def test_the_results_show_numbers_words_and_who_is_missing_in_both_councils(asked, signed_in_as):
    nova = asked.inspectors[0]
    for council, said in (("west", "صرنا نطبخ معًا"), ("north", "حالا میز دارم")):
        page = _page(signed_in_as, nova, asked.open, f"?council={council}")
        assert page.count("<svg") >= 5
        assert "Who has answered, and who is missing" in page
        assert said in page
        assert "Fair rules and privacy" in page


def test_separated_young_people_are_among_those_who_answered(asked, signed_in_as):
    page = _page(signed_in_as, asked.inspectors[0], asked.open)
    row = page.partition("Separated young people</th>")[2].partition("</tr>")[0]
    assert 'data-head="Have answered">' in row and "not shown" not in row


@pytest.mark.parametrize("cut", ["ages", "about_age", "about_home", "council"])
def test_the_results_can_be_compared(asked, signed_in_as, cut):
    page = _page(signed_in_as, asked.inspectors[0], asked.open, f"?by={cut}")
    assert "Nothing can be compared" not in page and page.count("<svg") >= 4


def test_this_time_stands_beside_last_time(asked, signed_in_as):
    assert asked.open.cloned_from_id == asked.closed.id
    page = _page(signed_in_as, asked.inspectors[0], asked.open, "?by=last_time")
    assert "Last time" in page and page.count("%</td>") >= 30


def test_an_officer_finds_words_that_inspectors_may_read_and_some_that_wait(asked, signed_in_as):
    officer = signed_in_as(asked.staff["participation"])
    page = officer.get(f"/surveys/results/{asked.open.id}/comments?council=west").text
    assert "Inspectors may read it" in page and "Inspectors may read this" in page


def test_what_an_interpreter_had_to_read_is_read_and_closed(asked):
    assert app_session.scalars(select(Alert)).all()
    assert not app_session.scalars(select(Alert).where(Alert.closed_on.is_(None))).all()


def test_inspections_stand_at_every_step(world, signed_in_as):
    young = [enrol_young(one, world.staff) for one in cast.SIGN_IN_AS]
    inspect(young, world.inspectors, world.staff, on)
    app_session.commit()
    states = {one.service.name: one.state for one in app_session.scalars(select(Inspection))}
    assert set(states.values()) == {"being_done", "with_officer", "given"}
    turn = signed_in_as(world.inspectors[0]).get("/inspecting/").text
    assert "An adult changed your words" in turn and "Certificate" in turn
    desk = signed_in_as(world.staff["participation"]).get("/inspections/desk/").text
    assert "The answer is late" in desk and "They said it would be done by now" in desk


def test_the_desk_names_the_quarter_of_the_inspectors_words_in_words(world, signed_in_as):
    young = [enrol_young(one, world.staff) for one in cast.SIGN_IN_AS]
    inspect(young, world.inspectors, world.staff, on)
    app_session.commit()
    last = Period.holding(today()).previous
    desk = signed_in_as(world.staff["participation"]).get("/inspections/desk/").text
    assert last.label in desk and last.code not in desk


def test_both_are_in_their_group_and_print_a_reference_with_hours_and_thanks(world, signed_in_as):
    publish_shipped()
    inspectors_meet(world.inspectors, world.staff["participation"], on)
    app_session.commit()
    for account in world.inspectors:
        visitor = signed_in_as(account)
        page = visitor.get("/groups/mine/").text
        assert "Young Inspectors" in page and "in no group" not in page
        place = (
            app_session.scalars(
                select(Member).join(YoungPerson).where(YoungPerson.account_id == account.id)
            )
            .unique()
            .one()
        )
        sheet = make_reference(place)
        words = PdfReader(io.BytesIO(sheet)).pages[0].extract_text()
        assert "Training" in words and "7.5" in words and account.display_name in words


def test_nobody_is_led_past_the_question_that_tells_the_duty_team(asked):
    found = hints_by_question(asked.open.definition, asked_at)
    codes = [one.code for hints in found.values() for one in hints]
    assert "passes_by_safety" not in codes and "passes_by" not in codes
    assert question_in(asked.open.definition, "b_home_safe")["alert_on"]
