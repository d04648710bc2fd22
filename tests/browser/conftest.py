"""A real server and a real browser, and what every page in it must keep to."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from app.factory import create_app
from tests.browser.navigator import Person
from tests.servers import KEY, Server

# As long as a click waits: two browsers and a server may share one busy processor.
expect.set_options(timeout=10_000)

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
TELL_OF_VIOLATIONS = """
addEventListener("securitypolicyviolation", event =>
  console.error("blocked by the policy: " + event.violatedDirective + " " + event.blockedURI));
"""


@pytest.fixture(scope="session")
def live_server(tmp_path_factory, demo):
    """The demo, served as `python3 wsgi.py` serves it."""
    server = Server(tmp_path_factory.mktemp("demo"), demo).start()
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="session")
def demo_app(live_server):
    """The app in this process, over the same database and keys as the demo that is served."""
    app = create_app({**live_server.settings, "DATA_KEYS": {"tests": KEY}})
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def open_window(browser):
    """A maker of windows that share nothing: `open_window(server, PHONE, java_script=False)`.

    At the end of the test each of them must have kept the policy, run without an error and asked no
    other host for anything.
    """
    opened, faults = [], []

    def opens(server: Server, size: dict = PHONE, as_a=Person, **options):
        window = browser.new_context(viewport=size, **options)
        opened.append(window)
        window.set_default_timeout(10_000)
        window.add_init_script(TELL_OF_VIOLATIONS)
        page = window.new_page()
        watch(page, urlsplit(server.address).netloc, faults)
        return as_a(page, server.address)

    yield opens
    for window in opened:
        window.close()
    assert faults == []


def watch(page, host: str, faults: list[str]) -> None:
    def hear(message) -> None:
        # A page that says 404 or 422 is an answer, not a fault.
        if message.type == "error" and "Failed to load resource" not in message.text:
            faults.append(f"{page.url}: {message.text}")

    def see(request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != host:
            faults.append(f"{page.url} asked {address.netloc}")

    page.on("console", hear)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("dialog", lambda dialog: (faults.append(f"{page.url}: a dialog"), dialog.dismiss()))
    page.on("request", see)


@pytest.fixture
def phone(open_window, live_server):
    """Somebody with a small phone at the demo."""
    return open_window(live_server)


@pytest.fixture
def page(open_window, live_server):
    """Somebody at a desk at the demo."""
    return open_window(live_server, DESKTOP)
