"""T15: whatever somebody wrote, no script of theirs runs, on any page, for anybody."""

import pytest

from app.core.db import session
from app.core.permissions import Role
from tests.browser.conftest import DESKTOP
from tests.browser.cookies import put, signed_in_cookie
from tests.whole_app.addresses import addresses, open_to
from tests.whole_app.world import World, make_world

SCRIPT = (
    "\"'><script>window.ran=1</script><img src=x onerror=window.ran=1>"
    "<svg/onload=window.ran=1><a href=javascript:window.ran=1>x</a>{{7*7}}${7*7}</textarea>"
)
RAN = "window.ran !== undefined"
LEADS_ON = 'http-equiv="refresh" content="0;'


@pytest.fixture(scope="module")
def poisoned(demo_app):
    """The world with a script in every text that somebody types, in the served database."""
    with demo_app.app_context():
        world = make_world()
        for its in (world.own, world.other):
            poison(its)
        for account in world.accounts.values():
            account.display_name = SCRIPT[:120]
            account.job_title = SCRIPT[:120]
        session.commit()
        yield world
        session.rollback()


def poison(its) -> None:
    its.young_person.known_as = SCRIPT
    its.answer.words = its.message.words = its.quote.excerpt = SCRIPT
    its.alert.outcome_words = SCRIPT
    its.report.started_by_name = SCRIPT[:120]
    its.staff.display_name = its.staff.job_title = SCRIPT[:120]


def pages(app, world: World, role: Role | None) -> list[str]:
    account = world.accounts[role] if role else None
    found = open_to(app, account, addresses(app, world.own, methods=("GET",)))
    # What was looked up for them is looked up: the server may write again.
    session.commit()
    return [one.path for one in found if not one.endpoint.startswith(("assets", "exit"))]


@pytest.mark.parametrize("role", [*Role, None], ids=str)
def test_no_stored_script_runs_on_any_page(open_window, live_server, demo_app, poisoned, role):
    window = open_window(live_server, DESKTOP)
    if role:
        cookie = signed_in_cookie(demo_app, poisoned.accounts[role])
        put(window.page, demo_app, live_server.address, cookie)
    opened = 0
    for path in pages(demo_app, poisoned, role):
        answer = window.page.request.get(live_server.address + path, max_redirects=0)
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            if LEADS_ON in answer.text():
                continue  # to a page that is opened besides
            window.opens(path)
            assert not window.page.evaluate(RAN), path
            opened += 1
    assert opened > 5


def test_the_scripts_are_on_the_pages_as_words(open_window, live_server, demo_app, poisoned):
    window = open_window(live_server, DESKTOP)
    cookie = signed_in_cookie(demo_app, poisoned.accounts[Role.WORKER])
    put(window.page, demo_app, live_server.address, cookie)
    window.opens(f"/feedback/{poisoned.own.thread.id}").sees("window.ran=1")
