"""The tables of staff pages on a phone: all that stands in them is in sight."""

import pytest

from app.demo.cast import PASSWORD

HIDDEN_TO_THE_SIDE = """
[...document.querySelectorAll(".table-scroll")].map(one => one.scrollWidth - one.clientWidth)
"""


@pytest.fixture(params=["en", "ar"])
def signs_in(open_window, live_server, request):
    def signs_in(name: str):
        window = open_window(live_server).opens(f"/sign-in?door=staff&lang={request.param}")
        window.page.fill("input[name=email]", f"{name}@listen.invalid")
        window.page.fill("#staff input[type=password]", PASSWORD)
        with window.page.expect_navigation():
            window.presses("Enter")
        return window

    return signs_in


@pytest.fixture
def administrator(signs_in):
    return signs_in("admin").is_at("/staff/")


@pytest.mark.parametrize("width", [320, 360])
def test_every_role_and_council_is_in_sight(administrator, width):
    page = administrator.page
    page.set_viewport_size({"width": width, "height": 740})
    for path in ("/staff/", "/staff/new"):
        administrator.opens(path)
        assert page.evaluate(HIDDEN_TO_THE_SIDE) == [0], path
    assert page.locator(".tick-cell-words").first.is_visible()
    small = page.locator(".tick-cell").evaluate_all(
        "cells => cells.filter(one => one.getBoundingClientRect().height < 44).length"
    )
    assert small == 0


PAGES = {
    "participation": ("/pledge/desk/west", "/pledge/desk/north", "/surveys/words/"),
    "duty": ("/safeguarding/", "/safeguarding/handovers"),
}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_in_a_table_is_cut_off_on_a_phone(signs_in, name):
    window = signs_in(name)
    page, measured = window.page, 0
    for path in PAGES[name]:
        window.opens(path)
        if path == "/surveys/words/":
            page.locator("main .link-row a").first.click()
            page.locator("table").wait_for()
        hidden = page.evaluate(HIDDEN_TO_THE_SIDE)
        assert set(hidden) <= {0}, path
        measured += len(hidden)
    assert measured
