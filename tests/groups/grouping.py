"""Makers of groups for the tests."""

from app.accounts.models import Account
from app.groups.models import Group
from app.groups.services import WORDS, add_group

DESCRIBED = {
    **dict.fromkeys(WORDS, ""),
    "title": "Film group",
    "what": "You make a film together.",
    "who_for": "Everybody in care.",
    "age_from": 8,
    "age_to": 18,
    "joining": "open",
}


def make_group(council_code: str | None, officer: Account, **words) -> Group:
    """A group of this council, or of the whole trust."""
    return add_group(council_code, {**DESCRIBED, **words}, officer)
