"""A shared tablet in a browser: it asks after the last touch, and has what was half written."""

from playwright.sync_api import expect

from app.core.db import session
from app.core.permissions import Role
from app.demo.factories import make_council, make_open_survey, make_staff
from surveys.inviting.kiosk import TOUCHED_SECONDS
from tests.browser.cookies import put, signed_in_cookie

QUESTIONS = [{"key": "anything", "type": "long_text", "ask": "What would you change?"}]
NEARLY = (TOUCHED_SECONDS - 20) * 1000
HALF = "Half a sent"


def set_up(person, app) -> None:
    """An officer sets the window up as a tablet, and somebody begins."""
    with app.app_context():
        west = make_council("west")
        survey = make_open_survey(west, questions=QUESTIONS)
        officer = make_staff(Role.PARTICIPATION_OFFICER, council=west)
        cookie, at = signed_in_cookie(app, officer), f"/surveys/desk/{survey.id}"
        session.commit()
    put(person.page, app, person.address, cookie)
    person.opens(at).taps("Use this tablet").taps("Start").taps("Start")


def test_whoever_writes_slowly_is_not_asked_and_whoever_stops_has_their_words(
    open_window, live_server, demo_app
):
    tablet = open_window(live_server)
    set_up(tablet, demo_app)
    question = tablet.path
    tablet.page.clock.install()
    tablet.page.reload()
    written = tablet.page.get_by_role("textbox")
    for more in ("Half", " a", " sent"):
        tablet.page.clock.fast_forward(NEARLY)
        written.press_sequentially(more)
    tablet.is_at(question)
    tablet.page.clock.fast_forward(NEARLY + 21_000)
    tablet.sees("Are you still there?").taps("Yes, I go on").is_at(question)
    expect(written).to_have_value(HALF)


def test_a_call_for_help_that_is_hidden_for_a_while_is_gone_on_with(
    open_window, live_server, demo_app
):
    tablet = open_window(live_server)
    set_up(tablet, demo_app)
    tablet.taps("I don’t feel safe").taps("Write something first")
    call = tablet.path
    tablet.page.clock.install()
    tablet.page.reload()
    tablet.page.get_by_role("textbox").press_sequentially(HALF)
    tablet.page.clock.fast_forward(NEARLY + 21_000)
    tablet.sees("Your answers are still here.").taps("Yes, I go on").is_at(call)
    expect(tablet.page.get_by_role("textbox")).to_have_value(HALF)
