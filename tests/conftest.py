"""What every test can ask for: an app over a fresh database, visitors, a clock.

The database is SQLite, or PostgreSQL for a test marked `postgresql`. It is migrated, and the forms
that ship are published, once a session; each test gets a copy.
"""

import shutil
from itertools import count

import pytest
from hypothesis import HealthCheck, settings

from app.accounts.sessions import SESSION_KEY, open_session
from app.core.db import session as app_session
from app.core.db import use
from app.core.migrate import upgrade
from app.factory import create_app
from surveys.services import publish_shipped
from tests.chromium import browser
from tests.clocks import SettableClock
from tests.databases import LastingEngine, open_hastily
from tests.postgres import Cluster
from tests.servers import first_start
from tests.statements import statements
from tests.visitor import Tokenless, Visitor

__all__ = ["browser", "statements"]

# The same examples every time, and none hurried: a machine under load is not a fault in the app.
settings.register_profile(
    "ordinary",
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("long", parent=settings.get_profile("ordinary"), max_examples=400)
settings.load_profile("ordinary")

SETTINGS = {
    "TESTING": True,
    "SECRET_KEY": "only for the tests, and long enough",
    "DATA_KEYS": {"tests": bytes(range(32))},
    "PASSWORD_COST": "low",
    "PUBLIC_URL": "http://localhost",
}
LONG_LASTING = ("browser", "whole_app")
"""Folders with files that last a minute or so, and have few tests in them."""
_number = count(1)


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="the long forms of load and fault tests")


def pytest_collection_modifyitems(config, items):
    """The ordinary run leaves the long forms out; --long runs nothing else. Files that last come
    first, so that of two processes none is left alone with one of them at the end.
    """
    wanted = bool(config.getoption("--long"))
    left_out = [item for item in items if bool(item.get_closest_marker("long")) != wanted]
    config.hook.pytest_deselected(items=left_out)
    kept = [item for item in items if bool(item.get_closest_marker("long")) == wanted]
    items[:] = sorted(kept, key=lambda item: item.path.parent.name not in LONG_LASTING)


@pytest.fixture
def figure(request):
    """Print a measured figure at the end of the run: `figure("floor ratio 0.52")`."""
    return lambda words: request.node.user_properties.append(("figure", words))


def pytest_terminal_summary(terminalreporter):
    measured = [
        words
        for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
        if report.when == "call"
        for name, words in report.user_properties
        if name == "figure"
    ]
    if measured:
        terminalreporter.section("measured")
        for words in measured:
            terminalreporter.line(words)


@pytest.fixture(scope="session")
def cluster():
    """PostgreSQL, started when the first test asks for it."""
    cluster = Cluster()
    cluster.start()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A migrated SQLite file with the forms published."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    fill(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(cluster):
    """The name of a migrated PostgreSQL database with the forms published."""
    fill(cluster.create("template_listen"))
    return "template_listen"


def fill(url: str) -> None:
    app = create_app({**SETTINGS, "DATABASE_URL": url})
    app.extensions["clock"] = SettableClock()
    with app.app_context():
        upgrade(app.extensions["engine"])
        publish_shipped()
        app_session.commit()
    app.extensions["engine"].dispose()


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path):
    """The address of a fresh SQLite database."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'test.sqlite3')}"


@pytest.fixture
def postgres_url(cluster, postgres_template):
    """The address of a fresh PostgreSQL database."""
    name = f"test_{next(_number)}"
    yield cluster.create(name, postgres_template)
    cluster.drop(name)


@pytest.fixture
def database_url(request):
    """The address of a fresh database of the kind the test asks for."""
    on_postgres = request.node.get_closest_marker("postgresql")
    return request.getfixturevalue("postgres_url" if on_postgres else "sqlite_url")


@pytest.fixture(scope="session")
def demo(tmp_path_factory, request):
    """A SQLite file with the demo, as `python3 wsgi.py` seeds it: `Server(tmp_path, demo)`."""
    own = tmp_path_factory.getbasetemp()
    # Of several processes of one run, each has a folder of its own in the one they share.
    return first_start(own.parent if hasattr(request.config, "workerinput") else own)


@pytest.fixture
def clock():
    """The time it is in the app; `clock.set(2026, 7, 15, 9)`, `clock.forward(days=1)`."""
    return SettableClock()


@pytest.fixture
def app_settings(database_url, tmp_path):
    """The settings of the test's app: its own database, mail and models."""
    return {
        **SETTINGS,
        "DATABASE_URL": database_url,
        "MAIL_URL": f"file://{tmp_path / 'mail'}",
        "MODELS": str(tmp_path / "models"),
    }


@pytest.fixture
def make_app(app_settings, clock):
    """A maker of apps on the test's database: `make_app(MAIL_URL="smtp://127.0.0.1:9")`.

    With `WTF_CSRF_ENABLED=True` (which it is in any case) its visitors bring no form tokens.
    """
    made = []

    def make(**overrides):
        app = create_app({**app_settings, **overrides})
        app.extensions["clock"] = clock
        app.test_client_class = Tokenless if "WTF_CSRF_ENABLED" in overrides else Visitor
        use(app, open_hastily(app.config["DATABASE_URL"]))
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions["engine"].dispose()


@pytest.fixture(scope="session")
def usual_app():
    """The app that most tests share. Making one, and compiling its pages, costs more than what most
    tests do with it; and all it keeps for itself are its settings and its extensions.
    """
    app = create_app({**SETTINGS, "DATABASE_URL": "sqlite://"})
    app.test_client_class = Visitor
    return app


@pytest.fixture(scope="session")
def lasting_engines():
    """The engines of the app that tests share, by kind of database."""
    return {}


@pytest.fixture
def engine(lasting_engines, database_url):
    """On the test's database."""
    kind = database_url.partition(":")[0]
    lasting = lasting_engines.get(kind) or LastingEngine(database_url)
    engine = lasting_engines.setdefault(kind, lasting).on(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def app(usual_app, app_settings, clock, engine):
    """The app as if it were new, on the test's database; the test runs in its context."""
    as_made = dict(usual_app.config), dict(usual_app.extensions)
    usual_app.config.update(app_settings)
    usual_app.extensions["clock"] = clock
    use(usual_app, engine)
    with usual_app.app_context():
        yield usual_app
    for kept, before in zip((usual_app.config, usual_app.extensions), as_made, strict=True):
        kept.clear()
        kept.update(before)


@pytest.fixture
def session(app):
    """The test's own session; what it holds is committed before each request."""
    return app_session


@pytest.fixture
def client(app):
    """Somebody who has not signed in."""
    return app.test_client()


@pytest.fixture
def signed_in_as(app):
    """A maker of visitors who have signed in: `signed_in_as(account).get("/feedback/")`."""

    def sign_in(account):
        token = open_session(account)
        app_session.commit()
        visitor = app.test_client()
        with visitor.session_transaction() as cookie:
            cookie[SESSION_KEY] = token
            cookie["_fresh"] = True
        return visitor

    return sign_in
