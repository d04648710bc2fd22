"""Help: the right line at this hour, for everybody, whatever else is broken."""

import gzip
import re
from datetime import UTC, datetime

import html5lib
import pytest
from sqlalchemy import select

from app.core.clock import today
from app.core.permissions import Role
from app.demo.factories import make_council, make_staff, make_young_person
from app.safeguarding.helplines import (
    FIRST,
    GROUPS,
    LANGUAGES_IN_ENGLISH,
    UNSURE,
    first_lines,
    helplines,
    is_open,
    words_for_an_interpreter,
)
from app.safeguarding.models import Alert
from feedback.models import Thread
from surveys.publishing import current_version
from tests.talking import hidden

WEDNESDAY = datetime(2026, 7, 15, 9, 30, tzinfo=UTC)
NIGHT = datetime(2026, 7, 15, 22, 0, tzinfo=UTC)
CHRISTMAS = datetime(2026, 12, 25, 11, 0, tzinfo=UTC)
TAP = "Tell the duty team now"
LINES = {line.id: line for line in helplines()}


def test_999_comes_first_then_a_child_line_a_text_line_and_a_local_one(app):
    ids = [one.line.id for one in first_lines(WEDNESDAY)]
    assert ids == ["999", "childline", "shout", "nct_mash"]


@pytest.mark.parametrize("moment", [NIGHT, CHRISTMAS, datetime(2026, 7, 18, 11, tzinfo=UTC)])
def test_at_night_on_saturday_and_at_christmas_the_local_line_is_the_night_one(app, moment):
    assert first_lines(moment)[-1].line.id == "nct_out_of_hours"


@pytest.mark.parametrize("hour", range(24))
def test_at_every_hour_every_first_line_answers(app, hour):
    for day in range(13, 20):
        moment = datetime(2026, 7, day, hour, 15, tzinfo=UTC)
        assert len(first_lines(moment)) == len(FIRST)
        assert all(one.is_open for one in first_lines(moment))


def test_hours_are_those_of_the_clocks_in_england():
    line = LINES["coram_voice"]
    assert is_open(line, datetime(2026, 7, 15, 8, 30, tzinfo=UTC))
    assert not is_open(line, datetime(2026, 1, 14, 8, 30, tzinfo=UTC))
    assert not is_open(line, datetime(2026, 7, 15, 17, 0, tzinfo=UTC))
    assert is_open(LINES["ofsted"], WEDNESDAY) is None


def test_whom_to_try_instead_is_open_while_the_line_is_closed():
    closed = [line for line in helplines() if line.instead and is_open(line, NIGHT) is False]
    assert closed
    for line in closed:
        assert is_open(LINES[line.instead], NIGHT)
        assert LINES[line.instead].phone


def test_every_line_is_whole():
    assert len(LINES) == len(helplines())
    for line in helplines():
        assert line.plain and line.group in GROUPS
        assert set(line.unsure) <= set(UNSURE)
        assert re.fullmatch(r"[0-9 ]*", line.phone + line.also + line.text)
        assert line.web == "" or line.web.startswith("https://")
        assert line.verify or not line.unsure, "what is not sure is on the list for checking"
        assert line.evidence != "background" or {"phone", "web"} & set(line.unsure)
        assert line.instead == "" or line.instead in LINES


def test_a_line_nobody_can_reach_says_to_check():
    for line in helplines():
        ways = [line.phone, line.text, line.web, line.email]
        assert any(ways) or "phone" in line.unsure


def test_help_is_there_for_someone_who_has_not_signed_in(client):
    page = client.get("/help")
    assert page.status_code == 200
    assert page.text.index("tel:999") < page.text.index("tel:08001111") < page.text.index("sms:")


def test_help_is_there_when_the_database_is_not(make_app, tmp_path):
    visitor = make_app(DATABASE_URL=f"sqlite:///{tmp_path}/nowhere/at/all.sqlite3").test_client()
    with visitor.session_transaction() as cookie:
        cookie["_user_id"] = "someone who had signed in"
    page = visitor.get("/help")
    assert page.status_code == 200
    assert "tel:999" in page.text
    assert TAP not in page.text


def test_one_tap_tells_the_duty_desk_and_two_are_the_same_one(client, session):
    page = client.get("/help").text
    sent = {"how": "anonymous", "once": hidden(page, "once")}
    for _tap in range(2):
        answer = client.post(address_of_the_tap(page), data=sent)
        assert answer.location == "/tell/sent"
    [alert] = session.scalars(select(Alert))
    assert (alert.level, alert.source, alert.anonymous) == ("red", "button", True)


def test_the_tap_stands_after_the_first_lines_and_before_the_others(client):
    page = client.get("/help").text
    places = ['id="999"', 'id="nct_mash"', 'id="not-safe"', TAP, 'id="coram_voice"']
    order = [page.index(place) for place in places]
    assert order == sorted(order)


def test_it_says_when_the_desk_is_read(client, clock, session):
    make_council("west", "West", desk_opens=8, desk_closes=18, red_minutes=30)
    session.commit()
    day = words_of(page_at(client, clock, 10))
    assert "We read on working days from 8:00 to 18:00." in day
    assert "If you send it now, the duty team is asked to look at it by 11:30." in day
    night = words_of(page_at(client, clock, 22))
    assert "Nobody is reading right now." in night
    assert "look at it by" not in night


def test_a_young_person_who_signed_in_says_who_they_are_or_not(session, signed_in_as):
    sky = make_young_person(chosen_name="Sky")
    phone = signed_in_as(sky.account)
    page = phone.get("/help").text
    assert re.findall(r'name="how" value="(\w+)"', page) == ["by_name", "anonymous"]
    phone.post(address_of_the_tap(page), data={"how": "by_name", "once": hidden(page, "once")})
    assert session.scalars(select(Thread)).one().young_person_id == sky.id


def test_nobody_else_is_asked_for_a_name(client, signed_in_as):
    for visitor in (client, signed_in_as(make_staff(Role.WORKER))):
        assert re.findall(r'name="how" value="(\w+)"', visitor.get("/help").text) == ["anonymous"]


def test_when_the_form_is_withdrawn_there_is_no_tap(client, session):
    current_version("not_safe").withdrawn_on = today()
    session.commit()
    assert TAP not in client.get("/help").text


def address_of_the_tap(page: str) -> str:
    tap = page[page.index('id="not-safe"') :]
    return re.search(r'<form method="post" action="([^"]+)"', tap)[1]


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_the_page_is_valid_has_one_heading_and_unique_ids(client):
    page = client.get("/help").text
    html5lib.HTMLParser(strict=True).parse(page)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count("<h1") == 1


def test_a_closed_line_is_marked_and_says_whom_to_call_now(client, clock):
    assert "help-line-closed" not in re.sub(
        r"(?s)<details.*?</details>", "", page_at(client, clock, 9)
    )
    night = page_at(client, clock, 22)
    closed = night[night.index('id="coram_voice"') :]
    assert "Closed now." in closed[:400]
    assert "tel:08001111" in closed[:600]


def page_at(client, clock, hour: int) -> str:
    clock.set(2026, 7, 15, hour)
    return client.get("/help").text


def test_what_is_not_certain_says_so(client):
    page = client.get("/help").text
    line = page[page.index('id="childline"') : page.index('id="shout"')]
    assert "We are still checking" not in line and "If nobody answers here" not in line
    further = " ".join(page[page.index("More people who can help") :].split())
    assert "We are still checking: the number, when they answer." in further
    local = page[page.index('id="nct_mash"') :][:3000]
    assert "If nobody answers here, call" in local and "in the daytime" in local


def test_it_says_what_leaving_quickly_does_not_hide(client):
    page = client.get("/help").text
    assert "a list of the pages" in page
    assert "phone bill" in page


def test_the_words_for_an_interpreter_are_in_english_and_name_the_language(make_app):
    visitor = make_app(SHOW_INCOMPLETE=True).test_client()
    assert "I need an interpreter" not in visitor.get("/help?lang=en").text
    for code, name in LANGUAGES_IN_ENGLISH.items():
        page = visitor.get(f"/help?lang={code}").text
        assert f'lang="en" dir="ltr">I speak {name}. I need an interpreter.' in page


def test_every_language_there_is_has_its_name_in_english():
    from app.core.languages import LANGUAGES

    assert [one for one in LANGUAGES[1:] if not words_for_an_interpreter(one)] == []


def test_the_page_is_small(app, client):
    answer = client.get("/help", headers={"Accept-Encoding": "gzip"})
    packed = answer.data
    assert b"tel:999" in gzip.decompress(packed)
    assert "Accept-Encoding" in answer.vary
    styles = app.extensions["assets"]
    assert len(packed) + len(styles["young.css"].packed) + len(styles["young.js"].packed) < 30_000
