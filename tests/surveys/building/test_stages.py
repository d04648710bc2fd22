"""From a draft to being open: who says fine, in which order, and what is frozen when."""

import pytest
from sqlalchemy import event, select

from app.core import population
from app.core.audit import AuditEntry, first_broken_entry
from app.core.permissions import Role
from app.demo.factories import make_staff, make_survey
from surveys.survey_models import Survey
from tests.surveys.building.typing_in import question


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


def test_hints_and_a_spent_budget_teach_and_never_stop_anybody(world, ada, bo, officer, session):
    asked = [
        {"key": "a", "type": "short_text", "ask": "What is your name?"},
        {"key": "b", "type": "feeling", "ask": "How happy are you with your placement?"},
        {"key": "c", "type": "yes_no_not_sure", "ask": "Don’t you think it is nice and warm?"},
    ]
    survey = make_survey([world.west], world.ada, questions=asked, asked=30)
    session.commit()
    page = ada.get(f"/surveys/build/{survey.id}").text
    assert "This gives away which answer you hope for." in page and "What do you think:" in page
    assert "Too much is asked about who they are" in page and "What is your name?" in page
    fine, at = {"seen": 1, "fine": "yes", "note": ""}, f"/surveys/build/{survey.id}"
    assert ada.post(f"{at}/second-look", data=fine).status_code == 303
    assert bo.post(f"{at}/look", data=fine).status_code == 303
    check = f"/surveys/check/{survey.id}"
    silent = officer.post(check, data={**fine, "reason": " "})
    assert silent.status_code == 422 and "Say why it may pass." in silent.text
    assert session.get(Survey, survey.id, populate_existing=True).stage == "safety_check"
    assert officer.post(check, data={**fine, "reason": "We meet all <30>."}).status_code == 303
    assert session.get(Survey, survey.id, populate_existing=True).stage == "ready"
    page = ada.get(f"/surveys/build/{survey.id}").text
    assert "let it pass, and says why:" in page
    assert page.count("We meet all &lt;30&gt;.") == 2, "beside the meter and in the history"


def test_who_they_are_is_not_asked_without_a_reason_when_nobody_says_how_many_are_asked(
    world, ada, officer, session
):
    asked = [{"key": "a", "type": "short_text", "ask": "What is your name?"}]
    survey = make_survey([world.west], world.ada, questions=asked)
    survey.stage = "safety_check"
    session.commit()
    check, fine = f"/surveys/check/{survey.id}", {"seen": 1, "fine": "yes", "note": ""}
    assert "Nobody has said how many are asked" in officer.get(check).text
    silent = officer.post(check, data=fine)
    assert silent.status_code == 422 and "Say why it may pass." in silent.text
    assert officer.post(check, data={**fine, "reason": "We meet them all."}).status_code == 303
    page = ada.get(f"/surveys/build/{survey.id}").text
    assert "let it pass, and says why:" in page and page.count("We meet them all.") == 2


def test_a_reason_is_asked_for_that_was_not_needed_a_moment_ago(
    world, officer, session, monkeypatch
):
    there = [600]
    monkeypatch.setattr(population, "FINDS", [lambda _council, _groups: there[-1]])
    home = {"key": "about_home", "type": "feeling", "ask": "Where do you live?"}
    survey = make_survey([world.west], world.ada, questions=[home])
    survey.stage = "safety_check"
    session.commit()
    fewer = lambda *_: there.append(9)  # noqa: E731
    event.listen(Survey, "refresh", fewer)  # As it is locked, and read once more.
    fine = {"seen": 1, "fine": "yes", "note": ""}
    answer = officer.post(f"/surveys/check/{survey.id}", data=fine)
    event.remove(Survey, "refresh", fewer)
    assert answer.status_code == 422 and "Say why it may pass." in answer.text
    assert 'name="reason"' in answer.text


def test_a_reason_is_shown_no_more_once_it_passes_without_one(world, ada, bo, officer, session):
    asked = [{"key": "a", "type": "short_text", "ask": "What is your name?"}]
    survey = make_survey([world.west], world.ada, questions=asked, asked=30)
    session.commit()
    at, check = f"/surveys/build/{survey.id}", f"/surveys/check/{survey.id}"

    def checked(seen, **reason):
        fine = {"seen": seen, "fine": "yes", "note": ""}
        assert ada.post(f"{at}/second-look", data=fine).status_code == 303
        assert bo.post(f"{at}/look", data=fine).status_code == 303
        assert officer.post(check, data={**fine, **reason}).status_code == 303

    checked(1, reason="We know them all.")
    assert "let it pass, and says why:" in officer.get(check).text
    colour = question(1, type="short_text", ask="What is your favourite colour?")
    assert ada.post(f"{at}/questions/a", data=colour).status_code == 303
    checked(2)
    for page in (ada.get(at).text, officer.get(check).text):
        assert "let it pass, and says why:" not in page
        assert page.count("We know them all.") == 1, "in the history alone"


def test_what_asks_little_of_who_they_are_passes_without_a_reason(
    officer, address, survey, on_its_way
):
    on_its_way("ready")
    assert "let it pass" not in officer.get(f"/surveys/check/{survey().id}").text


def test_an_officer_takes_back_that_it_is_fine_while_it_is_not_open(
    world, officer, ada, address, survey, on_its_way
):
    on_its_way("ready")
    check = f"/surveys/check/{world.survey.id}"
    assert officer.post(f"{check}/take-back", data={"seen": 1, "why": ""}).status_code == 422
    assert survey().stage == "ready"
    why = {"seen": 1, "why": "Question 2 hurts."}
    assert officer.post(f"{check}/take-back", data=why).status_code == 303
    assert survey().stage == "safety_check"
    page = ada.get(address()).text
    assert "takes back “It is fine”" in page and "Question 2 hurts." in page
    assert ada.post(address("/open"), data={"seen": 1}).status_code == 409
    fine = {"seen": 1, "fine": "yes", "note": ""}
    assert officer.post(check, data=fine).status_code == 303
    assert survey().stage == "ready"


def test_what_is_open_is_not_taken_back_and_the_reason_is_not_lost(
    world, officer, survey, on_its_way
):
    on_its_way("open")
    check = f"/surveys/check/{world.survey.id}"
    answer = officer.post(f"{check}/take-back", data={"seen": 1, "why": "My reason"})
    assert answer.status_code == 409 and "My reason" in answer.text
    assert survey().stage == "open"


def test_only_an_officer_of_one_of_its_councils_takes_it_back(
    world, ada, signed_in_as, survey, on_its_way
):
    on_its_way("ready")
    sent = {"seen": 1, "why": "No."}
    for one in (ada, signed_in_as(world.northern)):
        assert one.post(f"/surveys/check/{survey().id}/take-back", data=sent).status_code == 404
    assert survey().stage == "ready"


def test_one_that_is_ready_without_a_first_day_does_not_say_that_it_opens_by_itself(
    ada, address, on_its_way
):
    on_its_way("ready")
    page = ada.get(address()).text
    assert "It opens when one of you taps" in page and "on its first day" not in page


def test_a_question_for_other_ages_only_leaves_an_age_without_any(world, ada, session):
    only = [{"key": "a", "type": "feeling", "ask": "How are you?", "ages": ["11_17"]}]
    survey = make_survey([world.west], world.ada, questions=only)
    session.commit()
    page = ada.get(f"/surveys/build/{survey.id}").text
    assert "There is no question for this age: 8 to 11" in page


def test_each_step_is_thanked_and_says_who_comes_next(world, ada, bo, address):
    fine = {"seen": 1, "fine": "yes", "note": ""}
    ada.post(address("/second-look"), data=fine)
    page = ada.get(address()).text
    assert "Another Young Inspector reads it next." in page
    assert "Then it starts over, with another second look." in page
    bo.post(address("/look"), data=fine)
    assert "An officer looks next" in bo.get(address()).text


def test_a_survey_without_a_question_leads_to_writing_one(world, ada, session):
    empty = make_survey([world.west], world.ada, questions=[])
    session.commit()
    page = ada.get(f"/surveys/build/{empty.id}").text
    assert f'<a href="/surveys/build/{empty.id}/questions/new">It has no question yet.</a>' in page
