"""What has fallen quiet at the duty desk: mail, texts, the worker, the rota, or the desk itself.

Nothing that breaks quietly may stay unseen. The desk says it in red, /healthz/duty says it to
whoever watches from outside, and people are told by a way that is not the broken one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from app.accounts.councils import holds_for
from app.accounts.models import Account, Council
from app.core import outbox, periodic
from app.core.clock import now
from app.core.db import session
from app.core.jobs import every
from app.core.outbox import post, text
from app.core.permissions import Permission
from app.safeguarding.duty_mail import desk_url
from app.safeguarding.duty_models import DeskVisit, ToldQuiet
from app.safeguarding.duty_numbers import numbers_of
from app.safeguarding.duty_people import on_duty, second_contacts
from app.safeguarding.models import Alert
from app.safeguarding.rota import Rota

PARTS = ("mail", "texts", "worker", "rota", "desk")
WORKER_LATE = timedelta(minutes=3)
UNOPENED = timedelta(hours=2)
"""For so long nobody may leave the desk unopened while an alert is late."""
A_VISIT = timedelta(minutes=5)
"""One who stays at the desk is noted this often."""


@dataclass(frozen=True)
class Quiet:
    """A part that has fallen quiet: in one council, or (with none named) everywhere."""

    part: str
    council: Council | None = None

    @property
    def code(self) -> str:
        return self.council.code if self.council else ""


def quiet_parts(tried: bool = False) -> list[Quiet]:
    """Everything that has fallen quiet at this moment; with `tried`, no mail that nobody has tried
    to send yet.
    """
    found = []
    if outbox.is_stuck(outbox.MAIL, tried):
        found.append(Quiet("mail"))
    if outbox.is_stuck(outbox.TEXT, tried):
        found.append(Quiet("texts"))
    if worker_is_away():
        found.append(Quiet("worker"))
    return [*found, *_rotas(), *_desks()]


def worker_is_away() -> bool:
    """True if whatever sends the mail has given no sign of life for three minutes."""
    seen = periodic.last_beat()
    return seen is None or now() - seen > WORKER_LATE


def note_visit(account: Account) -> None:
    """This account has the desk open now. To be committed by the caller."""
    there = session.get(DeskVisit, account.id)
    if there is None:
        session.add(DeskVisit(account_id=account.id, at=now()))
    else:
        there.at = now()


def visit_is_news(account: Account) -> bool:
    """True if it was not noted within the last minutes that this account has the desk open."""
    there = session.get(DeskVisit, account.id)
    return there is None or now() - there.at >= A_VISIT


def _rotas() -> Iterator[Quiet]:
    """The councils whose rota was kept, and which nobody is on duty for now."""
    rota = Rota.between(now(), now())
    for code, council in rota.councils.items():
        if rota.is_kept(code) and not rota.on_at(code, now()):
            yield Quiet("rota", council)


def _desks() -> Iterator[Quiet]:
    """The councils with an alert that is late, whose desk nobody has opened for too long."""
    late = select(Alert.council_code).where(
        Alert.closed_on.is_(None), Alert.acknowledged_at.is_(None), Alert.due_at < now()
    )
    codes = set(session.scalars(late.distinct()))
    if not codes:
        return
    visits = select(Account).join(DeskVisit, DeskVisit.account_id == Account.id)
    visitors = session.scalars(visits.where(DeskVisit.at > now() - UNOPENED)).all()
    for council in session.scalars(select(Council).order_by(Council.name)):
        waits = council.code in codes or None in codes
        if waits and not _somebody_of(visitors, council.code):
            yield Quiet("desk", council)


def _somebody_of(visitors: Iterable[Account], code: str) -> bool:
    return any(holds_for(account, Permission.ALERTS, code) for account in visitors)


@every(minutes=5)
def tell_of_quiet() -> int:
    """Tell people once of each part that has fallen quiet; how many parts were new.

    That the worker is away nobody is told from here, because it is the worker that would: the desk
    says it, and /healthz/duty. When it comes back, it first tries to send what has waited for it.
    """
    found = quiet_parts(tried=True)
    there = {(row.part, row.council_code) for row in session.scalars(select(ToldQuiet))}
    over = there - {(quiet.part, quiet.code) for quiet in found}
    for part, code in over:
        gone = ToldQuiet.part == part, ToldQuiet.council_code == code
        session.execute(delete(ToldQuiet).where(*gone))
    new = [quiet for quiet in found if (quiet.part, quiet.code) not in there]
    for quiet in new:
        session.add(ToldQuiet(part=quiet.part, council_code=quiet.code, told_at=now()))
        _tell(quiet)
    return len(new)


def _tell(quiet: Quiet) -> None:
    """By mail to the second contacts; that mail itself is stuck by a text to those on duty."""
    facts = {"part": quiet.part, "url": desk_url()}
    if quiet.part == "mail":
        people, _desks_alone = on_duty(None, [])
        for number in numbers_of(people).values():
            text(number, "desk_is_quiet", **facts)
    elif quiet.part != "worker":
        for email in second_contacts(quiet.code or None):
            post(email, "desk_is_quiet", **facts)
