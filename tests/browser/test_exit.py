"""Leaving quickly, in a browser: what is left on the screen, behind Back and in the history."""

import pytest
from playwright.sync_api import expect

from app.core.clock import now
from app.core.db import session
from app.demo.factories import (
    make_council,
    make_episode,
    make_return_interview,
    make_staff,
    make_young_person,
)
from app.factory import create_app
from app.interviews import doors
from tests.browser.conftest import PHONE
from tests.servers import KEY, Server


@pytest.fixture(scope="module")
def server(tmp_path_factory, demo):
    """The demo, from which leaving leads to a page of our own and not to another host."""
    server = Server(tmp_path_factory.mktemp("leaving"), demo, EXIT_URL="/healthz").start()
    yield server
    server.stop()


@pytest.fixture
def code(server) -> str:
    """What opens the offer of a talk for a child without an account."""
    app = create_app({**server.settings, "DATA_KEYS": {"tests": KEY}})
    with app.app_context():
        child = make_young_person(make_council("west"))
        interview = make_return_interview(make_episode(child, returned_at=now()))
        code = doors.give_door(interview, make_staff())
        session.commit()
    app.extensions["engine"].dispose()
    return code


@pytest.fixture
def phone(open_window, server):
    return open_window(server)


@pytest.fixture
def old_phone(open_window, server):
    """A phone that runs no scripts."""
    return open_window(server, PHONE, java_script_enabled=False)


def test_after_leaving_back_shows_nothing(phone):
    phone.opens("/").opens("/tell/").taps("Leave quickly").is_at("/healthz")
    phone.goes_back()
    phone.sees("This page is closed").does_not_see("Listen to Us")


def test_after_leaving_a_reload_shows_nothing(phone):
    phone.opens("/tell/").taps("Leave quickly").is_at("/healthz")
    phone.opens("/tell/")
    phone.page.reload()
    phone.sees("This page is closed")


def test_after_leaving_in_one_window_another_shows_nothing_either(phone):
    phone.opens("/tell/")
    beside = phone.page.context.new_page()
    beside.goto(phone.page.url)
    beside.get_by_text("Leave quickly").first.click()
    beside.wait_for_url("**/healthz")
    # What a browser says when somebody comes back to a window that was behind another.
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))")
    phone.sees("This page is closed")


def test_leaving_takes_the_place_of_the_page_in_the_history(phone):
    phone.opens("/").opens("/tell/")
    before = phone.page.evaluate("history.length")
    phone.taps("Leave quickly").is_at("/healthz")
    assert phone.page.evaluate("history.length") == before


def test_without_scripts_it_is_a_link_that_does_the_same(old_phone):
    old_phone.opens("/").opens("/tell/").taps("Leave quickly").is_at("/healthz")
    old_phone.goes_back()
    old_phone.sees("This page is closed").does_not_see("Listen to Us")


def test_escape_three_times_leaves(phone):
    phone.opens("/tell/")
    for _ in range(3):
        phone.presses("Escape")
    phone.is_at("/healthz")


def test_after_leaving_a_page_kept_for_when_there_is_no_internet_stays_closed_too(phone):
    phone.opens("/offer/what-can-i-get").taps("Keep this page for when there is no internet")
    phone.sees("This page is kept on your phone.").taps("Leave quickly").is_at("/healthz")
    phone.page.context.set_offline(True)
    phone.opens("/offer/what-can-i-get")
    expect(phone.page.locator("body")).to_be_hidden()
    phone.page.context.clear_cookies()
    phone.opens("/offer/what-can-i-get").sees("What can I get?")


def test_after_leaving_a_page_opened_by_a_code_nothing_of_it_is_left(phone, code):
    phone.opens(f"/talk/{code}").page.locator("main form button").first.click()
    phone.sees("Would you like to talk?").taps("Leave quickly").is_at("/healthz")
    phone.goes_back()
    phone.sees("This page is closed").taps("Open it again").is_at("/")
    phone.opens("/talk/").does_not_see("Would you like to talk?")


def test_escape_once_does_not(phone):
    phone.opens("/tell/").presses("Escape").is_at("/tell/")


def test_one_tap_opens_the_pages_again(phone):
    phone.opens("/").taps("Leave quickly").is_at("/healthz")
    phone.opens("/tell/").taps("Open it again").is_at("/")
    phone.sees("What do you want us to know?")


def test_the_way_out_stays_in_sight_at_the_foot_of_the_page(phone):
    phone.opens("/components")
    phone.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    box = phone.control("Leave quickly").bounding_box()
    assert 0 <= box["y"] < 80
    assert box["height"] >= 44


@pytest.mark.parametrize("path", ["/", "/tell/", "/return/", "/help", "/sign-in"])
def test_titles_say_nothing_to_whoever_reads_the_history(phone, path):
    title = phone.opens(path).page.title().casefold()
    for telling in ("safe", "hurt", "abuse", "worker", "care", "problem", "feel", "secret"):
        assert telling not in title
