"""Whom a young person complained about or named, asked of every feature in which they can.

People knows nothing of conversations or interviews. A feature puts up a function here; it is called
with the id of a young person, and gives the ids of the accounts that something of theirs is kept
from.
"""

from collections.abc import Callable

from flask import Flask, current_app

from app.accounts.models import Account
from app.core.db import session
from app.people.models import Assignment, YoungPerson
from app.people.teams import parts_of

KEPT_FROM = "kept_from"
"""The name of those functions among the app's extensions."""


def put_up(app: Flask, named_by: Callable[[int], set[int]]) -> None:
    """From now on this is asked as well."""
    app.extensions.setdefault(KEPT_FROM, []).append(named_by)


def kept_from(young_person_id: int) -> set[int]:
    """The accounts that anything of this young person's is kept from, wherever they said so."""
    places = current_app.extensions.get(KEPT_FROM, [])
    return {account_id for named in places for account_id in named(young_person_id)}


def could_be_in_what_they_said(account: Account, young_person: YoungPerson) -> bool:
    """True of an account that has, had or will have a part in this life, or that something this
    young person said is kept from: what they said to others may be about it.
    """
    parts = parts_of(young_person).where(Assignment.worker_id == account.id)
    if session.scalars(parts).first() is not None:
        return True
    return account.id in kept_from(young_person.id)
