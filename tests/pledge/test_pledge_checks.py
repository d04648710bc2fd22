"""Is this true for you? The forms, and answering them with taps."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.demo.factories import make_young_person
from app.pledge import drafting
from app.pledge.pledge_checks import check_problems, definitions, keep_up
from app.pledge.publishing import publish
from app.pledge.services import history, start_draft, text_of
from app.safeguarding.models import Alert
from feedback.models import Thread, ThreadAudience
from feedback.statements import cards
from surveys.definition import Given, build
from surveys.models import Answer, Response
from surveys.publishing import current_version, current_versions
from surveys.routing import path, place
from tests.talking import hidden, return_number_on, tell
from tests.whole_app.test_pages import faults_of

CHECK = "pledge_west_11_15"
YOUNG = "pledge_west_7_11"


@pytest.fixture
def sky(world):
    return make_young_person(world.west, "sky")


def the_response(session) -> Response:
    return session.scalars(select(Response).where(Response.sent_on.is_not(None))).unique().one()


def test_there_is_a_check_for_each_council_and_age_and_none_among_the_cards(world):
    keys = {version.form.key for version in current_versions("pledge_check")}
    ages = ("7_11", "11_15", "16")
    assert keys == {f"pledge_{council}_{age}" for council in ("west", "north") for age in ages}
    assert not keys & {version.form.key for version in cards()}


def test_the_checks_are_fit_to_be_published_as_any_form_is(world):
    text = text_of(history("west")[0])
    assert check_problems("west", text) == []
    asked = {data["key"]: data["questions"] for data in definitions("west", text)}
    assert asked[YOUNG][0]["ask"] == text.promises[0].young
    assert asked[CHECK][0]["ask"] == text.promises[0].words
    assert asked["pledge_west_16"][0]["ask"] == text.promises[0].older
    codes = [choice["code"] for choice in asked[YOUNG][0]["choices"]]
    assert codes == ["kept", "partly", "not_kept", "dont_know"]


def test_no_two_questions_for_words_are_asked_alike(world):
    """An interpreter's English is laid beside an answer by its question."""
    for data in definitions("west", text_of(history("west")[0])):
        asked = [one["ask"] for one in data["questions"] if one["type"] == "long_text"]
        assert len(asked) == len(set(asked))


def test_a_newer_pledge_is_asked_about_from_its_first_day(world, session, clock):
    draft = start_draft(world.west, world.officer)
    draft.content = drafting.without_promise(draft.content, "P6")
    draft.digest = "as seen"
    publish(draft, date(2026, 9, 1), world.officer, "as seen")
    session.commit()
    assert current_version(CHECK).number == 1
    clock.set(2026, 9, 1, 1)
    keep_up()
    keep_up()
    session.commit()
    assert current_version(CHECK).number == 2
    assert "p6" not in [one["key"] for one in current_version(CHECK).definition["questions"]]
    assert current_version("pledge_north_11_15").number == 1


@pytest.mark.parametrize("tapped", ["kept", "not_kept"])
def test_a_check_counts_its_promises_and_does_not_count_down(world, tapped):
    for data in definitions("west", text_of(history("west")[0])):
        definition = build(data)
        answers = {question.key: Given((tapped,)) for question in definition.questions}
        places = [place(definition, key) for key in path(definition, answers)]
        assert {one.total for one in places} == {7}
        assert [one.number for one in places if not one.a_little_more] == [1, 2, 3, 4, 5, 6, 7]


def test_one_tap_answers_and_goes_on(world, client, session):
    client.post(f"/tell/{YOUNG}/", data={"how": "anonymous"})
    page = client.get(f"/tell/{YOUNG}/p1")
    assert 'name="answer" value="kept"' in page.text and ">Next<" not in page.text
    answer = client.post(f"/tell/{YOUNG}/p1", data={"answer": "kept"})
    assert answer.headers["Location"].endswith(f"/tell/{YOUNG}/p2")
    answer = client.post(f"/tell/{YOUNG}/p1", data={"answer": ["kept", "partly"]})
    assert answer.status_code == 302
    assert session.scalar(select(Answer.choices)) == ["partly"]


def test_going_on_without_a_tap_keeps_the_answer_there_was(world, client, session):
    client.post(f"/tell/{YOUNG}/", data={"how": "anonymous"})
    client.post(f"/tell/{YOUNG}/p1", data={"answer": "kept"})
    page = client.get(f"/tell/{YOUNG}/p1").text
    kept = hidden(page, "answer")
    assert kept == "kept" and "Your answer" in page and ">Next<" in page
    client.post(f"/tell/{YOUNG}/p1", data={"answer": kept, "do": "back"})
    assert session.scalar(select(Answer.choices)) == ["kept"]


def test_which_parts_is_asked_after_partly_or_not_and_of_those_of_eleven_and_over(world, client):
    client.post(f"/tell/{CHECK}/", data={"how": "anonymous"})
    for tapped, then in (("partly", "p1_parts"), ("not_kept", "p1_parts"), ("kept", "p2")):
        answer = client.post(f"/tell/{CHECK}/p1", data={"answer": tapped})
        assert answer.headers["Location"].endswith(f"/tell/{CHECK}/{then}")
    assert "Question 1 of 7: a little more" in client.get(f"/tell/{CHECK}/p1_parts").text
    client.post(f"/tell/{YOUNG}/", data={"how": "anonymous"})
    answer = client.post(f"/tell/{YOUNG}/p1", data={"answer": "not_kept"})
    assert answer.headers["Location"].endswith(f"/tell/{YOUNG}/p2")


def test_who_is_not_safe_at_home_is_asked_and_the_duty_desk_is_told(world, client, session):
    tell(client, YOUNG, {"p2": "not_kept", "p2_safe": "no"})
    assert [one.level for one in session.scalars(select(Alert))] == ["amber"]
    assert session.scalar(select(func.count()).select_from(Thread)) == 1


@pytest.mark.parametrize("how", ["anonymous", "by_name"])
def test_taps_alone_are_counted_and_nothing_waits_for_an_answer(
    world, sky, signed_in_as, session, how
):
    visitor = signed_in_as(sky.account)
    before = visitor.get(f"/tell/{CHECK}/")
    assert "If you write something, someone writes back by" in before.text
    sent = tell(visitor, CHECK, {"p1": "kept", "p2": "partly", "p2_parts": ["p2_2"]}, how)
    page = visitor.get(sent.headers["Location"])
    assert page.status_code == 200 and faults_of(page.text) == []
    assert "Nobody writes back to taps" in page.text and "Someone writes back by" not in page.text
    with pytest.raises(LookupError):
        return_number_on(page.text)
    assert session.scalar(select(Thread.id)) is None
    response = the_response(session)
    assert response.council_code == "west" and response.return_hash is None
    assert "Waiting" not in visitor.get("/messages/").text


def test_before_sending_the_page_says_that_nobody_writes_back_to_taps(world, client):
    client.post(f"/tell/{CHECK}/", data={"how": "anonymous"})
    client.post(f"/tell/{CHECK}/p1", data={"answer": "kept"})
    assert "nobody writes back" in client.get(f"/tell/{CHECK}/check").text
    client.post(f"/tell/{CHECK}/anything_else", data={"answer": "Thank you", "do": "next"})
    page = client.get(f"/tell/{CHECK}/check").text
    assert "nobody writes back" not in page and "Someone writes back by" in page


def test_one_word_and_the_participation_team_of_the_council_answers(world, client, session):
    tell(client, CHECK, {"p1": "kept", "anything_else": "My nurse is kind"})
    thread = session.scalars(select(Thread)).unique().one()
    assert (thread.council_code, thread.state) == ("west", "waiting")
    assert session.scalars(select(ThreadAudience.part)).all() == ["participation"]


def test_taps_that_are_sent_twice_are_sent_once(world, client, session):
    client.post(f"/tell/{CHECK}/", data={"how": "anonymous"})
    client.post(f"/tell/{CHECK}/p1", data={"answer": "kept"})
    answers = hidden(client.get(f"/tell/{CHECK}/check").text, "answers")
    for _ in range(2):
        sent = client.post(f"/tell/{CHECK}/check", data={"answers": answers})
        assert sent.headers["Location"] == "/tell/sent"
    assert the_response(session)
    back = client.get(f"/tell/{CHECK}/check")
    assert back.status_code == 200 and "Tell us something" in back.text


def test_a_number_that_was_kept_for_later_opens_nothing_once_only_taps_were_sent(
    world, client, session
):
    client.post(f"/tell/{CHECK}/", data={"how": "anonymous"})
    client.post(f"/tell/{CHECK}/p1", data={"answer": "kept"})
    number = return_number_on(client.get(f"/tell/{CHECK}/saved").text)
    answers = hidden(client.get(f"/tell/{CHECK}/check").text, "answers")
    client.post(f"/tell/{CHECK}/check", data={"answers": answers})
    assert client.post("/return/", data={"number": number}).status_code == 422


def test_nonsense_instead_of_a_tap_is_refused_and_nothing_is_kept(world, client, session):
    client.post(f"/tell/{CHECK}/", data={"how": "anonymous"})
    for nonsense in ("maybe", "kept\x00", "\u202ekept", "x" * 100_000):
        assert client.post(f"/tell/{CHECK}/p1", data={"answer": nonsense}).status_code == 422
    assert session.scalar(select(Answer.id)) is None
