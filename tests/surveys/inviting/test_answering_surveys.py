"""Answering: without a name, one question a page, and once."""

from datetime import timedelta

import pytest
from sqlalchemy import inspect, select

from app.core.clock import today
from app.core.db import put_down, session
from app.demo.factories import answer_survey, make_open_survey, make_young_person, survey_link
from app.safeguarding.models import Alert
from feedback.coding_desk import comments_for
from surveys.changing_drafts import save_answer
from surveys.inviting import once
from surveys.inviting.answering import IsOver
from surveys.inviting.asked_models import SurveyAnswered, SurveyCode, SurveyHanded, SurveyMark
from surveys.models import Answer, Response
from tests.locks import watched_calls
from tests.surveys.inviting.answers import answer, begin, send
from tests.talking import hidden
from tests.whole_app.test_pages import faults_of

WANTS_HELP = "Do you want somebody to help you?"


def sent() -> list[Response]:
    rows = select(Response).where(Response.sent_on.is_not(None))
    return list(session.scalars(rows).unique())


def test_before_anything_is_asked_it_is_said_who_reads_it_and_that_nobody_knows_them(client, world):
    page = client.get(f"/surveys/{world.link.code}/").text
    assert "Home and food" in page and "8 to 11" in page
    assert "We do not know who you are" in page
    assert "The participation team reads what you write" in page
    assert "31 March 2026" in page


def test_an_answer_by_the_open_link_leads_to_nobody(client, world):
    done = answer(client, world.link.code, {"food": "happy", "anything": "More fruit."})
    assert done.headers["Location"] == f"/surveys/{world.link.code}/11_17/sent"
    assert "Thank you. We read every answer." in client.get(done.headers["Location"]).text
    response = sent()[0]
    assert response.anonymous and response.council_code == "west"
    assert (response.young_person_id, response.sent_at, response.return_hash) == (None,) * 3
    assert session.scalars(select(SurveyAnswered)).all() == []


def test_keeping_an_answer_asks_the_database_five_times_and_sending_seven(
    client, world, statements
):
    """The way in, the draft; the lock, the row, the answer. The way in, the draft, its answers;
    whether it is still open, the lock, one more through the link, and the first clears old counts.
    """
    begin(client, world.link.code)
    at = f"/surveys/{world.link.code}/11_17"
    assert statements.during(lambda: client.post(f"{at}/food", data={"answer": "happy"})) == 5
    looked_over = hidden(client.get(f"{at}/check").text, "answers")
    session.commit()
    send_it = statements.during(lambda: client.post(f"{at}/check", data={"answers": looked_over}))
    assert send_it == 7 and len(sent()) == 1


def test_only_while_an_answer_is_put_down_do_others_wait_to_write(app, client, world):
    begin(client, world.link.code)
    with watched_calls(app, save_answer, put_down) as could_write:
        client.post(f"/surveys/{world.link.code}/11_17/food", data={"answer": "happy"})
    assert could_write == [True, False]


def test_a_survey_of_many_questions_asks_the_database_no_more(client, world, statements):
    def asked(number: int) -> int:
        questions = [{"key": f"q{n}", "type": "feeling", "ask": "How?"} for n in range(number)]
        link = survey_link(make_open_survey(world.west, questions=questions)).code
        session.commit()
        return statements.during(lambda: answer(client, link, {"q0": "sad"}))

    asked(2)
    assert asked(40) == asked(2)


def test_before_and_after_it_is_said_truly_who_may_read_the_words(client, world):
    before = client.get(f"/surveys/{world.link.code}/").text
    done = answer(client, world.link.code, {"food": "happy"})
    for page in (before, client.get(done.headers["Location"]).text):
        assert "The participation team reads what you write" in page
        assert "The duty team reads your answers" in page
        assert "only after an adult has looked" in page
        assert "Nobody sees yours alone" not in page


@pytest.mark.parametrize("words", ["More fruit.", "My carer hits me."])
def test_whoever_wrote_something_is_shown_whom_to_call(client, world, words):
    done = answer(client, world.link.code, {"anything": words})
    page = client.get(done.headers["Location"]).text
    assert "If you want to talk to someone now" in page and "0800 1111" in page


def test_whoever_only_tapped_is_not(client, world):
    done = answer(client, world.link.code, {"food": "happy"})
    page = client.get(done.headers["Location"]).text
    assert "If you want to talk to someone now" not in page


def test_a_young_person_who_is_signed_in_answers_once_and_without_a_name(world, signed_in_as):
    visitor = signed_in_as(world.child.account)
    assert "Home and food" in visitor.get("/").text
    answer(visitor, world.link.code, {"food": "sad"})
    assert sent()[0].young_person_id is None
    assert "Home and food" not in visitor.get("/").text
    assert "You have answered this one" in visitor.get(f"/surveys/{world.link.code}/").text
    again = answer(visitor, world.link.code, {"food": "happy"})
    assert again.status_code == 409 and "Everybody answers once" in again.text
    assert len(sent()) == 1


def test_who_has_answered_is_kept_without_a_time_and_in_no_order():
    columns = {column.key for column in inspect(SurveyAnswered).columns}
    assert columns == {"id", "survey_id", "who_hash"}
    assert {column.key for column in inspect(SurveyCode).columns}.isdisjoint(
        {"young_person_id", "used_on", "response_id"}
    )
    assert "code_id" not in {column.key for column in inspect(SurveyHanded).columns}


def test_nothing_of_an_answer_is_among_those_who_answered(world, signed_in_as, session):
    answer(signed_in_as(world.child.account), world.link.code, {"food": "sad"})
    known = session.scalars(select(SurveyAnswered)).one()
    response = sent()[0]
    values = {known.id, known.who_hash, known.survey_id}
    assert values.isdisjoint({response.id, response.key_hash, response.form_version_id})
    assert known.who_hash not in response.key_hash
    other = make_open_survey(world.west)
    assert once.account_hash(other.id, world.child.account) != known.who_hash


def test_stirring_gives_every_row_a_new_place(world, session):
    for number in range(5):
        answer_survey(world.survey, hashes=(bytes([number]) * 32,))
    before = {(one.id, one.who_hash) for one in session.scalars(select(SurveyAnswered))}
    session.expunge_all()
    once.stir()
    after = {(one.id, one.who_hash) for one in session.scalars(select(SurveyAnswered))}
    assert {who for _id, who in before} == {who for _id, who in after}
    assert not before & after


@pytest.mark.parametrize(("days", "stirred"), [(2, True), (30, False)])
def test_what_came_in_on_the_last_day_is_stirred_too(world, session, days, stirred):
    once.note_answered(world.survey.id, [bytes(32)])
    world.survey.opens_on = today() - timedelta(days=60)
    world.survey.stage, world.survey.closes_on = "closed", today() - timedelta(days=days)
    session.commit()
    before = session.scalars(select(SurveyAnswered.id)).one()
    once.stir()
    assert (session.scalars(select(SurveyAnswered.id)).one() != before) == stirred


@pytest.mark.parametrize(("days", "known"), [(7, True), (8, False)])
def test_who_has_answered_is_forgotten_when_a_survey_is_long_over(world, session, days, known):
    code = once.code_in_survey(world.survey.id, bytes(32))
    once.note_answered(
        world.survey.id, [code, once.account_hash(world.survey.id, world.child.account)]
    )
    still_open = make_open_survey(world.west)
    once.note_answered(still_open.id, [code])
    world.survey.opens_on = today() - timedelta(days=60)
    world.survey.stage, world.survey.closes_on = "closed", today() - timedelta(days=days)
    session.commit()
    once.forget_who_answered()
    left = set(session.scalars(select(SurveyAnswered.survey_id)))
    assert left == ({world.survey.id, still_open.id} if known else {still_open.id})


def test_picking_the_same_age_again_goes_on_where_it_stopped(client, world):
    begin(client, world.link.code)
    at = f"/surveys/{world.link.code}"
    client.post(f"{at}/11_17/about_home", data={"do": "skip"})
    client.post(f"{at}/11_17/food", data={"answer": "sad"})
    there = begin(client, world.link.code).headers["Location"]
    assert "/11_17/" in there and "about_home" not in there
    assert "Start again" in client.get(f"{at}/").text
    client.post(f"{at}/", data={"ages": "11_17", "do": "again"})
    assert 'value="sad" checked' not in client.get(f"{at}/11_17/food").text


def test_what_was_sent_twice_is_one_answer(client, world):
    begin(client, world.link.code)
    client.post(f"/surveys/{world.link.code}/11_17/food", data={"answer": "sad"})
    first, second = send(client, world.link.code), None
    assert first.status_code == 302
    second = client.get(f"/surveys/{world.link.code}/11_17/check")
    assert second.status_code == 302 and len(sent()) == 1


def test_skipping_everything_sends_nothing(client, world):
    begin(client, world.link.code)
    page = send(client, world.link.code)
    assert page.status_code == 422 and "There is nothing to send yet" in page.text


def test_back_skip_and_the_check_page_lead_where_they_say(client, world):
    begin(client, world.link.code)
    at = f"/surveys/{world.link.code}/11_17/"
    assert client.post(f"{at}about_home", data={"do": "skip"}).headers["Location"] == f"{at}food"
    back = client.post(f"{at}food", data={"answer": "sad", "do": "back"})
    assert back.headers["Location"] == f"{at}about_home"
    changed = client.post(f"{at}food", data={"answer": "happy", "then": "check"})
    assert changed.headers["Location"] == f"{at}check"
    no = client.post(f"{at}heard", data={"answer": "no"})
    assert no.headers["Location"] == f"{at}who"
    yes = client.post(f"{at}heard", data={"answer": "yes"})
    assert yes.headers["Location"] == f"{at}anything"


def test_not_safe_keeps_what_was_typed_and_leads_to_help(client, world):
    begin(client, world.link.code)
    at = f"/surveys/{world.link.code}/11_17/anything"
    assert "I don’t feel safe" in client.get(at).text
    away = client.post(at, data={"answer": "It is loud.", "do": "not_safe"})
    assert away.headers["Location"] == "/tell/not_safe/"
    assert "It is loud." in client.get(at).text


@pytest.mark.parametrize("way", ["not_safe", "help"])
def test_from_where_there_is_help_the_very_question_is_gone_back_to(client, world, way):
    begin(client, world.link.code)
    at = f"/surveys/{world.link.code}/11_17/anything"
    page = client.post(at, data={"answer": "It is loud.", "do": way}, follow_redirects=True).text
    assert "What you were writing is saved." in page
    assert f'<a href="{at}">Go back to it</a>' in page and faults_of(page) == []
    client.get(f"/surveys/{world.link.code}/11_17/check")
    check = f'<a href="/surveys/{world.link.code}/11_17/check">Go back to it</a>'
    assert check in client.get("/help").text and check in client.get("/tell/not_safe/").text


@pytest.mark.parametrize("path", ["/help", "/tell/not_safe/"])
def test_what_was_sent_or_let_go_is_not_gone_back_to(client, world, clock, path):
    at = f"/surveys/{world.link.code}/11_17/anything"
    assert "Go back to it" not in client.get(f"{path}?came={at}").text
    answer(client, world.link.code, {"anything": "More fruit."})
    client.post(at, data={"do": "help"})
    assert "Go back to it" not in client.get(path).text
    begin(client, world.link.code)
    client.post(at, data={"answer": "It is loud.", "do": "help"})
    clock.forward(minutes=40)
    assert "Go back to it" not in client.get(path).text


def test_words_that_read_like_danger_are_on_the_duty_desk_at_once(client, world):
    answer(client, world.link.code, {"anything": "He hits me every night."})
    alert = session.scalars(select(Alert)).one()
    assert alert.subject_kind == "response" and alert.anonymous and alert.raised_at is None
    assert alert.council_code == "west"


def test_words_in_another_language_go_to_a_person(client, world):
    answer(client, world.link.code, {"anything": "أريد أن أكون مع أخي"})
    assert session.scalars(select(Alert)).one().source == "language"
    row = session.scalars(select(Answer).where(Answer.kind == "words")).one()
    assert row.language == "und"


def test_what_was_written_comes_to_the_coding_desk(client, world):
    answer(client, world.link.code, {"anything": "More fruit, please."})
    found = session.scalars(comments_for(world.officer)).unique().all()
    assert [one.words for one in found] == ["More fruit, please."]


def test_a_question_in_english_words_shows_on_the_coding_desk_as_text(world, signed_in_as, client):
    questions = [{"key": "q", "type": "long_text", "ask": "<b>Bold</b> & <script>x</script>"}]
    survey = make_open_survey(world.west, questions=questions, title="<i>T</i>")
    answer(client, survey_link(survey).code, {"q": "Nice."})
    for page in (
        signed_in_as(world.officer).get("/feedback/coding"),
        client.get(f"/surveys/{survey_link(survey).code}/"),
        client.get("/surveys/"),
    ):
        assert "<script>x" not in page.text and "<b>Bold" not in page.text
        assert "<i>T" not in page.text


def test_a_survey_for_one_age_asks_no_age(client, world):
    survey = make_open_survey(world.west)
    page = client.get(f"/surveys/{survey_link(survey).code}/").text
    assert "How old are you?" not in page and 'value="11_17"' in page


def test_a_link_nobody_made_is_not_found(client, world):
    assert client.get("/surveys/nobody/").status_code == 404
    assert client.post("/surveys/nobody/", data={"ages": "11_17"}).status_code == 404
    at = f"/surveys/{world.link.code}"
    assert client.post(f"{at}/", data={"ages": "4_7"}).status_code == 404
    assert client.get(f"{at}/4_7/check").status_code == 404


def test_before_its_first_day_and_after_its_last_there_is_an_honest_page(client, world, clock):
    clock.set(2026, 3, 31, 22, 50)
    begin(client, world.link.code)
    at = f"/surveys/{world.link.code}/"
    client.post(f"{at}11_17/anything", data={"answer": "Warmer rooms."})
    looked_over = client.get(f"{at}11_17/check").text
    clock.set(2026, 3, 31, 23, 5)
    late = client.post(f"{at}11_17/check", data={"answers": looked_over[:10]})
    assert late.headers["Location"] == at
    page = client.get(at)
    assert page.status_code == 410
    assert "The last day was" in page.text and "Warmer rooms." in page.text
    assert WANTS_HELP in page.text and "Nobody but you can see" in page.text
    assert sent() == []
    clock.set(2026, 2, 1, 9)
    days = {"opens_on": world.survey.opens_on, "closes_on": world.survey.closes_on}
    early = make_open_survey(world.west, **days)
    page = client.get(f"/surveys/{survey_link(early).code}/")
    assert page.status_code == 200
    assert "You can answer from" in page.text and "2 March 2026" in page.text
    assert WANTS_HELP not in page.text


def test_a_page_sent_after_the_last_day_keeps_the_words_even_without_the_cookie(
    app, client, world, clock
):
    begin(client, world.link.code)
    clock.set(2026, 4, 2, 9)
    at = f"/surveys/{world.link.code}/11_17/anything"
    kept = client.post(at, data={"answer": "Too late but true."})
    assert "Too late but true." in client.get(kept.headers["Location"]).text
    fresh = app.test_client().post(at, data={"answer": "And without a cookie."})
    assert fresh.status_code == 410 and "And without a cookie." in fresh.text
    with pytest.raises(IsOver):
        answer_survey(world.survey)


def test_a_class_behind_one_address_passes_and_a_flood_is_marked(app, world, client):
    for _number in range(90):
        answer_survey(world.survey)
    assert session.scalars(select(SurveyMark)).all() == []
    app.config["SURVEY_FLOOD"] = 90
    answer(client, world.link.code, {"food": "sad"})
    marks = session.scalars(select(SurveyMark)).all()
    assert [(one.state, one.from_paper) for one in marks] == [("held", False)]
    assert len(sent()) == 91


def test_far_too_many_wait_and_keep_their_answers(app, client, world):
    app.config["SURVEY_FLOOD"] = 1
    for _number in range(10):
        answer_survey(world.survey)
    page = answer(client, world.link.code, {"anything": "Me too."})
    assert page.status_code == 429 and "Your answers are still here" in page.text
    assert "Me too." in page.text


def test_answers_with_a_code_or_an_account_are_never_a_flood(app, world):
    app.config["SURVEY_FLOOD"] = 1
    for number in range(5):
        answer_survey(world.survey, hashes=(bytes([number]) * 32,))
    assert session.scalars(select(SurveyMark)).all() == []


def test_a_young_person_sees_the_surveys_of_their_own_council(world, signed_in_as):
    north = make_young_person(world.north, "wren")
    page = signed_in_as(north.account).get("/surveys/").text
    assert survey_link(world.survey, "north").code in page
    assert world.link.code not in page


def test_a_browser_that_opened_a_link_finds_it_again(client, world):
    assert "Home and food" not in client.get("/surveys/").text
    client.get(f"/surveys/{world.link.code}/")
    assert "Home and food" in client.get("/surveys/").text


@pytest.mark.parametrize(
    ("way", "leads_to"),
    [
        ("help", "/help"),
        ("language:ar", "{at}?lang=ar"),
    ],
)
def test_help_and_another_language_keep_the_words_that_are_being_typed(
    client, world, way, leads_to
):
    begin(client, world.link.code)
    at = f"/surveys/{world.link.code}/11_17/anything"
    assert 'form="ask" name="do" value="help"' in client.get(at).text
    done = client.post(at, data={"answer": "Half a sentence about fru", "do": way})
    assert done.headers["Location"] == leads_to.format(at=at)
    assert "Half a sentence about fru" in client.get(at).text


def test_on_the_sent_page_in_another_language_what_stayed_english_says_that_it_is(client, world):
    answer(client, world.link.code, {"anything": "More fruit."})
    page = client.get(f"/surveys/{world.link.code}/11_17/sent?lang=ar").text
    assert '<html lang="ar"' in page
    assert '<span lang="en" dir="ltr">Thank you. We read every answer.</span>' in page
    assert '<bdi dir="ltr" lang="en">SHOUT</bdi>' in page
