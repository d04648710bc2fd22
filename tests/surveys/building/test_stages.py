"""From a draft to being open: who says fine, in which order, and what is frozen when."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry, first_broken_entry
from app.core.clock import today
from app.core.permissions import Role
from app.demo.factories import make_inspector, make_open_survey, make_staff, make_survey
from app.safeguarding.models import Alert
from surveys.building.ages import form_key
from surveys.building.changing import Changed
from surveys.building.opening import close_survey, keep_up, open_survey
from surveys.building.stages import steps_of
from surveys.definition import Given, build
from surveys.models import FormVersion
from surveys.publishing import current_version
from surveys.routing import path
from surveys.survey_models import Survey, SurveyForm
from tests.surveys.building.typing_in import frame, question


@pytest.fixture
def on_its_way(world, ada, bo, officer, address, survey):
    """Bring the draft as far as this stage, each step by whoever takes it."""

    def on_its_way(stage):
        check = f"/surveys/check/{world.survey.id}"
        fine = {"seen": survey().revision, "fine": "yes", "note": ""}
        steps = [
            ("second_look", lambda: ada.post(address("/second-look"), data=fine)),
            ("safety_check", lambda: bo.post(address("/look"), data=fine)),
            ("ready", lambda: officer.post(check, data=fine)),
            ("open", lambda: ada.post(address("/open"), data=fine)),
            ("closed", lambda: ada.post(address("/close"), data=fine)),
        ]
        for after, take in steps:
            assert take().status_code == 303, after
            assert survey().stage == after
            if after == stage:
                return
        raise LookupError(stage)

    return on_its_way


def test_a_survey_goes_from_a_draft_to_its_end_and_every_step_says_who(
    world, on_its_way, session, ada, address
):
    on_its_way("closed")
    rows = select(AuditEntry).where(AuditEntry.subject == "survey").order_by(AuditEntry.number)
    assert [(one.action, one.actor_name) for one in session.scalars(rows)] == [
        ("started", "Ada"),
        ("asked_second_look", "Ada"),
        ("second_look_fine", "Bo"),
        ("safety_fine", "Priya Nair"),
        ("opened", "Ada"),
        ("closed", "Ada"),
    ]
    assert first_broken_entry() is None
    page = ada.get(address()).text
    assert "Second look: it is fine" in page and "Priya Nair" in page


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


def test_nobody_takes_the_second_look_at_their_own(world, ada, address, survey, on_its_way):
    on_its_way("second_look")
    assert "so somebody else takes the second look" in ada.get(address("/look")).text
    answer = ada.post(address("/look"), data={"seen": 1, "fine": "yes", "note": ""})
    assert answer.status_code == 422 and survey().stage == "second_look"


def test_whoever_sent_it_on_does_not_take_the_second_look_either(
    world, bo, address, survey, signed_in_as
):
    bo.post(address("/second-look"), data={"seen": 1})
    fine = {"seen": 1, "fine": "yes", "note": ""}
    assert bo.post(address("/look"), data=fine).status_code == 422
    assert signed_in_as(world.cy).post(address("/look"), data=fine).status_code == 303
    assert survey().stage == "safety_check"


def test_whoever_changed_it_last_does_not_take_the_second_look(
    world, ada, bo, address, survey, signed_in_as
):
    bo.post(address("/about"), data=frame(survey().revision, title="All Bo’s words"))
    ada.post(address("/second-look"), data={"seen": survey().revision})
    fine = {"seen": survey().revision, "fine": "yes", "note": ""}
    assert bo.post(address("/look"), data=fine).status_code == 422
    assert signed_in_as(world.cy).post(address("/look"), data=fine).status_code == 303


def test_danger_in_a_note_reaches_the_duty_desk(
    world, bo, address, on_its_way, session, signed_in_as
):
    on_its_way("second_look")
    note = "Ask this: my carer hits me and I want to die."
    bo.post(address("/look"), data={"seen": 1, "fine": "no", "note": note})
    [alert] = session.scalars(select(Alert))
    assert (alert.level, alert.council_code) == ("red", "west")
    duty = signed_in_as(make_staff(Role.DUTY_WORKER, council=world.west))
    page = duty.get(f"/safeguarding/{alert.id}").text
    assert "my carer hits me" in page and "Bo" in page


def test_the_second_look_sends_it_back_with_a_note(world, ada, bo, address, survey, on_its_way):
    on_its_way("second_look")
    empty = bo.post(address("/look"), data={"seen": 1, "fine": "no", "note": " "})
    assert empty.status_code == 422 and "Say what should change" in empty.text
    note = "Question 2 is <b>sad</b> when you are 8."
    assert (
        bo.post(address("/look"), data={"seen": 1, "fine": "no", "note": note}).status_code == 303
    )
    assert survey().stage == "draft"
    page = ada.get(address()).text
    assert "Bo sent it back" in page and "is &lt;b&gt;sad&lt;/b&gt; when" in page


def test_the_officer_sees_what_there_is_to_see_to_and_sends_it_back(
    world, officer, ada, address, survey, on_its_way
):
    on_its_way("safety_check")
    assert "How is home?" in officer.get("/surveys/check/").text
    page = officer.get(f"/surveys/check/{world.survey.id}").text
    for words in ("Could somebody be found?", "The way through", "If they say “No”", "Is it kind?"):
        assert words in page, words
    note = {"seen": 1, "fine": "no", "note": "Who is told if somebody says no?"}
    assert officer.post(f"/surveys/check/{world.survey.id}", data=note).status_code == 303
    assert survey().stage == "draft"
    assert "Who is told if somebody says no?" in ada.get(address()).text


def test_an_officer_checks_only_what_is_asked_in_their_councils(
    world, session, signed_in_as, officer
):
    both = make_survey([world.west, world.north], world.ada)
    both.stage = "safety_check"
    session.commit()
    fine = {"seen": 1, "fine": "yes", "note": ""}
    page = officer.get(f"/surveys/check/{both.id}").text
    assert "a council that is not yours" in page
    assert officer.post(f"/surveys/check/{both.id}", data=fine).status_code == 422
    northern = signed_in_as(world.northern)
    assert northern.get(f"/surveys/check/{world.survey.id}").status_code == 404
    everywhere = signed_in_as(world.everywhere)
    assert everywhere.post(f"/surveys/check/{both.id}", data=fine).status_code == 303
    assert session.get(Survey, both.id, populate_existing=True).stage == "ready"


def test_an_officer_who_had_a_part_in_it_does_not_check_it(world, session, signed_in_as):
    double = make_staff(Role.PARTICIPATION_OFFICER, Role.YOUNG_INSPECTOR, council=world.west)
    own = make_survey([world.west], double)
    own.stage = "safety_check"
    session.commit()
    fine = {"seen": 1, "fine": "yes", "note": ""}
    answer = signed_in_as(double).post(f"/surveys/check/{own.id}", data=fine)
    assert answer.status_code == 422 and "you had a part in it" in answer.text


def test_a_young_inspector_does_not_check_and_an_officer_does_not_write(
    world, ada, officer, address
):
    assert ada.get(f"/surveys/check/{world.survey.id}").status_code == 404
    assert ada.post(f"/surveys/check/{world.survey.id}", data={"fine": "yes"}).status_code == 404
    assert officer.post(address("/questions"), data=question(1)).status_code == 404
    assert officer.get(address("/preview/8_11/q_safe")).status_code == 200


@pytest.mark.parametrize("stage", ["second_look", "safety_check", "ready"])
def test_a_change_after_somebody_said_fine_starts_the_way_over(
    ada, address, survey, on_its_way, stage
):
    on_its_way(stage)
    ada.post(address("/questions"), data=question(1))
    assert survey().stage == "draft" and survey().revision == 2
    assert "Changed again, so it starts over" in ada.get(address()).text


def test_a_verdict_on_what_was_changed_meanwhile_is_not_taken(ada, bo, address, survey, on_its_way):
    on_its_way("second_look")
    ada.post(address("/questions"), data=question(1))
    ada.post(address("/second-look"), data={"seen": 2})
    answer = bo.post(address("/look"), data={"seen": 1, "fine": "no", "note": "My note"})
    assert answer.status_code == 409 and "My note" in answer.text
    assert survey().stage == "second_look"


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


def test_what_is_not_finished_cannot_go_on(world, ada, session):
    empty = make_survey([world.west], world.ada, questions=[])
    lost = make_survey(
        [world.west],
        world.ada,
        questions=[
            {"key": "a", "type": "feeling", "ask": "How are you?", "next": [{"go": "end"}]},
            {"key": "b", "type": "feeling", "ask": "Who hears this?"},
        ],
    )
    session.commit()
    for survey, said in ((empty, "It has no question yet."), (lost, "Nobody is ever asked this")):
        address = f"/surveys/build/{survey.id}"
        answer = ada.post(f"{address}/second-look", data={"seen": 1})
        assert answer.status_code == 422 and said in answer.text
        assert session.get(Survey, survey.id, populate_existing=True).stage == "draft"


def test_a_question_for_other_ages_only_leaves_an_age_without_any(world, ada, session):
    only = [{"key": "a", "type": "feeling", "ask": "How are you?", "ages": ["11_17"]}]
    survey = make_survey([world.west], world.ada, questions=only)
    session.commit()
    page = ada.get(f"/surveys/build/{survey.id}").text
    assert "There is no question for this age: 8 to 11" in page


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
    assert ada.post(address("/copy"), data={"seen": 1}).status_code == 303
    rows = select(Survey).where(Survey.cloned_from_id == world.survey.id)
    again = session.scalars(rows).unique().one()
    assert again.stage == "draft" and again.opens_on is None
    assert again.definition["questions"] == survey().definition["questions"]
    assert again.council_codes == ["west"]
    assert again.councils[0].link_code != survey().councils[0].link_code


def test_a_copy_by_an_inspector_of_one_council_asks_there_alone(world, session, signed_in_as):
    both = make_survey([world.west, world.north], make_inspector(None, "Everywhere"))
    session.commit()
    signed_in_as(world.nan).post(f"/surveys/build/{both.id}/copy", data={"seen": 1})
    rows = select(Survey).where(Survey.cloned_from_id == both.id)
    assert session.scalars(rows).unique().one().council_codes == ["north"]
