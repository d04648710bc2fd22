"""Join codes: nine letters and digits that can be read out loud, copied by hand and scanned.

No two of them look alike, and there are no vowels, so that no code is a word. 21 to the power of
nine is about 800 thousand million; with the slowing-down in front, guessing one is hopeless.
"""

import secrets
import unicodedata
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Account
from app.core.clock import now
from app.core.crypto import keyed_hash
from app.core.db import session
from app.people.models import JoinCode, YoungPerson
from app.people.teams import case_team

ALPHABET = "34679CDFGHJKMNPQRTWXY"
LENGTH = 9
GROUP = 3


USED_FOR = timedelta(days=30)
"""For so long a code that opened an account is known as one that was used."""


class WrongCode(Exception):
    """There is no such code, or it was used long ago: whoever tries cannot tell which."""


class UsedCode(WrongCode):
    """This code has opened an account, not long ago, and opens nothing more. Whose it was is not
    told; and who guesses one has only learned of a code that is worth nothing.
    """


class LapsedCode(Exception):
    """The code was good, but is more than seven days old."""


def new_code() -> str:
    """A fresh code in groups, as it is shown: `7KC-RWM-34X`."""
    return grouped("".join(secrets.choice(ALPHABET) for _sign in range(LENGTH)))


def plain(typed: str) -> str:
    """The code in what was typed or opened: capitals, digits of any script, no gaps or hyphens.

    Empty if it cannot be a code at all.
    """
    signs = unicodedata.normalize("NFKC", typed[:100]).upper()
    code = "".join(_latin(sign) for sign in signs if sign.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def grouped(code: str) -> str:
    """`code` in groups of three."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def code_hash(code: str) -> bytes:
    """What is kept of a code, however it is typed."""
    return keyed_hash("join-code", plain(code))


def look_up_code(code: str) -> JoinCode:
    """The code that can be used now. Raises UsedCode, WrongCode or LapsedCode."""
    found = session.scalars(
        select(JoinCode).where(JoinCode.code_hash == code_hash(code))
    ).one_or_none()
    if found is None:
        raise WrongCode
    if found.used_at is not None:
        raise UsedCode if now() - found.used_at < USED_FOR else WrongCode
    if found.expires_at <= now():
        raise LapsedCode
    return found


def giver_of(code: JoinCode) -> tuple[Account | None, str | None]:
    """Who gave the code, and which part they have in the young person's life today, if any."""
    giver = session.get(Account, code.made_by_id) if code.made_by_id else None
    parts = [one.part for one in case_team(code.young_person) if one.worker_id == code.made_by_id]
    return giver, parts[0] if parts else None


def codes_used(young_person: YoungPerson) -> list[tuple[JoinCode, Account | None]]:
    """The codes that opened this young person's account, newest first, and who gave them."""
    rows = (
        select(JoinCode, Account)
        .outerjoin(Account, Account.id == JoinCode.made_by_id)
        .where(JoinCode.young_person_id == young_person.id, JoinCode.used_at.is_not(None))
        .order_by(JoinCode.used_at.desc())
    )
    return [(code, giver) for code, giver in session.execute(rows)]


def _latin(sign: str) -> str:
    return str(unicodedata.digit(sign, sign))
