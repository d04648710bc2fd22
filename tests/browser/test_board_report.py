"""A board report on a phone and at a desk: nothing cut off, one size of letters in its charts."""

import pytest
from sqlalchemy import select

from app.accounts.models import Account, Council
from app.core.clock import today
from app.core.db import session
from app.core.reporting import Period
from app.reports.services import start_report
from tests.browser.cookies import put, signed_in_cookie

WIDTHS = (320, 360, 1280)
A_GATES_TIME = 300_000
"""Milliseconds: the draft is attacked before it is shown, beside other tests."""
CUT_OFF = """
[...document.querySelectorAll(".table-scroll")]
  .filter(one => one.scrollWidth > one.clientWidth).map(one => one.getAttribute("aria-label"))
"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LETTERS = """
[...document.querySelectorAll("svg.chart")]
  .map(one => Math.round(140 * one.getBoundingClientRect().width / one.viewBox.baseVal.width) / 10)
"""


@pytest.fixture
def draft(open_window, live_server, demo_app):
    """The demo's last quarter, as the participation officer has it before them."""
    window = open_window(live_server)
    with demo_app.app_context():
        officer = session.scalars(
            select(Account).where(Account.email == "participation@listen.invalid")
        ).one()
        quarter = Period.holding(today()).previous
        report = start_report(session.get_one(Council, "west"), quarter, officer)
        cookie = signed_in_cookie(demo_app, officer)
        put(window.page, demo_app, live_server.address, cookie)
        window.page.set_default_timeout(A_GATES_TIME)
        return window.opens(f"/reports/{report.id}")


def test_a_report_fits_every_screen_with_letters_of_one_size_in_its_charts(draft):
    for width in WIDTHS:
        draft.page.set_viewport_size({"width": width, "height": 800})
        assert draft.page.evaluate(CUT_OFF) == []
        assert draft.page.evaluate(SIDEWAYS) == 0
        letters = draft.page.evaluate(LETTERS)
        assert len(letters) >= 5
        assert len(set(letters)) == 1
        assert 12 <= letters[0] <= 16
