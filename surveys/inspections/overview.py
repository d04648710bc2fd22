"""Many inspections at once, with what hangs on them, in the same few queries for any number."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import session
from surveys.inspections.finding_models import Recommendation
from surveys.inspections.finished import certificates_of
from surveys.inspections.inspection_models import Criterion, Inspection
from surveys.inspections.own_words import all_words
from surveys.inspections.rewording import Told, is_open, reworded_in
from surveys.inspections.told_models import InspectionCertificate
from surveys.inspections.visit_models import EvidencePicture

MOST = 200
OWED = ("waits", "late", "undone")
"""The stages in which it is the service's turn."""


def with_all(rows: Select[tuple[Inspection]]) -> list[Inspection]:
    """Newest first."""
    loaded = rows.options(selectinload(Inspection.recommendations))
    ordered = loaded.order_by(Inspection.starts_on.desc(), Inspection.id).limit(MOST)
    return list(session.scalars(ordered))


def waiting_for(inspections: Iterable[Inspection], account: Account) -> list[Recommendation]:
    """The recommendations to which it is this inspector's turn: an answer that nobody judged, or a
    day that is over by which it was to be done.
    """
    given = [one for one in inspections if one.state == "given" and one.has(account)]
    rows = [row for one in given for row in one.recommendations]
    return [row for row in rows if _is_the_inspectors_turn(row)]


def _is_the_inspectors_turn(row: Recommendation) -> bool:
    stage = row.stage(today())
    return stage == "undone" or (stage == "answered" and row.judged is None)


def pictures_to_look_at(
    inspections: Iterable[Inspection], account: Account
) -> dict[Criterion, int]:
    """How many pictures to each criterion wait for this inspector, who did not add them, in one
    query.
    """
    ids = [one.id for one in inspections if one.state == "being_done" and one.has(account)]
    rows = select(EvidencePicture).join(Criterion).where(Criterion.inspection_id.in_(ids))
    unseen = rows.where(EvidencePicture.look.is_(None)).order_by(Criterion.position)
    found = session.scalars(unseen)
    return Counter(one.criterion for one in found if one.added_by_id != account.id)


def changes_to_read(inspections: Iterable[Inspection], account: Account) -> list[Told]:
    """What an officer put differently and nobody of them has said anything to, in a few queries."""
    own = [one for one in inspections if one.state != "given" and one.has(account)]
    words = [one for one in all_words(account) if is_open(one)]
    return [row for row in (*reworded_in(own), *words) if row.agreed is None]


def lapsed_of(inspections: Iterable[Inspection], account: Account) -> list[InspectionCertificate]:
    """The certificates of this inspector's inspections that do not hold any more, until the service
    is inspected again; in two queries.
    """
    own = [one for one in inspections if one.state == "given" and one.has(account)]
    given = certificates_of([one.id for one in own]).values()
    lapsed = [one for one in given if one.lapses_on <= today() and one.inspection.service.active]
    services = [one.inspection.service_id for one in lapsed]
    newest = select(Inspection.service_id, func.max(Inspection.started_on))
    there = newest.where(Inspection.service_id.in_(services)).group_by(Inspection.service_id)
    begun = dict(session.execute(there).all())
    return [one for one in lapsed if begun[one.inspection.service_id] <= one.given_on]


def owed_by(inspections: Iterable[Inspection]) -> list[Recommendation]:
    """What still waits for an answer, and what was to be done by now; what is due first at the
    top.
    """
    day = today()
    rows = [row for one in inspections for row in one.recommendations]
    owed = [row for row in rows if row.stage(day) in OWED]
    return sorted(owed, key=lambda row: (row.owed_on(day), row.id))
