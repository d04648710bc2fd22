"""Sending lines of the offer to somebody: an address that says which lines, and nothing about whom.

The address holds the lines' short names, so nothing is kept of who was sent what. Only how often a
line was sent and looked at is counted, by month.
"""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import quote, urlencode

from app.core.addresses import public_address
from app.core.clock import today
from app.core.db import insert_or, session
from app.core.i18n import gettext as _
from app.offer.eligibility import Rule, Situation, Verdict, judge
from app.offer.models import Entitlement, LineCount
from app.offer.showing import by_codes, live_lines
from app.offer.weights import weight_of
from app.people.models import YoungPerson

MOST_LINES = 200
BETWEEN = "-"
CODE = re.compile(r"[a-z0-9]{1,8}")
THEIRS = ("law", "extra")
"""The verdicts that make a line part of somebody's likely set."""


def codes_in(written: str) -> list[str]:
    """The short names in a shared address, each once; what cannot be one is left out."""
    parts = written.split(BETWEEN)[: MOST_LINES * 2]
    return list(dict.fromkeys(part for part in parts if CODE.fullmatch(part)))[:MOST_LINES]


def lines_in(written: str) -> tuple[list[Entitlement], bool]:
    """The lines a shared address names that are still shown, and whether that is all it named."""
    lines = by_codes(codes_in(written))
    return lines, len(lines) == len([part for part in written.split(BETWEEN) if part])


def address_of(lines: Iterable[Entitlement], language: str) -> str:
    """The whole address under which anybody sees these lines in this language."""
    path = "/offer/s/" + BETWEEN.join(line.code for line in lines)
    return public_address(path) + "?" + urlencode({"lang": language})


def likely_lines(young_person: YoungPerson) -> list[Entitlement]:
    """What is this young person's by what is known of them here: a start for their worker."""
    return [line for line, verdict in _judged(young_person) if verdict.verdict in THEIRS]


def lines_to_ask_about(young_person: YoungPerson) -> list[Entitlement]:
    """What may be theirs and can be asked for, what matters most first."""
    found = [line for line, one in _judged(young_person) if one.verdict == "ask" and one.claimable]
    return sorted(found, key=lambda line: weight_of(line.topic, line.heading))


def _judged(young_person: YoungPerson) -> list[tuple[Entitlement, Verdict]]:
    situation = situation_of(young_person)
    lines = live_lines(young_person.council_code)
    return [(line, judge(Rule.of(line, today()), situation)) for line in lines]


def situation_of(young_person: YoungPerson) -> Situation:
    """What the record says, as the eligibility rules ask it. The day of birth is not kept: the
    first of the month stands for it.
    """
    status = young_person.care_status
    long_enough = {"in_care": False, "qualifying": False}.get(status, True)
    return Situation(
        born=young_person.birth_month,
        today=today(),
        council=young_person.council_code,
        care="now" if status in ("in_care", "eligible") else "before",
        thirteen_weeks=long_enough,
        at_16_or_17=None if status == "in_care" else True,
        separated=young_person.separated,
        asylum="not_said" if young_person.separated else "none",
    )


def ways(address: str) -> dict[str, str]:
    """Addresses that open the phone's own message, WhatsApp and mail with the link in it. Nothing
    is sent from here. Call it in the language of whoever gets it.
    """
    # NOTE: Goes before a link in a text message from a worker. Says nothing about who gets it.
    words = _("This is what you can get. Have a look: %(address)s", address=address)
    subject = _("What you can get")
    return {
        "sms": "sms:?&body=" + quote(words, safe=""),
        "whatsapp": "https://wa.me/?text=" + quote(words, safe=""),
        "email": f"mailto:?subject={quote(subject, safe='')}&body={quote(words, safe='')}",
    }


def count_shared(lines: Iterable[Entitlement]) -> None:
    """These lines were sent once more."""
    _count(lines, "shared")


def count_viewed(lines: Iterable[Entitlement]) -> None:
    """These lines were looked at once more, through an address that somebody was sent."""
    _count(lines, "viewed")


def _count(lines: Iterable[Entitlement], what: str) -> None:
    rows = [
        {"entitlement_id": line.id, "month": month_of(today()), "shared": 0, "viewed": 0, what: 1}
        for line in sorted(lines, key=lambda line: line.id)
    ]
    if not rows:
        return
    adding = insert_or(LineCount, session.get_bind()).values(rows)
    column = LineCount.__table__.c[what]
    session.execute(
        adding.on_conflict_do_update(
            index_elements=["entitlement_id", "month"], set_={what: column + 1}
        )
    )


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)
