"""Where a young person's conversations are, for somebody on duty who has opened them.

Safeguarding knows nothing of conversations. The feature that has them says here where they are
read; and every feature in which a young person says whom something is about, says whom they named.
"""

from collections.abc import Callable

from flask import Flask, current_app

KEY, NAMED = "reading_door", "named_by_them"

Address = Callable[[int], str]
"""Where they are read, for the id of a BreakGlass."""
Named = Callable[[int], set[int]]
"""The accounts a young person (their id) named, so that something is kept from them."""


def put_up(app: Flask, address: Address) -> None:
    """From now on conversations are behind this door."""
    app.extensions[KEY] = address


def address(reading_id: int) -> str:
    return current_app.extensions[KEY](reading_id)


def ask_whom_they_named(app: Flask, named: Named) -> None:
    """From now on this is one of the places where a young person names people."""
    app.extensions.setdefault(NAMED, []).append(named)


def kept_from(young_person_id: int) -> set[int]:
    """The accounts that anything of this young person's is kept from, wherever they said so."""
    places = current_app.extensions.get(NAMED, [])
    return {account_id for named in places for account_id in named(young_person_id)}
