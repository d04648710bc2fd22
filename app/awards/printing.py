"""Making a round's certificates: one batch for each council, a few at a time in the worker, and how
far it is.

Each job makes a few and asks for the next one in the same transaction, so that the page can say how
many are done, memory does not grow with the round, and a worker that dies loses a few at most.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account, Council
from app.awards.certificates import MissingSigns, press, words_for
from app.awards.models import (
    AwardRound,
    Card,
    Category,
    Certificate,
    CertificateBatch,
    Nomination,
    Nominee,
)
from app.core import audit
from app.core.alone import alone
from app.core.clock import now, today
from app.core.db import session
from app.core.i18n import languages_for_young_people
from app.core.jobs import enqueue, handler
from app.core.languages import ENGLISH, find

KIND = "certificates"
A_FEW = 20
"""Certificates between two commits."""
MOST_NAMED = 5
"""Signs that are named of those a name needs and no font has."""
LOADED = joinedload(Certificate.nominee)


class NobodyToPrint(Exception):
    """No nominee has a voice that is in."""


def print_round(
    row: AwardRound, by: Account, nominee_ids: Iterable[int] = ()
) -> list[CertificateBatch]:
    """Have the certificates of everyone with a voice that is in and whom `by` answers for made, or
    again those of `nominee_ids`: a batch for each council, so that an officer of one is handed no
    name of another. Raises NobodyToPrint.
    """
    alone(row)
    heard = select(Nomination.nominee_id).where(Nomination.state == "in")
    rows = Nominee.visible_to(by).where(Nominee.round_id == row.id, Nominee.id.in_(heard))
    wanted = list(nominee_ids)
    if wanted:
        rows = rows.where(Nominee.id.in_(wanted))
    found = session.scalars(rows.options(joinedload(Nominee.young_person))).unique().all()
    if not found:
        raise NobodyToPrint
    by_council = groupby(sorted(found, key=_council), key=_council)
    batches = [_batch(row, list(nominees)) for _code, nominees in by_council]
    _forget_empty(row)
    audit.record("certificates_asked", "award_round", row.id, by, note=f"{len(found)}")
    return batches


def _council(nominee: Nominee) -> str:
    return nominee.council_code or ""


def _batch(row: AwardRound, nominees: Sequence[Nominee]) -> CertificateBatch:
    batch = CertificateBatch(round_id=row.id, asked_on=today(), total=len(nominees))
    session.add(batch)
    session.flush()
    _ask_for(batch, nominees)
    enqueue(KIND, {"batch": batch.id})
    return batch


def _ask_for(batch: CertificateBatch, nominees: Sequence[Nominee]) -> None:
    made = select(Certificate).where(Certificate.nominee_id.in_([one.id for one in nominees]))
    there = {one.nominee_id: one for one in session.scalars(made)}
    complete = languages_for_young_people()
    for nominee in nominees:
        person = nominee.young_person
        spoken = find(person.language) if person else None
        certificate = there.get(nominee.id) or Certificate(nominee_id=nominee.id, reprints=0)
        if certificate.printed_on is not None:
            certificate.reprints += 1
        certificate.batch_id = batch.id
        certificate.language = str(spoken if spoken in complete else ENGLISH)
        certificate.file, certificate.made_on, certificate.missing = None, None, ""
        session.add(certificate)
    session.flush()


def _forget_empty(row: AwardRound) -> None:
    """A batch whose certificates were all made again holds nothing anybody wants."""
    used = select(Certificate.batch_id)
    older = (CertificateBatch.round_id == row.id, CertificateBatch.id.not_in(used))
    session.execute(delete(CertificateBatch).where(*older))


def certificates_of_round(row: AwardRound, account: Account) -> Sequence[Certificate]:
    """Every certificate of the nominees of a round whom this officer answers for, the same number
    of queries for any number.
    """
    seen = Nominee.visible_to(account).where(Nominee.round_id == row.id)
    rows = (
        select(Certificate)
        .where(Certificate.nominee_id.in_(seen.with_only_columns(Nominee.id)))
        .options(LOADED.joinedload(Nominee.young_person))
        .order_by(Certificate.id)
    )
    return session.scalars(rows).unique().all()


@handler(KIND)
def make_some(payload: dict) -> None:
    """A few of what waits in a batch; when nothing does, the file for the printer."""
    batch = session.get(CertificateBatch, payload["batch"])
    if batch is None or batch.finished:
        return
    waiting = select(Certificate).where(
        Certificate.batch_id == batch.id, Certificate.made_on.is_(None)
    )
    some = session.scalars(with_people(waiting.order_by(Certificate.id).limit(A_FEW))).unique()
    found = some.all()
    with press(batch.round, current_app.config["SITE_NAME"], int(now().timestamp())) as opened:
        if not found:
            batch.print_file = opened.make_print_file(_people(_made_in(batch)))
            batch.finished = True
            return
        for certificate in found:
            certificate.made_on = today()
        for certificate, person in zip(found, _people(found), strict=True):
            try:
                certificate.file = opened.make(person)
            except MissingSigns as missing:
                certificate.missing = " ".join(str(missing).split()[:MOST_NAMED])
    batch.done += len(found)
    session.flush()
    enqueue(KIND, payload)


def with_people(rows):
    nominee = joinedload(Certificate.nominee)
    return rows.options(nominee.joinedload(Nominee.young_person), nominee.joinedload(Nominee.round))


def _made_in(batch: CertificateBatch) -> Sequence[Certificate]:
    rows = select(Certificate).where(Certificate.batch_id == batch.id, Certificate.missing == "")
    return session.scalars(with_people(rows.order_by(Certificate.id))).unique().all()


def _people(certificates: Sequence[Certificate]) -> list[dict]:
    """What is printed for each, in three queries for all of them."""
    ids = [one.nominee_id for one in certificates]
    voices = session.execute(
        select(Nomination.nominee_id, Category)
        .join(Category, Category.id == Nomination.category_id)
        .where(Nomination.nominee_id.in_(ids), Nomination.state == "in")
        .order_by(Category.position)
    )
    won = {
        (nominee_id, category_id): place
        for nominee_id, category_id, place in session.execute(
            select(Card.nominee_id, Card.category_id, Card.place).where(Card.nominee_id.in_(ids))
        )
    }
    awards: dict[int, dict[Category, str]] = {}
    for nominee_id, category in voices:
        place = won.get((nominee_id, category.id), "recognised")
        awards.setdefault(nominee_id, {})[category] = place
    return [
        words_for(one.nominee, one.language, [*awards.get(one.nominee_id, {}).items()], one.made_on)
        for one in certificates
    ]


def batches_of(row: AwardRound, account: Account) -> Sequence[CertificateBatch]:
    """Newest first."""
    rows = CertificateBatch.visible_to(account).where(CertificateBatch.round_id == row.id)
    return session.scalars(
        rows.order_by(CertificateBatch.asked_on.desc(), CertificateBatch.id.desc())
    ).all()


def places_of(batches: Sequence[CertificateBatch]) -> dict[int, str]:
    """By batch, the names of the councils its nominees are of; none where that is not known."""
    rows = (
        select(Certificate.batch_id, Council.name)
        .join(Nominee, Nominee.id == Certificate.nominee_id)
        .join(Council, Council.code == Nominee.council_code)
        .where(Certificate.batch_id.in_([batch.id for batch in batches]))
        .order_by(Council.name)
        .distinct()
    )
    found: dict[int, list[str]] = {}
    for batch_id, name in session.execute(rows):
        found.setdefault(batch_id, []).append(name)
    return {batch_id: ", ".join(names) for batch_id, names in found.items()}


def whole_of(row: AwardRound, account: Account) -> set[int]:
    """The ids of the batches whose file for the printer this officer may have."""
    rows = CertificateBatch.whole_for(account).where(CertificateBatch.round_id == row.id)
    return set(session.scalars(rows.with_only_columns(CertificateBatch.id)))
