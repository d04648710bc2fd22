"""The page behind "I don't feel safe": what it promises, and the way back from it."""

import html
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.core.db import keeps_others_waiting
from app.core.permissions import Role
from app.demo.factories import make_council, make_shift, make_staff, make_young_person
from app.safeguarding.models import Alert
from feedback import telling
from surveys.models import Answer, Form, FormVersion, Response
from tests.talking import hidden, return_number_on

FORM = "something_else"
BUTTON = "Tell the duty team now"
NOBODY = "Nobody is reading right now"


def begin(visitor, how="anonymous"):
    return visitor.post(f"/tell/{FORM}/", data={"how": how})


def press(visitor, question, answer=""):
    """The button on a question's page; the page it leads to."""
    data = {"answer": answer, "do": "not_safe"}
    return visitor.post(f"/tell/{FORM}/{question}", data=data, follow_redirects=True).text


@pytest.mark.parametrize("how", ["by_name", "anonymous"])
def test_it_leads_back_to_the_question_they_came_from(app, signed_in_as, how):
    visitor = signed_in_as(make_young_person(make_council(), "Fox").account)
    begin(visitor, how)
    page = press(visitor, "your_words", "he shouts")
    assert f'href="/tell/{FORM}/your_words"' in page
    assert "he shouts" in visitor.get(f"/tell/{FORM}/your_words").text


def test_help_leads_back_to_the_question_they_came_from_too(client):
    begin(client)
    at = f"/tell/{FORM}/your_words"
    page = client.post(at, data={"answer": "he shouts", "do": "help"}, follow_redirects=True).text
    assert f'<a href="{at}">Go back to it</a>' in page


def test_it_leads_back_to_the_check_page(client):
    begin(client)
    assert f"came={FORM}/check" in client.get(f"/tell/{FORM}/check").text
    page = client.get(f"/tell/not_safe/?came={FORM}/check").text
    assert f'<a href="/tell/{FORM}/check">' in page


@pytest.mark.parametrize(
    "came",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        f"{FORM}/../../exit",
        f"{FORM}/no_such_question",
        f"{FORM}/",
        "how_i_feel/feeling",
        "javascript:alert(1)",
        "\0/\0",
        "x" * 5000,
    ],
)
def test_it_leads_back_to_nothing_but_what_they_are_answering(client, came):
    begin(client)
    page = client.get("/tell/not_safe/", query_string={"came": came})
    assert page.status_code == 200
    assert '<a href="/tell/">Go back to it</a>' in page.text


def test_what_was_sent_is_not_gone_back_to(client):
    assert "Go back to it" not in client.get(f"/tell/not_safe/?came={FORM}/your_words").text


def test_while_the_desk_is_open_it_promises_a_time_that_the_desk_keeps(client, session, clock):
    clock.set(2026, 7, 15, 12, 3)
    page = html.unescape(client.get("/tell/not_safe/").text)
    assert 'look at it by <bdi dir="ltr">14:15</bdi>' in page
    assert NOBODY not in page
    client.post("/tell/not_safe/now")
    assert session.scalars(select(Alert)).one().due_at == datetime(2026, 7, 15, 13, 15, tzinfo=UTC)
    assert "14:15" in client.get("/tell/sent").text


def test_each_question_can_be_sent_at_once_and_says_that_nothing_is_sent_yet(client, session):
    client.post("/tell/not_safe/", data={"how": "anonymous"})
    page = client.get("/tell/not_safe/what_is_happening").text
    assert "Nothing is sent yet" in page and "Send it now" in page
    data = {"answer": "he is at the door", "do": "send_now"}
    sent = client.post("/tell/not_safe/what_is_happening", data=data, follow_redirects=True)
    assert "<h1>Sent</h1>" in sent.text
    alert = session.scalars(select(Alert)).one()
    assert (alert.level, alert.source) == ("red", "button")
    assert session.scalars(select(Answer)).one().words == "he is at the door"


def test_send_it_now_is_heard_after_the_cookie_is_gone(client, session):
    data = {"answer": "he is at the door", "do": "send_now"}
    sent = client.post("/tell/not_safe/what_is_happening", data=data, follow_redirects=True)
    assert "<h1>Sent</h1>" in sent.text
    assert session.scalars(select(Alert)).one().level == "red"


def test_only_an_urgent_form_is_sent_from_a_question(client, session):
    begin(client)
    data = {"answer": "Noise", "do": "send_now"}
    client.post(f"/tell/{FORM}/your_words", data=data, follow_redirects=True)
    assert session.scalars(select(Response)).one().sent_on is None


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ((2026, 7, 15, 5), "15 July"),
        ((2026, 7, 15, 20), "16 July"),
        ((2026, 7, 18, 11), "20 July"),
        ((2026, 8, 31, 11), "1 September"),
    ],
    ids=["before nine", "evening", "weekend", "bank holiday"],
)
def test_while_nobody_is_there_it_says_so_before_the_button_and_who_is(client, clock, moment, day):
    clock.set(*moment)
    page = html.unescape(client.get("/tell/not_safe/").text)
    before, after = page.split(BUTTON)
    assert NOBODY in before
    assert f"{day} 2026, from" in before
    for line in ("tel:999", "tel:08001111", "sms:85258", "tel:01604626938"):
        assert line in before
    assert "look at it by" not in page
    assert NOBODY in after


def test_the_hours_are_those_of_the_council_that_looks_after_them(signed_in_as, clock):
    early = make_council("west", "West", desk_opens=7, desk_closes=15)
    visitor = signed_in_as(make_young_person(early, "Fox").account)
    clock.set(2026, 7, 15, 6, 30)
    assert NOBODY not in visitor.get("/tell/not_safe/").text
    clock.set(2026, 7, 15, 14, 30)
    assert NOBODY in visitor.get("/tell/not_safe/").text


def test_after_one_tap_at_night_no_minutes_are_promised_either(client, clock):
    clock.set(2026, 7, 15, 22)
    client.post("/tell/not_safe/now")
    page = html.unescape(client.get("/tell/sent").text)
    assert NOBODY in page and "16 July 2026, from" in page
    assert "nobody is reading right now. If you cannot wait" in page
    assert "has it now" not in page
    assert "look at it by" not in page.split("who-will-read")[1].split("</dl>")[0]


class TestWithARota:
    """Who is on duty decides what is promised, at any hour."""

    @pytest.fixture
    def fox(self, session, clock):
        west = make_council("west", "West", red_minutes=30)
        duty = make_staff(Role.DUTY_WORKER, council=west)
        clock.set(2026, 7, 15, 22)
        make_shift(duty, clock(), datetime(2026, 7, 16, 6, tzinfo=UTC), west)
        make_shift(
            duty,
            datetime(2026, 7, 16, 12, tzinfo=UTC),
            datetime(2026, 7, 16, 16, tzinfo=UTC),
            west,
        )
        return make_young_person(west, "Fox").account

    def test_at_night_a_time_is_promised_when_somebody_is_on(self, fox, signed_in_as):
        visitor = signed_in_as(fox)
        for path in ("/tell/not_safe/", "/help"):
            page = html.unescape(visitor.get(path).text)
            assert "look at it by" in page and NOBODY not in page

    @pytest.mark.parametrize(
        ("moment", "says"),
        [
            ((2026, 7, 16, 5, 45), '16 July 2026, from <bdi dir="ltr">13:00'),
            ((2026, 7, 16, 9), '16 July 2026, from <bdi dir="ltr">13:00'),
            ((2026, 7, 16, 17), "We do not know yet when"),
        ],
        ids=["the shift ends before it is due", "in a gap", "nobody is planned"],
    )
    def test_otherwise_when_the_next_comes_on_or_nothing(
        self, fox, signed_in_as, clock, moment, says
    ):
        clock.set(*moment)
        visitor = signed_in_as(fox)
        for path in ("/tell/not_safe/", "/help"):
            page = html.unescape(visitor.get(path).text)
            assert says in page and "look at it by" not in page


WRITTEN = "he shouts every night"
LONG = "he shouts " * 1200
HOWS = [("anonymous", "anonymous"), ("by_name", "by_name"), ("by_name", "anonymous")]


def write(visitor, how="anonymous", words=WRITTEN):
    """Write this on the urgent form, and leave it by the button to the page with the one tap."""
    visitor.post("/tell/not_safe/", data={"how": how})
    visitor.post("/tell/not_safe/what_is_happening", data={"answer": words, "do": "not_safe"})


def marks(visitor) -> dict[str, str]:
    """What the page with the one tap sends along, besides who it is from."""
    page = visitor.get("/tell/not_safe/").text
    return {name: hidden(page, name) for name in ("once", "written")}


def words_sent(session) -> list[str]:
    """The words of what was sent, of everybody."""
    sent = select(Answer).join(Response).where(Response.sent_on.is_not(None))
    return [answer.words for answer in session.scalars(sent)]


@pytest.mark.parametrize(("begun", "told"), [*HOWS, ("anonymous", "by_name")])
def test_what_was_written_goes_with_the_one_tap(app, session, signed_in_as, begun, told):
    visitor = signed_in_as(make_young_person(make_council(), "Fox").account)
    write(visitor, begun)
    assert "What you have written here goes with it." in visitor.get("/tell/not_safe/").text
    promised = marks(visitor)
    for _tap in range(2):
        answer = visitor.post("/tell/not_safe/now", data={"how": told, **promised})
        assert answer.status_code == 302
    response = session.scalars(select(Response)).unique().one()
    assert response.sent_on is not None
    assert response.anonymous is (told == "anonymous")
    assert [answer.words for answer in response.answers] == [WRITTEN]
    assert session.scalars(select(Alert)).one().subject_id == response.id


def test_without_anything_written_nothing_is_promised_to_go_along(client):
    assert "goes with it" not in client.get("/tell/not_safe/").text


@pytest.mark.parametrize("told", ["anonymous", "by_name"])
def test_words_too_long_to_be_sent_otherwise_go_with_the_one_tap(session, signed_in_as, told):
    visitor = signed_in_as(make_young_person(make_council(), "Fox").account)
    write(visitor, words=LONG)
    assert visitor.post("/tell/not_safe/now", data={"how": told, **marks(visitor)}).location == (
        "/tell/sent"
    )
    assert session.scalars(select(Alert)).one().level == "red"
    assert words_sent(session) == [LONG]


def test_words_too_long_are_sent_from_the_question_as_well(client, session):
    client.post("/tell/not_safe/", data={"how": "anonymous"})
    data = {"answer": LONG, "do": "send_now"}
    assert client.post("/tell/not_safe/what_is_happening", data=data).location == "/tell/sent"
    assert session.scalars(select(Alert)).one().level == "red"


def test_the_tap_on_the_help_page_takes_nothing_along_that_it_does_not_speak_of(
    session, signed_in_as
):
    visitor = signed_in_as(make_young_person(make_council(), "Fox").account)
    write(visitor)
    once = hidden(visitor.get("/help").text, "once")
    visitor.post("/tell/not_safe/now", data={"how": "by_name", "once": once})
    assert session.scalars(select(Alert)).one().level == "red"
    assert words_sent(session) == []
    assert session.scalars(select(Answer)).one().words == WRITTEN


def test_what_has_lapsed_on_a_shared_tablet_goes_with_nobodys_tap(client, session, clock):
    write(client)
    promised = marks(client)
    clock.forward(hours=26)
    client.post("/tell/not_safe/now", data=promised)
    assert session.scalars(select(Alert)).one().level == "red"
    assert words_sent(session) == []


def test_the_number_shown_when_it_was_saved_opens_what_the_tap_sent(client, session):
    write(client)
    number = return_number_on(client.get("/tell/not_safe/saved").text)
    client.post("/tell/not_safe/now", data=marks(client))
    assert return_number_on(client.get("/tell/sent").text) == number
    assert words_sent(session) == [WRITTEN]


def test_the_council_named_with_the_tap_is_that_of_what_was_written(client, session):
    make_council("north", "North")
    write(client)
    client.post("/tell/not_safe/now", data={"council": "north", **marks(client)})
    assert session.scalars(select(Alert)).one().council_code == "north"


@pytest.mark.parametrize("told", ["anonymous", "by_name"])
def test_what_was_asked_when_it_was_written_is_sent_though_the_form_has_changed(
    session, signed_in_as, told
):
    visitor = signed_in_as(make_young_person(make_council(), "Fox").account)
    write(visitor)
    old = session.scalars(select(FormVersion).join(Form).where(Form.key == "not_safe")).one()
    asked = [one for one in old.definition["questions"] if one["key"] != "what_is_happening"]
    changed = {**old.definition, "questions": asked}
    values = {"form_id": old.form_id, "number": old.number + 1, "digest": "0" * 64}
    session.add(FormVersion(definition=changed, published_on=old.published_on, **values))
    session.commit()
    visitor.post("/tell/not_safe/now", data={"how": told, **marks(visitor)})
    assert words_sent(session) == [WRITTEN]


@pytest.mark.parametrize("told", ["anonymous", "by_name"])
def test_a_tap_while_the_same_is_being_sent_loses_nothing(
    app, session, signed_in_as, monkeypatch, told
):
    visitor = signed_in_as(make_young_person(make_council(), "Fox").account)
    write(visitor)
    promised, first = marks(visitor), []
    answers = hidden(visitor.get("/tell/not_safe/check").text, "answers")
    listen = telling.listen

    def listen_while_tapping(*looked):
        heard = listen(*looked)
        if not first:
            first.append(heard)
            data = {"how": told, **promised}
            with ThreadPoolExecutor(1) as other:
                tapped = other.submit(visitor.post, "/tell/not_safe/now", data=data).result()
            assert tapped.location == "/tell/sent"
        return heard

    monkeypatch.setattr(telling, "listen", listen_while_tapping)
    sent = visitor.post("/tell/not_safe/check", data={"answers": answers})
    assert sent.status_code == 302
    assert words_sent(session) == [WRITTEN]
    assert len(session.scalars(select(Alert)).all()) == 1


def test_a_tap_on_an_old_page_keeps_what_was_sent_without_a_name(session, signed_in_as):
    visitor = signed_in_as(make_young_person(make_council(), "Fox").account)
    write(visitor)
    promised = marks(visitor)
    for told in ("anonymous", "by_name"):
        visitor.post("/tell/not_safe/now", data={"how": told, **promised})
    assert words_sent(session) == [WRITTEN]
    assert len(session.scalars(select(Alert)).all()) == 2


@pytest.mark.parametrize("address", ["/tell/not_safe/now", "/tell/not_safe/what_is_happening"])
def test_while_words_are_looked_through_others_can_write(client, monkeypatch, address):
    write(client)
    waiting, listen = [], telling.listen

    def see_who_waits(*looked):
        waiting.append(keeps_others_waiting())
        return listen(*looked)

    monkeypatch.setattr(telling, "listen", see_who_waits)
    client.post(address, data={"answer": WRITTEN, "do": "send_now", **marks(client)})
    assert waiting == [False]


@pytest.mark.parametrize("address", ["/tell/not_safe/now", "/tell/not_safe/what_is_happening"])
def test_a_tap_is_heard_though_another_page_keeps_words_at_that_moment(
    client, session, monkeypatch, address
):
    write(client)
    promised, listen, first = marks(client), telling.listen, []
    where = {"answer": "in the kitchen", "do": "next"}

    def listen_while_more_is_kept(*looked):
        heard = listen(*looked)
        if not first:
            first.append(heard)
            with ThreadPoolExecutor(1) as other:
                page = "/tell/not_safe/where_are_you"
                assert other.submit(client.post, page, data=where).result().status_code == 302
        return heard

    monkeypatch.setattr(telling, "listen", listen_while_more_is_kept)
    data = {"answer": WRITTEN, "do": "send_now", **promised}
    assert client.post(address, data=data).location == "/tell/sent"
    assert session.scalars(select(Alert)).one().level == "red"
    assert set(words_sent(session)) == {WRITTEN, "in the kitchen"}
