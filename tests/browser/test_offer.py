"""What can I get, in a browser: with and without a script, with and without the internet."""

import re

import pytest
from playwright.sync_api import expect

from app.core.db import session
from app.demo import cast
from app.demo.factories import make_staff
from app.offer import catalogue
from tests.browser.conftest import DESKTOP, PHONE

PATH = "/offer/what-can-i-get"
KEEP = "Keep this page for when there is no internet"
IS_KEPT = "This page is kept on your phone."
READ = """
[...document.querySelectorAll("[data-group]")].map(group => [
  group.dataset.group,
  group.querySelector("h2").parentElement.textContent.match(/\\d+/)[0],
  [...group.querySelectorAll("[data-line]")].map(line => [
    line.dataset.line,
    line.querySelector("h3, a, span").textContent,
    line.querySelector("small")?.textContent.trim(),
    [...line.querySelectorAll("li")].map(one => one.textContent),
  ]),
])
"""
KEPT = """
(async () => {
  const names = await caches.keys();
  const kept = [];
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
    }
  }
  return [kept, (await navigator.serviceWorker.getRegistrations()).length];
})()
"""
SOMEBODY = ("#council-1", "#care-2", "#thirteen_weeks-1", "#at_16_or_17-1", "#separated-2")
SOMEBODY_ELSE = ("#council-2", "#care-1", "#thirteen_weeks-3", "#separated-1", "#asylum-1")


@pytest.fixture(scope="module", autouse=True)
def lines(demo_app):
    """The lines that ship, shown."""
    with demo_app.app_context():
        catalogue.publish_shipped()
        if not catalogue.live_lines():
            catalogue.approve_shipped(make_staff())
        session.commit()


def answers(person, age: str, ticks) -> list:
    """What somebody finds who gives these answers."""
    person.page.locator("#age").fill(age)
    for one in ticks:
        person.page.locator(one).check()
    person.page.locator("#needs-1").check()
    person.page.locator("main form button[type=submit]").click()
    expect(person.page.locator("[data-group]").first).to_be_visible()
    return person.page.evaluate(READ)


@pytest.mark.parametrize(("age", "ticks"), [("19", SOMEBODY), ("17", SOMEBODY_ELSE)])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_the_internet_the_same_answers_come_from_the_phone(
    open_window, live_server, language, age, ticks
):
    phone = open_window(live_server, PHONE)
    phone.opens(f"{PATH}?lang={language}")
    phone.page.locator("[name=keep]").click()
    expect(phone.page.locator("[name=let_go]")).to_be_visible()
    with_internet = answers(phone, age, ticks)
    phone.page.context.set_offline(True)
    phone.opens(PATH)
    assert phone.page.evaluate("document.documentElement.lang") == language
    assert answers(phone, age, ticks) == with_internet
    assert len(with_internet) >= 3
    expect(phone.page.locator("#results .notice")).to_be_visible()


def test_any_page_of_the_offer_leads_to_the_kept_one_without_the_internet(phone):
    phone.opens(PATH).taps(KEEP).sees(IS_KEPT)
    phone.page.context.set_offline(True)
    phone.opens("/offer/").is_at(f"{PATH}#needs-internet").sees("What can I get?")
    phone.sees("That page needs the internet.")


def test_nothing_about_who_keeps_the_page_is_kept(open_window, live_server):
    phone = open_window(live_server, PHONE)
    phone.signs_in("Sky", cast.PASSWORD).sees("My messages")
    phone.opens(PATH).sees("Sign out").taps(KEEP).sees(IS_KEPT)
    answers(phone, "19", SOMEBODY)
    kept, _workers = phone.page.evaluate(KEPT)
    assert {path.split("/")[1] for path, _text in kept} == {"offer", "assets"}
    assert len(kept) == 5
    for _path, text in kept:
        assert "csrf" not in text and "Sign out" not in text and 'value="19"' not in text


def test_what_is_kept_can_be_let_go(phone):
    phone.opens(PATH).taps(KEEP).sees(IS_KEPT).taps("Do not keep it any more")
    expect(phone.control(KEEP)).to_be_visible()
    assert phone.page.evaluate(KEPT) == [[], 0]


def test_a_phone_that_keeps_nothing_asks_the_server(phone):
    phone.opens(PATH)
    found = answers(phone, "19", SOMEBODY)
    assert [one[0] for one in found][:3] == ["law", "extra", "ask"]
    assert re.fullmatch(rf"{PATH}\?answers=\w+#results", phone.path)
    assert phone.page.evaluate(KEPT) == [[], 0]
    phone.opens("/offer/compare").goes_back()
    assert phone.page.evaluate(READ) == found


def test_only_what_makes_sense_after_the_answers_before_is_asked(phone):
    phone.opens(PATH)
    page = phone.page
    weeks, guardian, papers = (
        page.locator(name) for name in ("#thirteen_weeks", "#special_guardian", "#asylum")
    )
    for one in (weeks, guardian, papers):
        expect(one).to_be_hidden()
    page.locator("#care-1").check()
    expect(weeks).to_be_visible()
    expect(guardian).to_be_hidden()
    page.locator("#care-2").check()
    page.locator("#separated-1").check()
    for one in (weeks, guardian, papers):
        expect(one).to_be_visible()


def test_without_a_script_the_questions_work_and_nothing_is_offered_that_does_not(
    open_window, live_server
):
    old_phone = open_window(live_server, PHONE, java_script_enabled=False)
    old_phone.opens(PATH)
    expect(old_phone.page.locator("[data-keep]")).to_be_hidden()
    old_phone.page.locator("#age").fill("19")
    old_phone.page.locator("#care-2").check()
    old_phone.taps("Show me").sees("Ask about these")


def test_a_line_can_be_found_in_words_and_read(page):
    page.opens("/offer/").writes("council tax", into="What are you looking for?").taps("Search")
    page.sees("We found").taps("Council Tax in the North").is_at("/offer/council_tax_north")
    assert page.heading == "Council Tax in the North"
    page.goes_back().sees("We found").sees("Council Tax in the North")
    assert "tax" not in page.path


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_the_councils_are_beside_each_other_or_one_under_the_other(open_window, live_server, size):
    window = open_window(live_server, size)
    window.opens("/offer/compare")
    west, north = (window.page.locator(".compare td").nth(at).bounding_box() for at in (0, 1))
    if size is DESKTOP:
        assert abs(west["y"] - north["y"]) < 2 and west["x"] < north["x"]
    else:
        assert abs(west["x"] - north["x"]) < 2 and west["y"] < north["y"]
