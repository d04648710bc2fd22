"""Makers of lines of the offer, as they are in the catalogue and in a file."""

from itertools import count

from app.accounts.models import Account
from app.demo.factories import make_staff
from app.offer import catalogue
from app.offer.models import Entitlement
from app.offer.naming import free_code
from app.offer.record_reading import read_line

COUNCILS = {"west": "west", "north": "north"}
_number = count(1)


def entry(**values) -> dict:
    """One entry of a file; what is not said is filled in, and two calls never clash."""
    number = next(_number)
    return {
        "slug": f"line_{number}",
        "code": "".join(chr(97 + number // 26**place % 26) for place in (2, 1, 0)),
        "topic": "help_with_rent",
        "heading": "accommodation",
        "strength": "local",
        "who": ["former_relevant"],
        "age_from": 18,
        "until_birthday": 25,
        "title": "Help with your rent",
        "text": "We help you to pay your rent.",
        "confidence": "high",
        **values,
    }


def make_line(maker: Account | None = None, **values) -> Entitlement:
    """A line that nobody has approved yet; its wording waits."""
    line = read_line(entry(**values), COUNCILS)
    line = type(line)(line.slug, free_code(line.code), line.council, line.record)
    return catalogue.begin_line(line, maker, state="waiting")


def make_shown_line(approver: Account | None = None, **values) -> Entitlement:
    """A line that is shown."""
    line = make_line(**values)
    catalogue.approve(catalogue.newest_revision(line), approver or make_staff())
    return line
