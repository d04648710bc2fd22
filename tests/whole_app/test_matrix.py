"""T2: every address × method × role × own or somebody else's, tried."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.accounts.sessions import SESSION_KEY, open_session
from app.core.permissions import Permission, Role
from tests.whole_app.addresses import Address, addresses
from tests.whole_app.world import World, make_world

HIDDEN = {404}
# Nothing at all to look at yet: what belongs to a child is not theirs.
OWNS_NOTHING = {Role.YOUNG_INSPECTOR}
# But for what is their own work, in their own council.
INSPECTORS_WORK = {Permission.INSPECT, Permission.SURVEY_BUILD, Permission.SURVEY_RESULTS}
# Young people change their secret words under /me, where nobody calls them a password.
NOT_FOR = {"passwords.change", "passwords.keep_change"}
# No worker is alive in this world, and that is what it is there to say.
SAYS_503 = {"alarms.healthz"}
# Neither child has chosen anybody who works with them: tests/interviews/register/test_chosen.py.
CHOSEN = {Permission.INTERVIEW_CHOSEN}
YOUNG = {Role.YOUNG_PERSON, Role.YOUNG_INSPECTOR}


@pytest.fixture
def world(session) -> World:
    return make_world()


class Rewound:
    """The database as it was, again and again."""

    def __init__(self, app, folder: Path) -> None:
        self.engine, self.kept = app.extensions["engine"], folder / "kept.sqlite3"
        self.path = Path(self.engine.url.database)
        self.log = self.path.with_name(self.path.name + "-wal")
        with closing(sqlite3.connect(self.path)) as here, closing(sqlite3.connect(self.kept)) as it:
            here.backup(it)
        self.as_copied = None

    def rewind(self) -> None:
        """Most addresses write nothing, and a new connection takes longer than what they do."""
        if self._written() != self.as_copied:
            self._copy()

    def _copy(self) -> None:
        self.engine.dispose()
        for rest in ("-wal", "-shm"):
            self.path.with_name(self.path.name + rest).unlink(missing_ok=True)
        shutil.copy(self.kept, self.path)
        self.as_copied = self._written()

    def _written(self) -> tuple[int, int]:
        """Another pair after every transaction that wrote: when the file was changed, and how long
        SQLite's log of what is not in it yet has grown.
        """
        log = self.log.stat().st_size if self.log.exists() else 0
        return self.path.stat().st_mtime_ns, log


def expected(app, address: Address, permissions: frozenset | None, own: bool) -> str:
    """What somebody with these permissions (None: nobody signed in) should meet."""
    allowed = app.view_functions[address.endpoint].allowed
    if not allowed:
        return "anything"
    if permissions is None:
        return "sign in"
    if not permissions & allowed:
        return "not found"
    if permissions & allowed == CHOSEN and address.owned:
        return "not found"
    return "not found" if address.owned and not own else "there"


def met(app, address: Address, token: str | None) -> str:
    """What they meet: the whole list is wanted, so an error does not end it."""
    try:
        answer = ask(app, address, token)
    except Exception as error:
        return f"an error, {type(error).__name__}: {error}"
    if answer.status_code in HIDDEN:
        return "not found"
    if answer.status_code == 401:  # what was typed is kept on the page that says so
        return "sign in"
    if answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in"):
        return "sign in"
    if answer.status_code == 503 and address.endpoint in SAYS_503:
        return "there"
    return "there" if answer.status_code < 500 else f"an error, {answer.status_code}"


def fits(wanted: str, got: str) -> bool:
    return not got.startswith("an error") if wanted == "anything" else wanted == got


def test_every_address_is_open_to_those_it_is_for_and_to_nobody_else(
    app, session, world, tmp_path, figure
):
    people = {"nobody": (None, None)}
    for role, account in world.accounts.items():
        people[str(role)] = (open_session(account), account.permissions)
    session.commit()
    own, other = addresses(app, world.own), addresses(app, world.other)
    tries = [(one, True) for one in own] + [(one, False) for one in other if one.owned]
    past = Rewound(app, tmp_path)
    wrong = []
    for name, (token, permissions) in people.items():
        for address, owns in tries:
            theirs = app.view_functions[address.endpoint].allowed & INSPECTORS_WORK
            owns = owns and (name not in OWNS_NOTHING or bool(theirs))
            got = met(app, address, token)
            wanted = expected(app, address, permissions, owns)
            if name in YOUNG and address.endpoint in NOT_FOR:
                wanted = "not found"
            if not fits(wanted, got):
                wrong.append(f"{name} {address.method} {address.path}: {wanted}, but {got}")
            if address.method == "POST":
                past.rewind()
    figure(
        f"authorisation matrix: {len(own)} routes x {len(people)} kinds of visitor, "
        f"own and other: {len(tries) * len(people)} tried"
    )
    assert not wrong, "\n".join(wrong)


def ask(app, address: Address, token: str | None):
    visitor = app.test_client()
    if token:
        with visitor.session_transaction() as cookie:
            cookie[SESSION_KEY] = token
            cookie["_fresh"] = True
    return visitor.open(address.path, method=address.method, data=address.data)
