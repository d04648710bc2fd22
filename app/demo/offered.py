"""The demo's offer: every line approved, some asked for, some sent, and what came of it all."""

import random
from collections.abc import Sequence
from datetime import timedelta

from app.accounts.models import Account
from app.core.clock import today
from app.offer import claims, sharing
from app.offer.catalogue import (
    approve_shipped,
    confirm_checked,
    find_line,
    live_lines,
    publish_shipped,
)
from app.people.models import YoungPerson
from feedback.commitments import Wording, undertake

ASKED_A_QUARTER = {"wanted": 70, "refused": 25}
SENT_A_QUARTER = 30
ANSWERS = {
    "got": "Yes. We sort it out together this week.",
    "not_got": "Not at the moment. Here is what you can do instead: call me.",
}
LOOKED_AFTER = (
    "council_tax_north",
    "council_tax_west",
    "setting_up_home",
    "band_west",
    "leisure",
    "travel",
)
UNDERTAKEN = (
    Wording(
        "Too many different people work in one house.",
        "Every house has a board in the hall with a photo of who is on today.",
        state="did",
        promise="P2",
        public=True,
    ),
    Wording(
        "Buses to college cost too much.",
        "We are asking the bus company for a pass for everybody who left care.",
        promise="P5",
        public=True,
    ),
    Wording(
        "Please let us choose which days our worker comes.",
        "We cannot promise a day each time.",
        state="cannot",
        because="Workers are also called out when somebody is in danger.",
        promise="P3",
        public=True,
    ),
)


def show_the_offer(manager: Account) -> None:
    """Every line that ships, approved so that it is shown; nobody has checked any of them."""
    publish_shipped()
    approve_shipped(manager)


def who_looks_after_what(officer: Account) -> None:
    """Some lines were checked and have somebody who looks after them; of half of these, the day by
    which they had to be looked at again is long over. To be called on a day some months ago.
    """
    for place, slug in enumerate(LOOKED_AFTER):
        line = find_line(slug)
        if line is not None:
            days = 90 if place % 2 else 700
            confirm_checked(line, officer, today() + timedelta(days=days))


def a_quarter_of_asking(
    young: Sequence[YoungPerson], manager: Account, source: random.Random
) -> None:
    """What was asked for and sent in a quarter that is over, on the day it is taken to be."""
    for kind, how_many in ASKED_A_QUARTER.items():
        for person in source.choices(young, k=how_many):
            _ask(person, kind, manager, source)
    lines = live_lines()
    for _time in range(SENT_A_QUARTER):
        some = source.sample(lines, 4)
        sharing.count_shared(some)
        for _look in range(source.randint(0, 3)):
            sharing.count_viewed(some)


def _ask(person: YoungPerson, kind: str, manager: Account, source: random.Random) -> None:
    theirs = sharing.likely_lines(person)
    if not theirs:
        return
    claim = claims.claim_line(source.choice(theirs), person, kind)
    if claim.state == "open":
        state = source.choices(("got", "not_got"), (6, 3))[0]
        claims.settle(claim, manager, state, ANSWERS[state])


def what_was_undertaken(officer: Account, councils: Sequence[str]) -> None:
    """The same three undertakings in each council, the middle one still to be done."""
    due = today() + timedelta(days=60)
    for council_code in councils:
        for wording in UNDERTAKEN:
            undertake(council_code, dated(wording, due), officer)


def dated(wording: Wording, due) -> Wording:
    """What is still being done has a day by which it is to be."""
    return Wording(**{**wording.__dict__, "due_on": due if wording.state == "doing" else None})
