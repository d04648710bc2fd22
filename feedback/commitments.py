"""You said, we did: what adults undertake because of what young people said, and are held to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.accounts.councils import within
from app.accounts.models import Account
from app.core import audit, evidence
from app.core.alone import alone
from app.core.clock import now, today
from app.core.db import session
from app.core.evidence import Evidence, Source, Subject
from app.core.i18n import _l
from app.core.permissions import Permission
from app.core.reporting import Period
from app.core.snapshots import digest
from feedback.commitment import Commitment
from feedback.commitment_texts import STATE_LABELS

KIND = "commitments"
WRITTEN = ("said", "undertaken", "state", "because", "promise", "sub_theme", "due_on")


class Changed(Exception):
    """Somebody else has changed it since it was opened."""


@dataclass(frozen=True)
class Wording:
    """What may be written about a commitment. `state` is one of feedback.commitment.STATES."""

    said: str
    undertaken: str
    state: str = "doing"
    because: str = ""
    promise: str = ""
    sub_theme: str = ""
    due_on: date | None = None
    owner_id: int | None = None
    public: bool = False


def register() -> None:
    """Let the pledge lay what was undertaken beside its promises."""
    evidence.register(Source(KIND, _l("What was undertaken"), ledger, told=told))


def visible_to(account: Account) -> Select[tuple[Commitment]]:
    """The commitments of the councils this account writes them for."""
    return select(Commitment).where(
        within(Commitment.council_code, account, Permission.COMMITMENTS)
    )


def undertake(council_code: str, wording: Wording, account: Account) -> Commitment:
    """A new commitment, owned by its maker unless somebody else is named."""
    commitment = Commitment(council_code=council_code, made_on=today(), changed_at=now())
    _write(commitment, wording)
    commitment.owner_id = wording.owner_id or account.id
    session.add(commitment)
    session.flush()
    audit.record("undertook", "commitment", commitment.id, account)
    return commitment


def rewrite(commitment: Commitment, wording: Wording, account: Account, seen: str) -> None:
    """Change what it says. `seen` is the mark of what they had before them; raises Changed."""
    alone(commitment)
    session.refresh(commitment)
    if mark_of(commitment) != seen:
        raise Changed
    _write(commitment, wording)
    commitment.owner_id = wording.owner_id
    session.flush()
    audit.record("rewrote", "commitment", commitment.id, account)


def mark_of(commitment: Commitment) -> str:
    """Stands for the commitment as it is now; another one as soon as anybody changes it."""
    words = [str(getattr(commitment, name)) for name in (*WRITTEN, "published_on", "owner_id")]
    return digest([commitment.changed_at.isoformat(), *words])


def _write(commitment: Commitment, wording: Wording) -> None:
    for name in WRITTEN:
        setattr(commitment, name, getattr(wording, name))
    if wording.state != "did":
        commitment.done_on = None
    elif commitment.done_on is None:
        commitment.done_on = today()
    if not wording.public:
        commitment.published_on = None
    elif commitment.published_on is None:
        commitment.published_on = today()
    commitment.changed_at = now()


def is_overdue(commitment: Commitment, day: date) -> bool:
    """True if it was to be done before this day and is not."""
    return commitment.state == "doing" and commitment.due_on is not None and commitment.due_on < day


def published(council_code: str | None = None) -> list[Commitment]:
    """What everybody may read, what was done last first; of one council or of all."""
    rows = select(Commitment).where(may_be_read())
    if council_code is not None:
        rows = rows.where(Commitment.council_code == council_code)
    newest = Commitment.published_on.desc()
    return list(session.scalars(rows.order_by(newest, Commitment.id)))


def may_be_read() -> ColumnElement[bool]:
    """True in a query for what young people can read by today."""
    return and_(Commitment.published_on.is_not(None), Commitment.published_on <= today())


def told(council_code: str, promise: Subject) -> list[Evidence]:
    """What everybody may read of what was done for this promise."""
    rows = select(Commitment).where(
        Commitment.council_code == council_code, may_be_read(), _about([promise])
    )
    found = session.scalars(rows.order_by(Commitment.published_on.desc(), Commitment.id))
    return [_as_evidence(one) for one in found if _tells_about(one, promise)]


def ledger(
    council_code: str, _period: Period, promises: Sequence[Subject]
) -> dict[str, list[Evidence]]:
    """Everything undertaken for these promises, what is overdue first."""
    rows = select(Commitment).where(Commitment.council_code == council_code, _about(promises))
    found = session.scalars(rows.order_by(Commitment.due_on, Commitment.id)).all()
    return {
        promise.key: sorted(
            (_as_evidence(one) for one in found if _tells_about(one, promise)),
            key=lambda one: not one.overdue,
        )
        for promise in promises
    }


def _about(promises: Iterable[Subject]) -> ColumnElement[bool]:
    promises = list(promises)
    keys = [promise.key for promise in promises]
    sub_themes = [code for promise in promises for code in promise.sub_themes]
    return or_(Commitment.promise.in_(keys), Commitment.sub_theme.in_(sub_themes))


def _tells_about(commitment: Commitment, promise: Subject) -> bool:
    if commitment.promise:
        return commitment.promise == promise.key
    return commitment.sub_theme in promise.sub_themes


def _as_evidence(commitment: Commitment) -> Evidence:
    return Evidence(
        KIND,
        str(STATE_LABELS[commitment.state]),
        words=" ".join(filter(None, (commitment.undertaken, commitment.because))),
        when=commitment.done_on or commitment.due_on,
        overdue=is_overdue(commitment, today()),
    )
