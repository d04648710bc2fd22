"""What is new for a young person stands at the top of their first page and of their messages."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import RoleGrant
from app.core.clock import today
from app.core.i18n import speaking
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import (
    PASSPHRASE,
    assign,
    make_council,
    make_staff,
    make_statement,
    make_young_person,
)
from app.people.texts import PARTS
from feedback import quotes, services
from feedback.conversation import conversation
from feedback.models import Thread
from feedback.news import News, news_for
from surveys.models import Answer

WORDS = "My room is cold and I like the garden."
PAGES = pytest.mark.parametrize("page", ["/", "/messages/"])


@pytest.fixture
def sky(app):
    return make_young_person(make_council(), chosen_name="Sky")


@pytest.fixture
def worker(sky):
    worker = make_staff(Role.WORKER, display_name="Amina Yusuf", job_title="Head of Care")
    assign(worker, sky)
    return worker


@pytest.fixture
def officer(sky):
    return make_staff(Role.PARTICIPATION_OFFICER, job_title="Head of Listening")


@pytest.fixture
def phone(sky, signed_in_as):
    return signed_in_as(sky.account)


def said(person, **values) -> Thread:
    return make_statement(person, WORDS, readers=("social_worker",), **values)


def answered(person, by, times: int = 1) -> Thread:
    thread = said(person)
    for number in range(times):
        services.reply_to(thread, by, f"Answer number {number}.")
    return thread


def ask_about(thread: Thread, officer, session):
    rows = select(Answer).where(Answer.response_id == thread.response_id, Answer.kind == "words")
    answer = session.scalars(rows).one()
    return quotes.ask(answer, thread, "I like the garden.", Period.holding(today()), officer)


def announced(page: str) -> list[tuple[str, str]]:
    """The words and the address of every link in a notice that something is new."""
    notices = re.findall(r'(?s)<div class="notice notice-good".*?</div>\s*</div>', page)
    links = re.findall(r'(?s)<a class="button[^"]*" href="([^"]+)">(.*?)</a>', "".join(notices))
    return [(re.sub(r"<[^>]+>", "", words), address) for address, words in links]


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


@PAGES
def test_a_new_answer_is_announced_with_one_way_to_it(sky, worker, phone, page):
    thread = answered(sky, worker)
    shown = phone.get(page).text
    assert "There is 1 new answer for you." in words_of(shown)
    assert announced(shown) == [("See what is new", f"/messages/{thread.id}")]
    main = shown[shown.index("<main") :]
    first_heading = "What do you want" if page == "/" else "Sent on"
    assert main.index("new answer for you") < main.index(first_heading)


@PAGES
def test_what_was_read_is_not_announced_again(sky, worker, phone, page):
    thread = answered(sky, worker)
    phone.get(f"/messages/{thread.id}")
    assert "new answer" not in phone.get(page).text
    assert announced(phone.get(page).text) == []


@PAGES
def test_several_answers_are_counted(sky, worker, phone, page):
    answered(sky, worker, times=2)
    answered(sky, worker)
    assert "There are 3 new answers for you." in words_of(phone.get(page).text)


def test_news_in_several_conversations_leads_to_the_list_and_there_to_the_first(sky, worker, phone):
    oldest = answered(sky, worker)
    answered(sky, worker)
    oldest.messages[0].written_on = Period.holding(today()).previous.last_day
    assert announced(phone.get("/").text) == [("See what is new", "/messages/")]
    assert announced(phone.get("/messages/").text) == [
        ("See the first one", f"/messages/{oldest.id}")
    ]


@PAGES
def test_a_question_about_their_words_is_announced_until_they_answer_it(
    sky, officer, phone, session, page
):
    thread = said(sky)
    asked = ask_about(thread, officer, session)
    shown = phone.get(page).text
    assert "We have 1 question about your words." in words_of(shown)
    assert announced(shown) == [("See what is new", f"/messages/{thread.id}#your-words")]
    assert 'id="your-words"' in phone.get(f"/messages/{thread.id}").text
    quotes.answer_request(asked, False, "")
    assert announced(phone.get(page).text) == []


def test_a_question_for_a_report_that_is_finished_is_not_announced(sky, officer, session):
    ask_about(said(sky), officer, session)
    quotes.close_requests("west", Period.holding(today()))
    assert news_for(sky.account) == News()


def test_the_list_marks_the_conversation_a_question_is_about(sky, officer, phone, session):
    said(sky)
    ask_about(said(sky), officer, session)
    assert phone.get("/messages/").text.count("May we use your words?") == 1


def test_the_conversation_says_at_its_top_that_there_is_a_question(sky, officer, phone, session):
    thread = said(sky)
    asked = ask_about(thread, officer, session)
    assert 'href="#your-words"' in phone.get(f"/messages/{thread.id}").text
    quotes.answer_request(asked, True, quotes.mark_of(asked))
    assert 'href="#your-words"' not in phone.get(f"/messages/{thread.id}").text


def test_nobody_else_is_told(sky, worker, client, signed_in_as):
    answered(sky, worker)
    other = make_young_person(chosen_name="Other")
    assert "new answer" not in client.get("/").text
    assert "new answer" not in signed_in_as(other.account).get("/").text
    assert news_for(None) == news_for(worker) == news_for(other.account) == News()


def test_what_they_wrote_themselves_is_no_news(sky, worker, app):
    services.write_back(said(sky), "One more thing.", "en")
    assert news_for(sky.account) == News()


@PAGES
def test_it_costs_the_same_however_much_is_new(
    sky, worker, officer, phone, session, statements, page
):
    ask_about(answered(sky, worker), officer, session)
    phone.get(page)
    few = statements.during(lambda: phone.get(page))
    for _more in range(6):
        ask_about(answered(sky, worker, times=2), officer, session)
    session.commit()
    assert statements.during(lambda: phone.get(page)) == few


# Who it is that answered.


@pytest.fixture
def arabic_phone(sky, worker, make_app):
    """Sky's, in an app that offers Arabic before all of it is translated."""
    visitor = make_app(SHOW_INCOMPLETE=True).test_client()
    visitor.post("/sign-in", data={"name": "Sky", "passphrase": PASSPHRASE})
    visitor.get("/?lang=ar")
    return visitor


def test_a_worker_with_a_part_is_named_by_it_in_the_childs_language(sky, worker, arabic_phone):
    thread = answered(sky, worker)
    page = arabic_phone.get(f"/messages/{thread.id}").text
    assert "Amina Yusuf" in page
    with speaking("ar"):
        part = str(PARTS["social_worker"])
    assert part != "Social worker" and part in page
    assert "Head of Care" not in page


def test_a_job_title_that_somebody_typed_is_set_apart_as_english(sky, officer, arabic_phone):
    thread = answered(sky, officer)
    page = arabic_phone.get(f"/messages/{thread.id}").text
    assert '<bdi lang="en" dir="ltr">Head of Listening</bdi>' in page


def test_the_part_is_the_one_they_had_when_they_wrote(sky, worker, phone, clock, session):
    thread = answered(sky, worker)
    sky.assignments[0].ends_on = today()
    clock.forward(days=3)
    services.reply_to(thread, worker, "I work elsewhere now.")
    session.commit()
    turns = conversation(thread)
    assert [turn.part for turn in turns[1:]] == ["social_worker", ""]


def test_staff_who_also_inspect_cannot_speak_as_the_child(sky, worker, session, signed_in_as):
    worker.grants.append(RoleGrant(role=Role.YOUNG_INSPECTOR))
    thread = said(sky)
    desk = signed_in_as(worker)
    assert desk.get(f"/feedback/{thread.id}").status_code == 200
    assert desk.get("/messages/").status_code == 404
    assert desk.get(f"/messages/{thread.id}").status_code == 404
    sent = desk.post(f"/messages/{thread.id}/say", data={"words": "I am fine after all."})
    assert sent.status_code == 404
    assert thread.messages == []
