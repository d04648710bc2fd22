"""A shared tablet forgets: after every answer, when nobody touches it, and behind Back."""

import re

from sqlalchemy import func, select

from app.core.db import session
from app.core.i18n import CHOSEN
from app.safeguarding.models import Alert
from surveys.inviting import codes, kiosk
from surveys.inviting.asked_models import SurveyAnswered
from surveys.inviting.kiosk import FORGETS_AT
from surveys.inviting.links import end_link
from surveys.inviting.routes.answering import CODES
from surveys.models import Answer, Response
from tests.surveys.inviting.answers import answer, begin, send
from tests.talking import hidden

STILL_THERE = "/surveys/kiosk/still-there"
CALL = "/tell/not_safe/what_is_happening"


def set_up(world, signed_in_as):
    """A tablet an officer has set up, and the number that ends it."""
    visitor = signed_in_as(world.officer)
    done = visitor.post(f"/surveys/kiosk/{world.survey.id}/west").text
    assert f'href="/surveys/{world.link.code}/"' in done
    return visitor, re.search(r"<bdi dir=\"ltr\">(\d{4})</bdi>", done)[1]


def tablet(world, signed_in_as):
    return set_up(world, signed_in_as)[0]


def kept(visitor) -> set[str]:
    """What the tablet's cookie holds of anybody."""
    with visitor.session_transaction() as cookie:
        return {key for key, value in cookie.items() if value} - {"csrf_token"}


def test_setting_it_up_signs_the_grown_up_out(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    assert visitor.get("/surveys/desk/").headers["Location"] == "/surveys/kiosk/back"
    assert kept(visitor) == {"kiosk"}


def test_after_an_answer_it_knows_nothing(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    done = answer(visitor, world.link.code, {"food": "sad", "anything": "It is cold."})
    assert done.headers["Location"] == "/surveys/kiosk/thanks"
    thanks = visitor.get("/surveys/kiosk/thanks")
    assert "This tablet has forgotten" in thanks.text and "It is cold." not in thanks.text
    assert kept(visitor) == {"kiosk"}
    for back in ("11_17/check", "11_17/anything", "11_17/sent"):
        page = visitor.get(f"/surveys/{world.link.code}/{back}")
        assert page.headers["Location"] == f"/surveys/{world.link.code}/"
    assert "Next person" in thanks.text and thanks.headers["Cache-Control"] == "no-store"


def test_they_are_thanked_in_their_language_and_the_next_one_is_not(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    visitor.get(f"/surveys/{world.link.code}/?lang=ar")
    answer(visitor, world.link.code, {"food": "sad"})
    thanks = visitor.get("/surveys/kiosk/thanks").text
    assert 'lang="ar"' in thanks and "/tell/not_safe" in thanks
    assert '<html lang="en"' in visitor.get(f"/surveys/{world.link.code}/").text


def test_one_after_the_other_can_answer_on_it(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    for food in ("sad", "happy", "okay"):
        answer(visitor, world.link.code, {"food": food})
        visitor.get("/surveys/kiosk/thanks")
    sent = select(func.count()).select_from(Response).where(Response.sent_on.is_not(None))
    assert session.scalar(sent) == 3


def test_every_page_of_it_asks_in_the_end_whether_somebody_is_still_there(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    begin(visitor, world.link.code)
    place = "?ages=11_17&question=food"
    for path, where in (
        (f"/surveys/{world.link.code}/11_17/food", place),
        ("/tell/not_safe/", "?form=not_safe"),
        ("/help", ""),
    ):
        refresh = visitor.get(path).headers["Refresh"]
        assert refresh == f"{kiosk.ASKS_SECONDS}; url={STILL_THERE}{where}"
    # Somebody writes slowly, and without a script what they write is lost with the page.
    assert kiosk.ASKS_SECONDS >= 600


def test_whoever_is_still_there_goes_on_where_they_were_and_nothing_is_lost(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    begin(visitor, world.link.code)
    at = f"/surveys/{world.link.code}/11_17/anything"
    half = {"answer": "Half a sent", "do": "still_there"}
    assert "data-kept-when-asked" in visitor.get(at).text
    asked = visitor.post(at, data=half).headers["Location"]
    page = visitor.get(asked)
    assert "Are you still there?" in page.text and "Half a sent" not in page.text
    assert f'href="{at}"' in page.text and "kiosk.js" not in page.text
    assert page.headers["Refresh"] == f"{kiosk.STILL_THERE_SECONDS}; url={FORGETS_AT}"
    assert kiosk.STILL_THERE_SECONDS >= 20
    assert "Half a sent" in visitor.get(at).text
    visitor.get(FORGETS_AT)
    assert session.scalars(select(Answer)).all() == []


def test_what_is_not_kept_without_a_script_is_not_said_to_be_here(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    begin(visitor, world.link.code)
    at, all_of_it = f"/surveys/{world.link.code}/11_17/anything", "Your answers are still here."
    without = visitor.get(at).headers["Refresh"].partition("url=")[2]
    page = visitor.get(without).text
    assert all_of_it not in page and "please answer it again" in page
    asked = visitor.post(at, data={"answer": "Half", "do": "still_there"}).headers["Location"]
    assert all_of_it in visitor.get(asked).text


def test_whoever_sets_one_up_reads_how_long_it_keeps_what_was_begun(world, signed_in_as):
    desk = signed_in_as(world.officer).get(f"/surveys/desk/{world.survey.id}").text
    touched, wait, asks = (
        seconds // 60
        for seconds in (kiosk.TOUCHED_SECONDS, kiosk.STILL_THERE_SECONDS, kiosk.ASKS_SECONDS)
    )
    assert f"nobody touches it for {touched} minutes" in desk
    assert f"forgets what was begun {wait} minutes later" in desk
    assert f"it asks {asks} minutes after a page was opened" in desk


def call_for_help(visitor, words="He shouts", do="next"):
    """Somebody writes this on the first page of “I don’t feel safe”; what comes of it."""
    visitor.post("/tell/not_safe/", data={"how": "anonymous"})
    return visitor.post(CALL, data={"answer": words, "do": do})


def test_a_call_for_help_that_was_hidden_for_a_while_is_gone_on_with(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    visitor.post("/tell/not_safe/", data={"how": "anonymous"})
    assert "data-kept-when-asked" in visitor.get(CALL).text
    asked = call_for_help(visitor, do="still_there").headers["Location"]
    page = visitor.get(asked).text
    assert "Are you still there?" in page and "He shouts" not in page
    assert f'href="{CALL}"' in page and "He shouts" in visitor.get(CALL).text


def test_a_call_for_help_is_gone_on_with_from_its_other_pages_and_the_help(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    call_for_help(visitor)
    for place in ("/tell/not_safe/check", "/help"):
        asked = visitor.get(place).headers["Refresh"].partition("url=")[2]
        onwards = re.search(r'href="([^"]+)"[^>]*><span>Yes, I go on', visitor.get(asked).text)[1]
        at = visitor.get(onwards, follow_redirects=True).request.path
        assert at.startswith("/tell/not_safe/") and "He shouts" in visitor.get(CALL).text, place


def test_a_call_for_help_kept_for_later_outlives_that_the_tablet_forgets(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    call_for_help(visitor)
    visitor.get("/tell/not_safe/saved")
    visitor.get(FORGETS_AT)
    assert session.scalars(select(Answer)).one().words == "He shouts"
    assert "He shouts" not in visitor.get(CALL, follow_redirects=True).text


def call_in_one_tap(visitor):
    """The page after it."""
    token = hidden(visitor.get("/tell/not_safe/").text, "once")
    return visitor.post("/tell/not_safe/now", data={"once": token}, follow_redirects=True)


def test_the_number_of_a_call_for_help_goes_off_the_tablet_with_one_tap(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    begin(visitor, world.link.code)
    page = call_in_one_tap(visitor).text
    assert "so that the next person does not see it" in page and "Your number as a link" not in page
    assert "Take it off this tablet" in page and "/you-said/" not in page
    put_away = visitor.post("/tell/sent", follow_redirects=True)
    assert "Are you still there?" in put_away.text and "Your number" not in put_away.text
    assert "return-number" not in visitor.get("/tell/sent", follow_redirects=True).text


def test_with_nothing_begun_the_tablet_starts_afresh_after_a_call_for_help(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    call_in_one_tap(visitor)
    put_away = visitor.post("/tell/sent", follow_redirects=True)
    assert put_away.request.path == f"/surveys/{world.link.code}/"
    assert "Your number" not in put_away.text


def test_a_call_for_help_on_a_tablet_goes_to_the_council_whose_survey_it_shows(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    page = visitor.get("/tell/not_safe/").text
    assert f"The duty team of {world.west.name} gets it" in page
    call_in_one_tap(visitor)
    call_for_help(visitor)
    check = visitor.get("/tell/not_safe/check").text
    visitor.post("/tell/not_safe/check", data={"answers": hidden(check, "answers")})
    alerts = session.scalars(select(Alert)).all()
    assert [one.council_code for one in alerts] == ["west", "west"]
    assert all(one.anonymous for one in alerts)


def test_whoever_is_of_another_council_says_so_on_the_tablet(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    token = hidden(visitor.get("/tell/not_safe/").text, "once")
    visitor.post("/tell/not_safe/now", data={"once": token, "council": "north"})
    assert session.scalars(select(Alert)).one().council_code == "north"


def test_where_nothing_is_begun_nobody_is_asked(world, signed_in_as, client):
    visitor = tablet(world, signed_in_as)
    visitor.get(f"/surveys/{world.link.code}/")
    assert visitor.get(STILL_THERE).headers["Location"] == FORGETS_AT
    assert client.get(STILL_THERE).headers["Location"] == "/surveys/"
    begin(visitor, world.link.code)
    page = visitor.get(f"{STILL_THERE}?ages=of-nobody&question=food").text
    assert 'href="/surveys/kiosk/back"' in page


def test_the_number_stands_large_on_its_page(world, signed_in_as):
    done = signed_in_as(world.officer).post(f"/surveys/kiosk/{world.survey.id}/west").text
    assert re.search(r'<p class="tablet-number"><bdi dir="ltr">\d{4}</bdi></p>', done)


def test_nothing_on_that_page_leads_away_from_the_number(world, signed_in_as):
    done = signed_in_as(world.officer).post(f"/surveys/kiosk/{world.survey.id}/west").text
    assert re.findall(r'<a [^>]*href="([^"]+)"', done) == ["#main", f"/surveys/{world.link.code}/"]


def test_the_number_is_shown_in_the_language_of_whoever_sets_it_up(app, world, signed_in_as):
    app.config["SHOW_INCOMPLETE"] = True
    visitor = signed_in_as(world.officer)
    visitor.get("/surveys/desk/?lang=ar")
    done = visitor.post(f"/surveys/kiosk/{world.survey.id}/west")
    assert '<html lang="ar"' in done.text and done.headers["Content-Language"] == "ar"
    assert '<html lang="en"' in visitor.get(f"/surveys/{world.link.code}/").text


def test_what_was_begun_and_left_is_thrown_away(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    begin(visitor, world.link.code)
    at = f"/surveys/{world.link.code}/11_17/anything"
    visitor.post(at, data={"answer": "left behind"})
    assert session.scalars(select(Answer)).all()
    assert visitor.get(FORGETS_AT).headers["Location"] == f"/surveys/{world.link.code}/"
    assert session.scalars(select(Answer)).all() == []
    assert visitor.get(at).status_code == 302


def test_the_first_page_of_it_is_always_a_fresh_start(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    begin(visitor, world.link.code)
    visitor.post(f"/surveys/{world.link.code}/11_17/anything", data={"answer": "mine"})
    assert "Go on where you stopped" not in visitor.get(f"/surveys/{world.link.code}/").text
    assert session.scalars(select(Answer)).all() == []


def test_a_grown_up_ends_it_with_the_number_they_were_shown(world, signed_in_as):
    visitor, number = set_up(world, signed_in_as)
    first = visitor.get(f"/surveys/{world.link.code}/").text
    begin(visitor, world.link.code)
    visitor.post(f"/surveys/{world.link.code}/11_17/anything", data={"answer": "left behind"})
    assert 'href="/surveys/kiosk/end"' in first and number not in first
    assert "The number that was shown" in visitor.get("/surveys/kiosk/end").text
    ended = visitor.post("/surveys/kiosk/end", data={"number": f" {number} "})
    assert ended.headers["Location"] == "/sign-in"
    assert session.scalars(select(Answer)).all() == []
    assert kept(visitor) == set()
    assert "Refresh" not in visitor.get(f"/surveys/{world.link.code}/").headers
    for path in ("forget", "thanks", "back", "end"):
        assert visitor.get(f"/surveys/kiosk/{path}").headers["Location"] == "/surveys/"
    assert visitor.post("/surveys/kiosk/end").headers["Location"] == "/surveys/"


def test_a_child_does_not_end_it_by_tapping_nor_by_guessing(world, signed_in_as):
    visitor, number = set_up(world, signed_in_as)
    wrong = f"{(int(number) + 1) % 10_000:04d}"
    for guess in ("", wrong, *[wrong] * kiosk.TRIES):
        page = visitor.post("/surveys/kiosk/end", data={"number": guess})
        assert page.status_code == 422 and "That is not the number" in page.text
    assert visitor.post("/surveys/kiosk/end", data={"number": number}).status_code == 422
    assert kept(visitor) == {"kiosk"}


def test_it_leads_to_nothing_but_the_survey_and_the_help(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    for path in ("/", "/tell/", "/surveys/", "/surveys/other/", "/sign-in", "/pledge/", "/return/"):
        held = visitor.get(path)
        assert (held.status_code, held.headers["Location"]) == (303, "/surveys/kiosk/back"), path
    assert visitor.get("/exit").headers["Location"] == FORGETS_AT
    for path in ("/help", "/tell/not_safe/", f"/surveys/{world.link.code}/"):
        page = visitor.get(path)
        assert page.status_code == 200 and 'href="/"' not in page.text, path
        assert 'href="/exit"' not in page.text and "data-exit" not in page.text
        assert "external" not in page.text and "mailto:" not in page.text


def test_from_the_help_they_come_back_to_their_question(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    begin(visitor, world.link.code)
    visitor.post(f"/surveys/{world.link.code}/11_17/food", data={"answer": "happy"})
    assert 'href="/surveys/kiosk/back"' in visitor.get("/help").text
    back = visitor.get("/surveys/kiosk/back").headers["Location"]
    assert back.startswith(f"/surveys/{world.link.code}/11_17/") and "food" not in back
    assert 'href="/surveys/kiosk/back"' not in visitor.get(back).text


def test_a_language_chosen_on_the_first_page_is_kept_until_the_next_person(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    visitor.get(f"/surveys/{world.link.code}/?lang=ar")
    assert CHOSEN in kept(visitor)
    first = visitor.post(f"/surveys/{world.link.code}/", data={"ages": "11_17"})
    assert 'lang="ar"' in visitor.get(first.headers["Location"]).text
    visitor.get(FORGETS_AT)
    assert kept(visitor) == {"kiosk"}


def test_a_code_that_the_tablet_holds_is_used_up_and_gone(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    code = codes.make_list(world.survey, "west", 1, world.officer)[0]
    assert visitor.post("/surveys/code", data={"code": code}).status_code == 303
    begin(visitor, world.link.code)
    with visitor.session_transaction() as cookie:
        cookie[CODES] = {str(world.survey.id): [codes.hash_of(code).hex(), 0]}
    visitor.post(f"/surveys/{world.link.code}/11_17/food", data={"answer": "sad"})
    send(visitor, world.link.code)
    assert session.scalars(select(SurveyAnswered)).one()
    visitor.get("/surveys/kiosk/thanks")
    assert kept(visitor) == {"kiosk"}


def test_it_follows_when_its_link_is_ended_and_what_was_begun_goes_along(world, signed_in_as):
    visitor, number = set_up(world, signed_in_as)
    begin(visitor, world.link.code)
    visitor.post(f"/surveys/{world.link.code}/11_17/food", data={"answer": "sad"})
    old, new = world.link.code, end_link(world.survey, "west", world.officer)
    session.commit()
    half = {"answer": "Half a sent", "do": "next"}
    sent = visitor.post(f"/surveys/{old}/11_17/anything", data=half)
    assert (sent.status_code, sent.headers["Location"]) == (307, f"/surveys/{new}/11_17/anything")
    visitor.post(sent.headers["Location"], data=half)
    check = visitor.get(f"/surveys/{old}/11_17/check?lang=en", follow_redirects=True)
    assert "Half a sent" in check.text and check.request.path == f"/surveys/{new}/11_17/check"
    assert send(visitor, new).headers["Location"] == "/surveys/kiosk/thanks"
    assert f'href="/surveys/{new}/"' in visitor.get("/surveys/kiosk/thanks").text
    assert visitor.get(f"/surveys/{old}/", follow_redirects=True).status_code == 200
    assert visitor.post("/surveys/kiosk/end", data={"number": number}).status_code == 302


def test_it_follows_from_the_help_and_after_more_than_one_end(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    for _time in range(2):
        new = end_link(world.survey, "west", world.officer)
    session.commit()
    for path in ("back", "forget"):
        assert visitor.get(f"/surveys/kiosk/{path}").headers["Location"] == f"/surveys/{new}/"


def test_whoever_is_half_way_when_the_survey_closes_reads_their_words_and_then_they_are_gone(
    world, signed_in_as
):
    visitor, first = tablet(world, signed_in_as), f"/surveys/{world.link.code}/"
    begin(visitor, world.link.code)
    world.survey.stage = "closed"
    session.commit()
    at = f"{first}11_17/anything"
    page = visitor.post(at, data={"answer": "Half a sent"}, follow_redirects=True).text
    assert "Half a sent" in page and "After you leave, this tablet forgets it." in page
    assert "You can still tell us" not in page
    assert visitor.get("/surveys/kiosk/back").headers["Location"] == first
    page = visitor.get(FORGETS_AT, follow_redirects=True).text
    assert "Half a sent" not in page and "This is over." in page
    assert kept(visitor) <= {"kiosk", "surveys_opened"}


def test_a_young_person_cannot_set_one_up(world, signed_in_as):
    visitor = signed_in_as(world.child.account)
    assert visitor.post(f"/surveys/kiosk/{world.survey.id}/west").status_code == 404
    officer = signed_in_as(world.officer)
    assert officer.post(f"/surveys/kiosk/{world.survey.id}/north").status_code == 404
