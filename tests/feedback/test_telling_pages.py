"""The pages of telling, as a young person meets them."""

import html
import re
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app.core.db import put_down
from app.core.jobs import Job
from app.core.permissions import Role
from app.demo.factories import PASSPHRASE, assign, make_council, make_staff, make_young_person
from app.safeguarding.duty_mail import second_contact_overdue
from app.safeguarding.models import Alert
from feedback.models import Thread
from feedback.routes.answering import ASKED_HERE
from surveys.changing_drafts import save_answer
from surveys.models import Answer, Form, FormVersion, Response
from surveys.publishing import current_version, publish
from surveys.return_numbers import hash_of_return_number
from surveys.services import find_response
from tests.locks import watched_calls
from tests.talking import hidden, return_number_on, tell
from tests.visitor import Tokenless

DRAFTS = {"green owl", "yellow fox"}
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


def test_only_while_an_answer_is_put_down_do_others_wait_to_write(app, client):
    begin(client)
    with watched_calls(app, save_answer, put_down) as could_write:
        put(client, "your_words", "green owl")
    assert could_write == [True, False]


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


INTERPRETER = "An interpreter"


def readers_on(page: str) -> list[str]:
    """What stands in the list of who reads it."""
    found = page.split("who-will-read")[1].split("<ul", 1)[1].split("</ul>")[0]
    lines = re.findall(r"<li>(.*?)</li>", found, re.DOTALL)
    return [html.unescape(re.sub(r"\s*<[^>]*>\s*", " ", line)).strip() for line in lines]


def test_before_typing_it_says_who_else_reads_it_when_nobody_answers(fox, client, signed_in_as):
    late = "If nobody answers in time: The team managers"
    assert late in readers_on(client.get("/tell/how_i_feel/").text)
    by_name = readers_on(signed_in_as(fox.account).get("/tell/how_i_feel/").text)
    assert any("team manager" in line and "If nobody answers" in line for line in by_name)
    assert any("only the participation team" in line for line in by_name)


@pytest.mark.parametrize(
    ("chosen", "late"),
    [
        ("participation", ["The team managers"]),
        ("social_worker", ["Team manager Ben Okoro", "The participation team"]),
    ],
)
def test_the_check_page_says_who_is_next(fox, signed_in_as, chosen, late):
    manager = make_staff(Role.TEAM_MANAGER, council=make_council(), display_name="Ben Okoro")
    assign(manager, fox, "team_manager")
    visitor = signed_in_as(fox.account)
    begin(visitor, how="by_name")
    put(visitor, "your_words", "hello")
    put(visitor, "who_may_read", chosen)
    found = readers_on(visitor.get("/tell/something_else/check").text)
    said = ("If nobody answers in time", "And after that")
    assert found[1:] == [f"{words}: {one}" for words, one in zip(said, late, strict=False)]


def test_words_in_another_language_are_read_by_an_interpreter_and_the_duty_team(client):
    begin(client)
    put(client, "your_words", "I like my school")
    english = " ".join(readers_on(client.get("/tell/something_else/check").text))
    assert INTERPRETER not in english and "The duty team" not in english
    put(client, "your_words", "غرفتي باردة")
    other = readers_on(client.get("/tell/something_else/check").text)
    assert other[-2].startswith(INTERPRETER)
    assert other[-1] == "The duty team"


def test_before_typing_in_another_language_two_more_readers_are_named(client):
    english = readers_on(client.get("/tell/how_i_feel/").text)
    arabic = readers_on(client.get("/tell/how_i_feel/?lang=ar").text)
    assert len(arabic) == len(english) + 2


def test_it_does_not_promise_that_nobody_can_see_who_it_was(client):
    page = html.unescape(client.get("/tell/how_i_feel/").text)
    assert "nobody can see" not in page
    assert "Leave out names" in page


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
    assert begin(client, how="by_name").status_code == 401
    assert session.scalar(select(Response)) is None


def test_what_was_begun_by_name_never_goes_on_anonymously(fox, signed_in_as, session, clock):
    phone = signed_in_as(fox.account)
    begin(phone, how="by_name")
    clock.forward(minutes=31)
    page = put(phone, "your_words", "long thought")
    assert page.status_code == 401
    assert "long thought" in page.text and "sign in again" in page.text
    assert [draft.young_person_id for draft in session.scalars(select(Response))] == [fox.id]


def test_a_page_that_says_it_is_by_name_never_begins_an_anonymous_draft(client, session):
    page = put(client, "your_words", "long thought", how="by_name")
    assert page.status_code == 401 and "long thought" in page.text
    assert session.scalar(select(Response)) is None


def test_after_signing_in_again_what_was_begun_by_name_goes_on(fox, signed_in_as, session, clock):
    phone = signed_in_as(fox.account)
    begin(phone, how="by_name")
    clock.forward(minutes=31)
    put(phone, "your_words", "long thought")
    phone.post("/sign-in", data={"name": "Fox", "passphrase": PASSPHRASE})
    assert put(phone, "your_words", "long thought").status_code == 302
    assert session.scalar(select(Response)).young_person_id == fox.id
    assert stored(session).words == "long thought"


def test_sending_after_the_session_ended_asks_to_sign_in(fox, signed_in_as, session, clock):
    phone = signed_in_as(fox.account)
    begin(phone, how="by_name")
    put(phone, "your_words", "hello")
    answers = hidden(phone.get("/tell/something_else/check").text, "answers")
    clock.forward(minutes=31)
    sent = phone.post("/tell/something_else/check", data={"answers": answers})
    assert sent.status_code == 401
    assert session.scalar(select(Response)).sent_on is None


def test_signing_in_keeps_what_was_begun_without_a_name(fox, client):
    begin(client)
    put(client, "your_words", "hello")
    client.post("/sign-in", data={"name": "Fox", "passphrase": PASSPHRASE})
    assert client.get("/me").status_code == 200
    assert "hello" in client.get("/tell/something_else/check").text


def test_signing_out_lets_go_of_what_was_begun(fox, client):
    begin(client)
    put(client, "your_words", "hello")
    client.post("/sign-in", data={"name": "Fox", "passphrase": PASSPHRASE})
    client.post("/sign-out")
    assert client.get("/tell/something_else/check").location == "/tell/something_else/"


def test_an_anonymous_draft_is_not_shown_after_half_an_hour_unused(client, clock):
    begin(client)
    put(client, "your_words", "hello")
    clock.forward(minutes=29)
    assert "hello" in client.get("/tell/something_else/check").text
    clock.forward(minutes=31)
    assert 'href="/tell/something_else/check' not in client.get("/tell/").text
    assert client.get("/tell/something_else/check").location == "/tell/something_else/"
    assert client.get("/tell/something_else/your_words").location == "/tell/something_else/"


def test_an_hour_over_one_answer_loses_none_of_those_before(client, session, clock):
    begin(client)
    put(client, "your_words", "hello")
    clock.forward(minutes=60)
    assert put(client, "feeling", "", "skip").status_code == 302
    assert "hello" in client.get("/tell/something_else/check").text
    assert len(session.scalars(select(Response)).unique().all()) == 1


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
    assert urlsplit(opened.location).path == "/tell/something_else/your_words"
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
    other.get(f"/tell/resume/{draft.id}")
    assert "hello" in other.get("/tell/something_else/your_words").text


def test_of_two_drafts_of_one_form_the_chosen_one_opens(fox, signed_in_as, session):
    words = {}
    for said in DRAFTS:
        phone = signed_in_as(fox.account)
        begin(phone, how="by_name")
        put(phone, "your_words", said)
    for answer in session.scalars(select(Answer).where(Answer.question_key == "your_words")):
        words[answer.response_id] = answer.words
    assert set(words.values()) == DRAFTS
    for draft, said in words.items():
        other = signed_in_as(fox.account)
        other.get(f"/tell/resume/{draft}")
        page = other.get("/tell/something_else/check").text
        assert {one for one in DRAFTS if one in page} == {said}


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


@pytest.mark.parametrize("way", ["next", "later", "back"])
def test_an_answer_with_the_number_in_it_is_refused_and_kept_on_the_page(client, session, way):
    number = keep_for_later(client)
    spelled = f"it is {number[:4]}, {number[4:9]}/{number[9:]}"
    page = put(client, "your_words", spelled, way)
    assert page.status_code == 422
    assert spelled in page.text and "Your number is in this message" in page.text
    assert stored(session).words == "hello"


def test_an_answer_with_the_number_in_it_is_not_sent(client, session):
    number = keep_for_later(client)
    put(client, "your_words", f"it is {number}", "not_safe")
    page = client.get("/tell/something_else/check")
    answers = hidden(page.text, "answers")
    refused = client.post("/tell/something_else/check", data={"answers": answers})
    assert refused.status_code == 422
    assert "Your number is in this message" in refused.text
    assert session.scalar(select(Response)).sent_on is None


def keep_for_later(client) -> str:
    """Begin a draft, save it, and bring its return number."""
    begin(client)
    saved = put(client, "your_words", "hello", "later")
    return return_number_on(client.get(saved.location).text)


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
    asked_here = select(FormVersion).join(Form).where(Form.kind.in_(ASKED_HERE))
    for version in session.scalars(asked_here):
        form = version.form.key
        begin(client, form)
        asked = [one for one in version.definition["questions"] if not one.get("only_by_name")]
        for question in asked:
            page = html.unescape(client.get(f"/tell/{form}/{question['key']}").text)
            assert re.search(r'<button[^>]*value="not_safe"', page), (form, question["key"])
            assert NOT_SAFE in page


def test_the_button_keeps_what_was_typed_and_leads_to_the_not_safe_page(client, session):
    begin(client)
    pressed = put(client, "your_words", "he shouts", "not_safe")
    assert urlsplit(pressed.location).path == "/tell/not_safe/"
    assert stored(session).words == "he shouts"
    page = client.get("/tell/not_safe/").text
    assert page.index("tel:999") < page.index("Tell the duty team now")


@pytest.mark.parametrize(
    ("way", "onwards"),
    [
        ("help", "/help"),
        ("language:ar", "/tell/something_else/your_words?lang=ar"),
        ("language:xx", "/tell/something_else/your_words?lang=xx"),
    ],
)
@pytest.mark.parametrize("typed", ["half a sent", "x" * 20_000])
def test_help_and_the_languages_keep_what_was_typed(client, way, onwards, typed):
    client.post("/tell/something_else/", data={"how": "anonymous"})
    page = client.get("/tell/something_else/your_words").text
    assert 'value="help"' in page and 'value="language:ar"' in page
    answer = client.post("/tell/something_else/your_words", data={"answer": typed, "do": way})
    assert answer.headers["Location"] == onwards
    assert typed in client.get("/tell/something_else/your_words").text


def test_the_enter_key_goes_on_whatever_buttons_stand_above(client):
    client.post("/tell/not_safe/", data={"how": "anonymous"})
    page = client.get("/tell/not_safe/where_are_you").text
    first = re.search(r'<button[^>]*form="ask"[^>]*>', page)
    assert 'value="next"' in first.group()


def test_the_button_is_never_held_up_by_an_answer_that_will_not_do(client, session):
    begin(client)
    pressed = put(client, "your_words", "x" * 10_500, "not_safe")
    assert urlsplit(pressed.location).path == "/tell/not_safe/"
    assert len(stored(session).words) == 10_500
    page = client.get("/tell/something_else/check")
    assert "10,500" in page.text
    answers = hidden(page.text, "answers")
    refused = client.post("/tell/something_else/check", data={"answers": answers})
    assert refused.status_code == 422
    pressed = put(client, "feeling", "no such face", "not_safe")
    assert urlsplit(pressed.location).path == "/tell/not_safe/"


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


def test_one_tap_from_another_site_is_heard_and_sets_no_cookie(app, session):
    visitor = Tokenless(app, app.response_class)
    tapped = visitor.post("/tell/not_safe/now", headers={"Sec-Fetch-Site": "cross-site"})
    assert tapped.status_code == 302
    assert "Set-Cookie" not in tapped.headers
    assert session.scalar(select(Alert)).level == "red"


def test_tapping_without_end_is_all_kept_and_mailed_a_few_times(app, session, clock):
    make_council("west", "West Northamptonshire")
    tapping = Tokenless(app, app.response_class)
    for _tap in range(15):
        assert tapping.post("/tell/not_safe/now").location == "/tell/sent"
    assert len(session.scalars(select(Alert)).all()) == 15
    assert len(session.scalars(select(Job).where(Job.kind == "mail")).all()) == 10
    clock.forward(hours=2)
    assert second_contact_overdue() == 15
    assert len(session.scalars(select(Job).where(Job.kind == "mail")).all()) == 20


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


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("get_ready_for_my_meeting", "nobody can bring your words to it"),
        ("this_is_me", "do not learn that this is you"),
    ],
)
def test_before_it_is_begun_it_says_what_nobody_can_do_without_a_name(client, form, words):
    assert words in client.get(f"/tell/{form}/").text


def test_nobody_is_asked_what_they_are_called_who_does_not_give_a_name(fox, signed_in_as, client):
    begin(client, "this_is_me")
    page = put(client, "who_may_read", "", "skip", form="this_is_me")
    assert urlsplit(page.location).path == "/tell/this_is_me/good_at"
    assert client.get("/tell/this_is_me/like_to_be_called").status_code == 404
    by_name = signed_in_as(fox.account)
    begin(by_name, "this_is_me", "by_name")
    page = put(by_name, "who_may_read", "", "skip", form="this_is_me")
    assert urlsplit(page.location).path == "/tell/this_is_me/like_to_be_called"


def test_without_a_name_a_complaint_about_the_team_is_offered_to_who_reads_it(app, client):
    make_council("west", "West")
    begin(client, "sort_out_a_problem")
    address = "/tell/sort_out_a_problem/who_may_read"
    assert "The participation team for West" in client.get(address).text
    put(client, "about_worker", "participation", form="sort_out_a_problem")
    page = client.get(address).text
    assert "The team managers for West" in page and "The participation team for" not in page
