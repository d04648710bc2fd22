"""The pages of telling, as a young person meets them."""

import html
import re
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_young_person
from app.safeguarding.models import Alert
from feedback.models import Thread
from surveys.models import Answer, FormVersion, Response
from surveys.publishing import current_version, publish
from surveys.return_numbers import hash_of_return_number
from surveys.services import find_response
from tests.talking import hidden, return_number_on, tell
from tests.visitor import Tokenless

NOT_SAFE = "I don’t feel safe"


@pytest.fixture
def fox(app):
    """A young person who can sign in, with a social worker called Amina Hassan."""
    west = make_council()
    young_person = make_young_person(west, chosen_name="Fox")
    assign(make_staff(Role.WORKER, council=west, display_name="Amina Hassan"), young_person)
    return young_person


def begin(visitor, form="something_else", how="anonymous"):
    return visitor.post(f"/tell/{form}/", data={"how": how})


def put(visitor, question, answer, do="next", form="something_else", **more):
    data = {"answer": answer, "do": do, **more}
    return visitor.post(f"/tell/{form}/{question}", data=data)


def stored(session, question="your_words"):
    return session.scalar(select(Answer).where(Answer.question_key == question))


def test_the_first_page_shows_eight_cards_and_not_the_ninth_form(client):
    page = client.get("/tell/").text
    assert page.count('class="picture-option"') == 8
    assert "/tell/this_is_me/" in page


def test_before_typing_it_says_who_reads_by_when_and_what_cannot_be_secret(client, clock):
    clock.set(2026, 7, 17, 20)
    page = html.unescape(client.get("/tell/how_i_feel/").text)
    assert "participation team" in page
    assert "22 July 2026" in page
    assert "Nobody is reading right now" in page
    assert "may have to tell other grown-ups" in page


def test_while_the_desk_is_open_it_does_not_say_that_nobody_is_reading(client):
    assert "Nobody is reading right now" not in client.get("/tell/how_i_feel/").text


def test_a_young_person_sees_the_names_of_those_they_can_choose(fox, signed_in_as):
    visitor = signed_in_as(fox.account)
    assert "Amina Hassan" in visitor.get("/tell/how_i_feel/").text
    begin(visitor, "how_i_feel", "by_name")
    assert "Amina Hassan" in visitor.get("/tell/how_i_feel/who_may_read").text


def test_somebody_complained_about_is_not_offered_as_a_reader(fox, signed_in_as):
    visitor = signed_in_as(fox.account)
    begin(visitor, "sort_out_a_problem", "by_name")
    put(visitor, "about_worker", "social_worker", form="sort_out_a_problem")
    assert "Amina Hassan" not in visitor.get("/tell/sort_out_a_problem/who_may_read").text


@pytest.mark.parametrize("how", ["by_name", "anonymous"])
def test_a_whole_statement_is_sent_by_name_or_without(fox, signed_in_as, session, how):
    visitor = signed_in_as(fox.account)
    assert tell(visitor, "something_else", {"your_words": "hello"}, how).location == "/tell/sent"
    response = session.scalar(select(Response))
    assert response.anonymous == (how == "anonymous")
    assert response.young_person_id == (fox.id if how == "by_name" else None)
    page = visitor.get("/tell/sent").text
    assert ("return-number" in page) == response.anonymous


def test_nobody_can_tell_by_name_without_being_signed_in(client, session):
    begin(client, how="by_name")
    assert session.scalar(select(Response)).anonymous


def test_the_number_on_the_page_after_sending_opens_what_was_sent(client, session):
    tell(client, "something_else", {"your_words": "hello"})
    page = client.get("/tell/sent").text
    number = return_number_on(page)
    assert f"/return/{number}" in page
    assert "<svg" in page
    kept = hash_of_return_number(number)
    assert session.scalar(select(Response)).return_hash == kept


def test_the_number_goes_from_the_page_when_it_was_saved(client):
    tell(client, "something_else", {"your_words": "hello"})
    number = return_number_on(client.get("/tell/sent").text)
    assert client.post("/tell/sent").status_code == 302
    after = client.get("/tell/sent").text
    assert number[:4] not in after and "return-number" not in after


def test_the_number_goes_from_the_page_after_ten_minutes(client, clock):
    tell(client, "something_else", {"your_words": "hello"})
    clock.forward(minutes=9)
    assert "return-number" in client.get("/tell/sent").text
    clock.forward(minutes=2)
    assert "return-number" not in client.get("/tell/sent").text


def test_sending_twice_shows_the_same_number_and_makes_one_conversation(client, session):
    begin(client)
    put(client, "your_words", "hello")
    answers = hidden(client.get("/tell/something_else/check").text, "answers")
    numbers = []
    for _ in range(2):
        sent = client.post("/tell/something_else/check", data={"answers": answers})
        assert sent.location == "/tell/sent"
        numbers.append(return_number_on(client.get("/tell/sent").text))
    assert numbers[0] == numbers[1]
    assert len(session.scalars(select(Thread)).unique().all()) == 1


def test_other_words_under_what_was_sent_are_refused(client, session):
    tell(client, "something_else", {"your_words": "hello"})
    refused = put(client, "your_words", "other")
    assert refused.status_code == 409
    assert "other</textarea>" in refused.text
    assert put(client, "your_words", "hello").location == "/tell/sent"
    other = client.post("/tell/something_else/check", data={"answers": "0" * 64})
    assert other.status_code == 409
    assert stored(session).words == "hello"


def test_a_statement_without_an_answer_is_not_sent_and_says_what_to_do(client, session):
    make_council("west", "West Northamptonshire")
    begin(client)
    put(client, "who_may_read", "west")
    answers = hidden(client.get("/tell/something_else/check").text, "answers")
    page = client.post("/tell/something_else/check", data={"answers": answers})
    assert page.status_code == 422
    assert "There is nothing to send yet" in page.text
    assert session.scalar(select(Response)).sent_on is None


def test_answers_changed_in_another_tab_are_looked_over_again(client, session):
    begin(client)
    put(client, "your_words", "one")
    old = hidden(client.get("/tell/something_else/check").text, "answers")
    put(client, "your_words", "two")
    page = client.post("/tell/something_else/check", data={"answers": old})
    assert page.status_code == 409
    assert "two" in page.text
    assert session.scalar(select(Response)).sent_on is None


def test_skip_clears_an_answer_and_back_keeps_it(client, session):
    begin(client)
    assert put(client, "your_words", "hello", "back").location.endswith("/who_may_read")
    assert stored(session).words == "hello"
    assert put(client, "your_words", "hello", "skip").location.endswith("/feeling")
    assert stored(session).words is None


def test_changing_one_answer_leads_back_to_the_check_page(client):
    begin(client)
    page = client.get("/tell/something_else/your_words?then=check").text
    assert hidden(page, "then") == "check"
    assert put(client, "your_words", "x", then="check").location.endswith("/check")


def test_an_answer_off_the_way_is_kept_but_not_sent(client, session):
    begin(client, "my_workers_visit")
    put(client, "how_was_it", "kept words", form="my_workers_visit")
    put(client, "when", "no", form="my_workers_visit")
    assert "kept words" not in client.get("/tell/my_workers_visit/check").text
    put(client, "when", "yes", form="my_workers_visit")
    assert "kept words" in client.get("/tell/my_workers_visit/check").text


def test_a_draft_without_a_name_comes_back_from_another_phone_in_its_language(app, client):
    begin(client)
    saved = put(client, "your_words", "hello", "later")
    number = return_number_on(client.get(saved.location).text)
    other = app.test_client()
    opened = other.post("/return/", data={"number": number})
    assert urlsplit(opened.location).path == "/tell/something_else/check"
    assert "lang=en" in opened.location
    page = other.get("/tell/something_else/check").text
    assert "hello" in page
    answers = hidden(page, "answers")
    other.post("/tell/something_else/check", data={"answers": answers})
    after = other.get("/tell/sent").text
    assert "return-number" not in after
    assert "number you already have" in after


def test_a_draft_is_taken_off_a_shared_phone(client):
    begin(client)
    put(client, "your_words", "hello", "later")
    client.post("/tell/something_else/saved")
    assert "hello" not in client.get("/tell/something_else/check", follow_redirects=True).text


def test_a_draft_by_name_is_listed_and_goes_on_from_anywhere(fox, signed_in_as, session):
    begin(phone := signed_in_as(fox.account), how="by_name")
    put(phone, "your_words", "hello", "later")
    draft = session.scalar(select(Response))
    other = signed_in_as(fox.account)
    assert f"/tell/resume/{draft.id}" in other.get("/tell/").text
    assert "hello" in other.get(f"/tell/resume/{draft.id}", follow_redirects=True).text


def test_nobody_else_opens_a_draft_by_name(fox, signed_in_as, session, client):
    begin(phone := signed_in_as(fox.account), how="by_name")
    put(phone, "your_words", "hello")
    draft = session.scalar(select(Response))
    owl = make_young_person(chosen_name="Owl")
    assert signed_in_as(owl.account).get(f"/tell/resume/{draft.id}").status_code == 404
    with phone.session_transaction() as cookie:
        held = cookie["drafts"]
    with client.session_transaction() as cookie:
        cookie["drafts"] = held
    assert client.get("/tell/something_else/your_words").location == "/tell/something_else/"


def test_words_sent_after_the_cookie_is_gone_are_still_on_the_page(client, session):
    page = put(client, "your_words", "long thought")
    assert page.status_code == 422
    assert "long thought" in page.text
    assert put(client, "your_words", "long thought").status_code == 302
    assert stored(session).words == "long thought"


def test_words_sent_with_a_stale_page_are_still_on_the_page(app):
    page = put(Tokenless(app, app.response_class), "your_words", "long thought")
    assert page.status_code == 400
    assert "long thought" in page.text


def test_a_form_changed_while_it_is_answered_says_so_and_is_sent_as_it_was(client, session):
    begin(client)
    put(client, "your_words", "hello")
    version = current_version("something_else")
    publish({**version.definition, "title": "Changed"})
    session.commit()
    page = client.get("/tell/something_else/check").text
    assert "We have changed these questions" in page
    client.post("/tell/something_else/check", data={"answers": hidden(page, "answers")})
    assert session.scalar(select(Response)).sent_on
    assert session.scalar(select(Response)).form_version_id == version.id


def test_a_form_withdrawn_while_it_is_answered_keeps_the_words_and_can_be_sent(
    app, client, session
):
    begin(client)
    put(client, "your_words", "hello")
    current_version("something_else").withdrawn_on = app.extensions["clock"]().date()
    session.commit()
    assert "you can still send them" in client.get("/tell/something_else/").text
    assert app.test_client().get("/tell/something_else/").status_code == 410
    page = client.get("/tell/something_else/check").text
    sent = client.post("/tell/something_else/check", data={"answers": hidden(page, "answers")})
    assert sent.location == "/tell/sent"


@pytest.mark.parametrize("path", ["/tell/nothing/", "/tell/nothing/x", "/tell/nothing/check"])
def test_a_form_that_never_was_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_every_title_is_neutral(client):
    begin(client, "not_safe")
    for path in ("", "not_safe/", "sort_out_a_problem/", "not_safe/what_is_happening", "sent"):
        title = re.search(r"<title>(.*?)</title>", client.get(f"/tell/{path}").text)[1]
        assert html.unescape(title).split(" – ")[0] in {"Tell us", "Sent", "Help"}


# I don't feel safe


def test_every_page_of_every_form_carries_the_button(client, session):
    for version in session.scalars(select(FormVersion)):
        form = version.form.key
        begin(client, form)
        for question in version.definition["questions"]:
            page = html.unescape(client.get(f"/tell/{form}/{question['key']}").text)
            assert re.search(r'<button[^>]*value="not_safe"', page), (form, question["key"])
            assert NOT_SAFE in page


def test_the_button_keeps_what_was_typed_and_leads_to_the_not_safe_page(client, session):
    begin(client)
    assert put(client, "your_words", "he shouts", "not_safe").location == "/tell/not_safe/"
    assert stored(session).words == "he shouts"
    page = client.get("/tell/not_safe/").text
    assert page.index("tel:999") < page.index("Tell the duty team now")


def test_the_button_is_never_held_up_by_an_answer_that_will_not_do(client, session):
    begin(client)
    assert put(client, "your_words", "x" * 10_500, "not_safe").location == "/tell/not_safe/"
    assert len(stored(session).words) == 10_500
    page = client.get("/tell/something_else/check")
    assert "10,500" in page.text
    answers = hidden(page.text, "answers")
    refused = client.post("/tell/something_else/check", data={"answers": answers})
    assert refused.status_code == 422
    assert put(client, "feeling", "no such face", "not_safe").location == "/tell/not_safe/"


def test_one_tap_tells_the_duty_team_signed_out_and_with_nothing_written(client, session):
    make_council("north", "North Northamptonshire")
    once = hidden(client.get("/tell/not_safe/").text, "once")
    sent = client.post("/tell/not_safe/now", data={"once": once, "council": "north"})
    assert sent.location == "/tell/sent"
    alert = session.scalar(select(Alert))
    assert (alert.level, alert.source, alert.council_code) == ("red", "button", "north")
    assert "The duty team has it now" in client.get("/tell/sent").text


def test_tapping_twice_tells_them_once_under_one_number(client, session):
    once = hidden(client.get("/tell/not_safe/").text, "once")
    numbers = set()
    for _ in range(2):
        client.post("/tell/not_safe/now", data={"once": once})
        numbers.add(return_number_on(client.get("/tell/sent").text))
    assert len(numbers) == 1
    assert len(session.scalars(select(Alert)).all()) == 1


def test_one_tap_works_when_the_cookie_and_the_page_token_are_gone(app, session):
    assert Tokenless(app, app.response_class).post("/tell/not_safe/now").location == "/tell/sent"
    assert session.scalar(select(Alert)).level == "red"


def test_one_tap_by_name_says_who_it_is(fox, signed_in_as, session):
    visitor = signed_in_as(fox.account)
    once = hidden(visitor.get("/tell/not_safe/").text, "once")
    visitor.post("/tell/not_safe/now", data={"once": once, "how": "by_name"})
    assert session.scalar(select(Response)).young_person_id == fox.id
    assert session.scalar(select(Alert)).council_code == "west"


def test_one_tap_never_sends_another_draft(client, session):
    begin(client)
    put(client, "your_words", "hello")
    with client.session_transaction() as cookie:
        token = cookie["drafts"]["something_else"]
    assert client.post("/tell/not_safe/now", data={"once": token}).status_code == 409
    assert session.scalar(select(Response)).sent_on is None


def test_one_tap_is_for_the_urgent_form_alone(client):
    assert client.post("/tell/something_else/now").status_code == 404


def test_a_token_never_reaches_the_database(client, session):
    begin(client)
    with client.session_transaction() as cookie:
        token = cookie["drafts"]["something_else"]
    response = find_response(token)
    assert token.encode() not in response.key_hash
