"""The tables of staff pages on a phone: all that stands in them is in sight."""

import pytest

from app.demo.cast import PASSWORD

HIDDEN_TO_THE_SIDE = """
[...document.querySelectorAll(".table-scroll")].map(one => one.scrollWidth - one.clientWidth)
"""


@pytest.fixture(params=["en", "ar"])
def administrator(open_window, live_server, request):
    window = open_window(live_server).opens(f"/sign-in?door=staff&lang={request.param}")
    window.page.fill("input[name=email]", "admin@listen.invalid")
    window.page.fill("#staff input[type=password]", PASSWORD)
    window.presses("Enter").is_at("/staff/")
    return window


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
