"""Going on with what was begun, and going back after it was sent."""

import html
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app.demo.factories import make_council, make_young_person
from feedback.models import Thread
from surveys.models import Response
from tests.talking import hidden, return_number_on, tell

FORM = "something_else"


@pytest.fixture
def fox(app):
    return make_young_person(make_council(), chosen_name="Fox")


def begin(visitor, how="anonymous", form=FORM):
    return visitor.post(f"/tell/{form}/", data={"how": how})


def put(visitor, question, answer, do="next", form=FORM):
    return visitor.post(f"/tell/{form}/{question}", data={"answer": answer, "do": do})


def path_of(answer) -> str:
    return urlsplit(answer.location).path


def test_the_number_of_a_draft_leads_to_the_words_they_were_writing(app, client):
    begin(client)
    saved = put(client, "your_words", "hello", "later")
    number = return_number_on(client.get(saved.location).text)
    opened = app.test_client().post("/return/", data={"number": number})
    assert path_of(opened) == f"/tell/{FORM}/your_words"


def test_what_was_put_away_on_an_empty_page_leads_to_that_page(client):
    begin(client)
    put(client, "your_words", "hello")
    put(client, "feeling", "", "later")
    assert path_of(client.get(f"/tell/{FORM}/go-on")) == f"/tell/{FORM}/feeling"


def test_words_that_were_gone_on_from_are_not_opened_again(client):
    begin(client)
    put(client, "your_words", "hello", "later")
    put(client, "your_words", "hello again")
    assert path_of(client.get(f"/tell/{FORM}/go-on")) == f"/tell/{FORM}/feeling"


def test_a_draft_by_name_goes_on_at_the_question_after_the_last_answer(fox, signed_in_as, session):
    phone = signed_in_as(fox.account)
    begin(phone, "by_name")
    put(phone, "who_may_read", "", "skip")
    put(phone, "your_words", "hello")
    draft = session.scalar(select(Response.id))
    assert path_of(phone.get(f"/tell/resume/{draft}")) == f"/tell/{FORM}/feeling"


def test_a_draft_in_which_nothing_was_answered_goes_on_at_its_first_question(client):
    begin(client)
    assert path_of(client.get(f"/tell/{FORM}/go-on")) == f"/tell/{FORM}/who_may_read"


def test_a_draft_whose_last_question_was_answered_goes_on_at_the_check_page(client):
    begin(client)
    put(client, "what_next", "answer")
    assert path_of(client.get(f"/tell/{FORM}/go-on")) == f"/tell/{FORM}/check"


@pytest.mark.parametrize("page", ["/tell/", f"/tell/{FORM}/", f"/tell/{FORM}/saved"])
def test_every_way_to_go_on_leads_there(client, page):
    begin(client)
    put(client, "your_words", "hello")
    assert f'href="/tell/{FORM}/go-on' in client.get(page).text


def test_where_someone_goes_on_they_can_look_at_what_they_have_answered(client):
    begin(client)
    put(client, "your_words", "hello")
    page = client.get(f"/tell/{FORM}/go-on", follow_redirects=True).text
    assert "You are back where you stopped" in page
    assert f'href="/tell/{FORM}/check"' in page
    assert "You are back" not in client.get(f"/tell/{FORM}/feeling").text


def test_with_nothing_begun_going_on_begins(client):
    assert path_of(client.get(f"/tell/{FORM}/go-on")) == f"/tell/{FORM}/"
    assert client.get("/tell/nothing/go-on").status_code == 404


@pytest.mark.parametrize("page", ["check", "feeling", "saved"])
def test_back_after_sending_says_it_was_sent_and_leads_to_the_number(client, page):
    tell(client, FORM, {"your_words": "hello"})
    back = client.get(f"/tell/{FORM}/{page}")
    assert back.status_code == 200
    assert "This was already sent" in back.text
    assert 'href="/tell/sent"' in back.text and 'href="/tell/"' in back.text
    assert "hello" not in back.text


def test_back_after_sending_by_name_leads_to_what_was_sent(fox, signed_in_as, session):
    phone = signed_in_as(fox.account)
    tell(phone, FORM, {"your_words": "hello"}, "by_name")
    thread = session.scalar(select(Thread.id))
    assert f'href="/messages/{thread}"' in phone.get(f"/tell/{FORM}/check").text


def test_back_when_the_number_is_no_longer_shown_leads_to_where_it_is_typed(client, clock):
    tell(client, FORM, {"your_words": "hello"})
    clock.forward(minutes=11)
    back = client.get(f"/tell/{FORM}/check").text
    assert "This was already sent" in back
    assert 'href="/return/"' in back and 'href="/tell/sent"' not in back


def test_back_when_the_number_was_put_away_shows_nothing_of_it(client):
    tell(client, FORM, {"your_words": "hello"})
    client.post("/tell/sent")
    assert path_of(client.get(f"/tell/{FORM}/check")) == f"/tell/{FORM}/"


@pytest.mark.parametrize("form", [FORM, "not_safe"])
def test_back_on_the_first_page_says_that_one_was_sent_a_moment_ago(client, clock, form):
    client.get(f"/tell/{form}/")
    if form == "not_safe":
        client.post("/tell/not_safe/now")
    else:
        tell(client, form, {"your_words": "hello"})
    back = html.unescape(client.get(f"/tell/{form}/").text)
    assert "We have what you sent a moment ago" in back
    clock.forward(minutes=11)
    assert "a moment ago" not in client.get(f"/tell/{form}/").text


def test_something_new_can_be_told_with_the_same_card(client, session):
    tell(client, FORM, {"your_words": "hello"})
    tell(client, FORM, {"your_words": "and this"})
    assert len(session.scalars(select(Thread)).unique().all()) == 2


def test_the_check_page_left_open_in_another_tab_says_what_happened(client):
    begin(client)
    put(client, "your_words", "hello")
    stale = hidden(client.get(f"/tell/{FORM}/check").text, "answers")
    put(client, "your_words", "hello again")
    answers = hidden(client.get(f"/tell/{FORM}/check").text, "answers")
    client.post(f"/tell/{FORM}/check", data={"answers": answers})
    refused = client.post(f"/tell/{FORM}/check", data={"answers": stale})
    assert refused.status_code == 409
    assert "This was already sent" in refused.text
