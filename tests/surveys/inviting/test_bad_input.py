"""Whatever is typed, sent or put into an address: no error of ours, and no word of it lost."""

import html

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.clock import today
from app.core.db import session
from app.demo.factories import answer_survey
from surveys.inviting import once
from surveys.inviting.asked_models import SurveyAnswered
from surveys.inviting.setting_aside import count_again, days_of, set_aside
from surveys.models import Answer
from surveys.results.counting import how_many
from tests.surveys.inviting.answers import answer, begin, send

HOSTILE = (
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "\u202eevil\u2066",
    "line\r\nSet-Cookie: x",
    "50% %(name)s {{ 7 }}",
    "\U0001f600" * 50,
    "\x00\x07",
)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_kept_to_the_letter_and_shown_as_text(client, world, words):
    answer(client, world.link.code, {"anything": words})
    row = session.scalars(select(Answer).where(Answer.kind == "words")).one()
    assert row.words == words


def test_words_that_are_too_long_stay_on_the_page_and_on_the_check_page(client, world):
    begin(client, world.link.code)
    at = f"/surveys/{world.link.code}/11_17/anything"
    long = "longword " * 1200
    page = client.post(at, data={"answer": long})
    assert page.status_code == 422 and long.strip() in html.unescape(page.text)
    client.post(at, data={"answer": long, "do": "not_safe"})
    assert send(client, world.link.code).status_code == 422


def test_a_code_that_is_no_choice_is_refused_in_the_readers_language(client, world):
    begin(client, world.link.code)
    at = f"/surveys/{world.link.code}/11_17/food"
    page = client.post(at, data={"answer": "nothing_like_it"})
    assert page.status_code == 422 and "pick from the answers" in page.text
    client.get("/?lang=ar")
    assert "pick from the answers" not in client.post(at, data={"answer": "x"}).text


def test_answers_changed_in_another_window_are_looked_at_again(client, world):
    begin(client, world.link.code)
    at = f"/surveys/{world.link.code}/11_17/"
    client.post(f"{at}food", data={"answer": "sad"})
    page = client.post(f"{at}check", data={"answers": "not what they saw"})
    assert page.status_code == 409 and "changed after this page was shown" in page.text
    assert send(client, world.link.code).status_code == 302


@settings(suppress_health_check=list(HealthCheck))
@given(words=ANYTHING, ages=ANYTHING, code=ANYTHING, question=st.text("abc/._-é", max_size=9))
def test_nothing_that_is_sent_is_an_error_of_ours(client, world, words, ages, code, question):
    at = f"/surveys/{world.link.code}/"
    client.post(at, data={"ages": "11_17"})
    for path, data in (
        ("/surveys/code", {"code": code}),
        (at, {"ages": ages}),
        (f"{at}11_17/anything", {"answer": words, "do": words, "then": words}),
        (f"{at}11_17/food", {"answer": words}),
        (f"{at}11_17/check", {"answers": words}),
    ):
        data = {name: one.encode("utf-8", "replace").decode() for name, one in data.items()}
        assert client.post(path, data=data).status_code < 500
    assert client.get(f"{at}{question}").status_code < 500
    assert client.get(f"{at}11_17/{question}").status_code < 500


@pytest.mark.postgresql
def test_answering_once_and_the_flood_hold_on_postgresql_too(app, world, clock):
    app.config["SURVEY_FLOOD"] = 2
    who = once.account_hash(world.survey.id, world.child.account)
    answer_survey(world.survey, hashes=(who,), anything="More fruit.")
    with pytest.raises(once.AnsweredBefore), session.begin_nested():
        answer_survey(world.survey, hashes=(who,))
    for _number in range(3):
        answer_survey(world.survey)
    session.flush()
    once.stir()
    assert [one.who_hash for one in session.scalars(select(SurveyAnswered))] == [who]
    assert how_many(world.survey, "west") == 3
    day = today()
    clock.forward(days=1)
    for decide, counted, waiting in ((set_aside, 0, 0), (count_again, 3, 1)):
        assert decide(world.survey, "west", day, "It was played with.", world.officer)
        [found] = days_of(world.survey, "west")
        assert (found.counted, found.waiting) == (counted, waiting)
        assert how_many(world.survey, "west") == counted
