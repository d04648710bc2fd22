"""T21: axe and a keyboard walk on young people's pages, three widths, two directions."""

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = (320, 360, 1280)
PATHS = (
    "/",
    "/help",
    "/tell/",
    "/tell/something_else/",
    "/tell/something_else/who_may_read",
    "/tell/something_else/your_words",
    "/tell/something_else/feeling",
    "/tell/something_else/check",
    "/tell/not_safe/",
    "/return/",
    "/sign-in",
    "/join",
    "/talk/",
    "/offer/",
    "/offer/what-can-i-get",
    "/offer/compare",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TAPPED = "button, a.button, summary, main select, main textarea, main input[type=text]"
SMALL = f"""
[...document.querySelectorAll("{TAPPED}")]
  .filter(one => one.offsetParent && one.getBoundingClientRect().height < 44)
  .filter(one => one.ariaHidden !== "true")
  .map(one => one.outerHTML.slice(0, 120))
"""
FOCUSED = "document.activeElement === document.body ? '' : document.activeElement.outerHTML"


@pytest.fixture(params=["en", "ar"])
def language(request):
    return request.param


@pytest.fixture
def young_person(open_window, live_server, language):
    """Somebody who has begun to tell us something, in this language."""
    window = open_window(live_server)
    window.opens(f"/?lang={language}").opens("/tell/something_else/")
    window.page.locator("main form button").first.click()
    return window


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_young_peoples_pages(young_person, width):
    page = young_person.page
    page.set_viewport_size({"width": width, "height": 740})
    faults = []
    for path in PATHS:
        young_person.opens(path)
        found = Axe().run(page, options=RULES).response["violations"]
        faults += [(path, one["id"], one["nodes"][0]["html"][:160]) for one in found]
    assert faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_sideways_and_everything_tapped_is_big_enough(young_person, width):
    page = young_person.page
    page.set_viewport_size({"width": width, "height": 740})
    for path in PATHS:
        young_person.opens(path)
        assert page.evaluate(SIDEWAYS) <= 0, path
        assert page.evaluate(SMALL) == [], path


def test_letters_twice_as_big_fit_a_small_phone_with_the_way_out_in_sight(young_person):
    page = young_person.page
    for path in (path for path in PATHS if not path.startswith("/offer")):
        young_person.opens(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(SIDEWAYS) <= 0, path
        way_out = page.locator(".exit-button").bounding_box()
        assert way_out["x"] >= 0 and way_out["x"] + way_out["width"] <= 360, path


def test_the_keyboard_reaches_the_button_that_matters_and_is_seen_on_its_way(young_person):
    young_person.opens("/tell/something_else/your_words")
    page, seen = young_person.page, []
    for _ in range(60):
        page.keyboard.press("Tab")
        if not page.evaluate(FOCUSED):
            break
        seen.append(page.evaluate(FOCUSED))
        ring = page.evaluate(
            "(s => s.outlineStyle !== 'none' || s.boxShadow !== 'none')"
            "(getComputedStyle(document.activeElement))"
        )
        assert ring, seen[-1][:160]
    assert any("<textarea" in one for one in seen)
    assert any('value="next"' in one for one in seen)
    assert "skip-link" in seen[0]
