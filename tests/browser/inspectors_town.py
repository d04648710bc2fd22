"""A small town for the story of the Young Inspectors: its people, and the app served to them.

The demo has thousands of comments in it, and its reports take the gate minutes; here there is next
to nothing before the story begins.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import session
from app.core.i18n import gettext, speaking
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import make_council, make_inspector, make_staff
from app.demo.inspected import give_inspection, make_inspection, make_service
from app.demo.seen_by_inspectors import RECOMMENDED
from app.factory import create_app
from surveys.inspections import own_words
from tests.browser.cookies import put, signed_in_cookie
from tests.servers import KEY, Server

NORTHERN_WORDS = "We in the north looked at a family centre."
NORTHERN_ADVICE = RECOMMENDED


@dataclass
class Town:
    """The served app and the same in this process; each member of staff's id and cookie."""

    server: Server
    app: Flask
    staff: dict[str, int]
    cookies: dict[str, str]

    def account(self, name: str) -> Account:
        """This member of staff. Needs the app's context."""
        return session.get_one(Account, self.staff[name])

    def seats(self, person, name: str):
        """`person` is this member of staff from now on."""
        put(person.page, self.app, self.server.address, self.cookies[name])
        return person

    def says(self, language: str, english: str) -> str:
        """What the app says in this language."""
        with self.app.test_request_context(), speaking(language):
            return gettext(english)


@contextmanager
def open_town(folder: Path, template: Path):
    """The town, served from `folder`, until the end of the story."""
    server = Server(folder, template, SHOW_INCOMPLETE="true")
    app = create_app({**server.settings, "DATA_KEYS": {"tests": KEY}})
    with app.app_context():
        staff = _people()
        cookies = {name: signed_in_cookie(app, one) for name, one in staff.items()}
        ids = {name: one.id for name, one in staff.items()}
    server.start()
    yield Town(server, app, ids, cookies)
    app.extensions["engine"].dispose()
    assert server.stop() == 0


def _people() -> dict[str, Account]:
    """Two inspectors and the adults of the west; and what the north has of its own."""
    west, north = make_council(), make_council("north", "North Northamptonshire")
    for name in ("Nova", "Ike"):
        make_inspector(west, name)
    staff = {
        "Priya": make_staff(Role.PARTICIPATION_OFFICER, council=west, display_name="Priya Anand"),
        "Leah": make_staff(Role.WORKER, council=west, display_name="Leah Okafor"),
        "Daniel": make_staff(Role.INTERPRETER, display_name="Daniel Tesfu"),
        "Ruth": make_staff(Role.BOARD_MEMBER, council=west, display_name="Ruth Adlam"),
    }
    make_service("west", "The Lighthouse Hub", "hub", staff["Leah"])
    _the_north_inspects(make_inspector(north, "Puffin"), north)
    session.commit()
    return staff


def _the_north_inspects(puffin: Account, north) -> None:
    """A recommendation of theirs is open, and they wrote their words for their own board."""
    officer = make_staff(Role.PARTICIPATION_OFFICER, council=north)
    worker = make_staff(Role.WORKER, council=north)
    centre = make_service("north", "Family Time Centre", "family_time_place", worker)
    give_inspection(make_inspection(centre, [puffin], worker, officer), officer)
    words = own_words.write_words("north", Period.holding(today()), NORTHERN_WORDS, puffin)
    own_words.check_words(words, NORTHERN_WORDS, officer)
