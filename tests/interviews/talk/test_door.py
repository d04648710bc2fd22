"""A code or a link opens one interview, in one browser, for a child without an account."""

import re

import pytest

from app.core import audit
from app.core.clock import today
from app.core.permissions import Role
from app.demo.factories import assign, make_staff
from app.interviews import conducting, conflicts, doors
from app.interviews.actions import add_action
from app.interviews.afterwards import tell
from app.interviews.danger import SUBJECT, kept_from, not_safe
from tests.interviews.talked import agree, talk
from tests.visitor import Visitor


@pytest.fixture
def code(offered, worker):
    return doors.give_door(offered, worker)


@pytest.fixture
def at(offered):
    return f"/talk/{offered.id}/"


def knock(visitor: Visitor, code: str, **more):
    return visitor.post("/talk/", data={"code": code, **more})


def test_the_code_opens_the_offer_and_nothing_else(client, code, at):
    assert knock(client, code).headers["Location"] == at
    assert "Would you like to talk?" in client.get(at).text
    assert client.get("/messages/").status_code == 302


def test_a_link_only_fills_in_the_code(client, code, at):
    page = client.get(f"/talk/{code}").text
    assert f'value="{code}"' in page
    assert client.get(at).headers["Location"] == "/talk/"


def test_however_it_is_typed_it_is_the_same_code(client, code, at):
    assert knock(client, code.replace("-", " ").lower()).headers["Location"] == at


def test_a_wrong_code_and_one_that_is_too_old_are_answered_alike(client, code, clock):
    def plain(answer):
        return answer.status_code, re.sub(r'value="[^"]*"', "", answer.text)

    wrong = plain(knock(client, "777-777-777"))
    clock.forward(days=8)
    assert plain(knock(client, code)) == wrong
    assert wrong[0] == 422 and "does not open anything" in wrong[1]


def test_a_new_code_puts_out_whoever_came_by_the_old_one(client, code, at, offered, worker):
    knock(client, code)
    doors.give_door(offered, worker)
    assert client.get(at).headers["Location"] == "/talk/"


def test_one_code_that_is_tried_again_and_again_is_slowed(app, code):
    def tries_until_slowed(code: str) -> int:
        return next(n for n in range(100) if knock(app.test_client(), code).status_code == 429)

    assert tries_until_slowed(code) == tries_until_slowed("999-999-999") <= 40


def test_after_half_an_hour_without_use_the_code_is_asked_for_again(client, code, at, clock):
    knock(client, code)
    clock.forward(minutes=20)
    assert client.get(at).status_code == 200
    clock.forward(minutes=31)
    assert client.get(at).headers["Location"] == "/talk/"
    assert "we closed it" in client.get("/talk/").text


def test_what_is_sent_from_a_page_left_open_is_taken_but_nothing_more_is_shown(
    client, code, at, offered, clock
):
    knock(client, code)
    clock.forward(minutes=40)
    assert client.post(f"{at}answer", data={"answer": "yes"}).status_code == 302
    assert offered.answer == "accepted"
    assert client.get(at).headers["Location"] == "/talk/"


def test_what_is_sent_without_the_door_waits_while_the_code_is_typed(client, code, at, offered):
    refused = client.post(f"{at}wishes/want_to_talk", data={"answer": "About my brother."})
    assert refused.status_code == 401 and "About my brother." in refused.text
    along = {"kept_at": f"{at}answer", "kept.answer": "yes"}
    assert f'action="{at}answer"' in knock(client, code, **along).text


def test_the_door_can_be_closed_on_this_phone(client, code, at):
    knock(client, code)
    client.post("/talk/let-go")
    assert client.get(at).headers["Location"] == "/talk/"


def test_after_leaving_quickly_the_door_is_closed_and_nothing_is_behind_back(client, code, at):
    knock(client, code)
    client.get("/exit")
    assert "This page is closed" in client.get(at).text
    client.get("/exit/open")
    assert client.get(at).headers["Location"] == "/talk/"


def test_no_page_behind_the_door_is_kept_by_the_browser(client, code, at):
    knock(client, code)
    assert client.get(at).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("question", "said", "seen"),
    [
        ("want_to_talk", "About my brother.", "my brother"),
        ("keep_from", "social_worker", " checked"),
    ],
)
def test_words_and_whom_they_named_are_not_shown_again_through_the_door(
    client, code, at, offered, question, said, seen
):
    knock(client, code)
    client.post(f"{at}answer", data={"answer": "yes"})
    client.post(f"{at}wishes/")
    client.post(f"{at}wishes/{question}", data={"answer": said})
    for page in (client.get(at), client.get(f"{at}wishes/{question}")):
        assert seen not in page.text and "We do not show on this phone" in page.text
    client.post(f"{at}wishes/{question}", data={"answer": ""})
    [answer] = [row for row in offered.wishes.answers if row.question_key == question]
    assert said in (answer.words, *(answer.choices or ()))


def test_a_child_who_signs_in_is_shown_their_own_and_not_what_the_door_held(
    client, code, at, child, signed_in_as
):
    assert 'href="/sign-in?next=/talk/"' in client.get("/talk/").text
    assert at in signed_in_as(child.account).get("/talk/").text


@pytest.fixture
def choosing(client, code, at):
    """Whoever has the code that the social worker gave, where it is said how to talk."""
    knock(client, code)
    client.post(f"{at}answer", data={"answer": "yes"})
    client.post(f"{at}wishes/")
    return client


def test_nobody_with_a_code_takes_themselves_out(choosing, at, offered, worker):
    choosing.post(f"{at}wishes/keep_from", data={"answer": "social_worker"})
    for said in ({"answer": "nobody"}, {"answer": "someone_else"}, {"do": "skip"}, {"answer": ""}):
        choosing.post(f"{at}wishes/keep_from", data=said)
        assert kept_from(offered) == [worker.id]
    [answer] = [row for row in offered.wishes.answers if row.question_key == "keep_from"]
    assert answer.choices == ["social_worker", "someone_else"]


def test_the_child_who_is_signed_in_takes_somebody_out(choosing, at, offered, child, signed_in_as):
    choosing.post(f"{at}wishes/keep_from", data={"answer": "social_worker"})
    signed_in_as(child.account).post(f"{at}wishes/keep_from", data={"answer": "nobody"})
    assert kept_from(offered) == []


def test_a_page_opened_with_a_code_does_not_say_whether_somebody_was_named(choosing, at):
    def plain(page: str) -> str:
        return re.sub(r'value="[^"]*"|nonce="[^"]*"', "", page)

    pages = (at, f"{at}wishes/keep_from")
    choosing.post(f"{at}wishes/keep_from", data={"do": "skip"})
    skipped = [plain(choosing.get(page).text) for page in pages]
    choosing.post(f"{at}wishes/keep_from", data={"answer": "social_worker"})
    assert [plain(choosing.get(page).text) for page in pages] == skipped


def test_whoever_gave_the_code_is_not_chosen_with_it(choosing, at, offered, worker):
    assert "Leah Okafor" not in choosing.get(f"{at}wishes/whom").text
    assert choosing.post(f"{at}wishes/whom", data={"answer": "social_worker"}).status_code == 422
    assert offered.interviewer_id is None
    assert conflicts.why_not(worker, offered) != []


def test_of_two_with_the_part_the_other_is_chosen(choosing, at, offered, worker, child, west):
    second = make_staff(Role.WORKER, council=west, display_name="Second Worker")
    assign(second, child)
    choosing.post(f"{at}wishes/whom", data={"answer": "social_worker"})
    assert (offered.interviewer_id, offered.chosen_by_child) == (second.id, True)
    assert worker.id not in conflicts.ties_of(offered).chosen


def test_a_code_of_somebody_else_chooses_the_worker(client, at, offered, worker, west):
    keeper = make_staff(Role.DUTY_WORKER, council=west)
    knock(client, doors.give_door(offered, keeper))
    client.post(f"{at}answer", data={"answer": "yes"})
    client.post(f"{at}wishes/")
    client.post(f"{at}wishes/whom", data={"answer": "social_worker"})
    assert (offered.interviewer_id, offered.chosen_by_child) == (worker.id, True)


@pytest.fixture
def talked(taken_on, listener, worker):
    """They talked; what came of it stands there, and an adult has read some of it."""
    talk(taken_on, listener, before="It was loud.")
    action = add_action(taken_on, "Look into what Leah did.", listener, today(), listener)
    tell(taken_on, "police", today(), "What Leah did.", listener)
    audit.record("read", SUBJECT, taken_on.id, listener, note="words")
    assert action.owner_name == "Noor Haddad"
    return taken_on


@pytest.mark.parametrize("agreed", [False, True])
def test_a_code_for_the_offer_shows_nothing_of_what_came_of_the_talk(
    client, code, at, talked, agreed
):
    if agreed:
        agree(talked)
    not_safe(talked)
    knock(client, code)
    page = client.get(at).text
    assert "not shown with this code" in page
    for words in ("Look into", "Who was told what", "Who has read any of it", "Did it help"):
        assert words not in page
    assert "The duty team has it now" not in client.get(f"{at}not-safe").text
    client.post(f"{at}helped", data={"helped": "yes"})
    assert talked.helped is None


def test_the_code_of_whoever_listened_shows_it(client, talked, at, listener):
    knock(client, conducting.give_door_to_words(talked, listener))
    page = client.get(at).text
    for words in ("Look into", "Who was told what", "Noor Haddad</bdi>,", "Did it help"):
        assert words in page


def test_with_a_code_for_the_offer_a_child_who_is_not_safe_is_told_that_it_was_heard(
    client, code, at
):
    knock(client, code)
    answer = client.post(f"{at}not-safe", follow_redirects=True).text
    assert "The duty team has it now" in answer and "Tell the duty team now" in answer


def test_after_the_talk_nobody_gives_a_code_for_the_offer(talked, listener, worker, signed_in_as):
    conducting.give_door_to_words(talked, listener)
    before = talked.door_hash
    page = signed_in_as(worker).post(f"/interviews/{talked.id}/offer/code", follow_redirects=True)
    assert "Somebody has talked with them already" in page.text
    assert talked.door_hash == before
