"""What everybody may read of inspections: words an officer checked, and never which home it was."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import session
from surveys.inspections.finding_models import Finding, Recommendation
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.told_models import InspectionCertificate

MOST = 60
"""On the public list; older ones are in the boards' reports."""


def finished(limit: int = MOST) -> list[Inspection]:
    """What was given to a service, newest first, with its recommendations; constant queries."""
    rows = (
        select(Inspection)
        .where(Inspection.state == "given")
        .options(selectinload(Inspection.recommendations), selectinload(Inspection.findings))
        .order_by(Inspection.given_on.desc(), Inspection.id)
        .limit(limit)
    )
    return list(session.scalars(rows))


def given_between(council_code: str, first: date, last: date) -> list[Inspection]:
    """A council's inspections of these days, oldest first, with all that was told."""
    rows = (
        select(Inspection)
        .where(
            Inspection.council_code == council_code,
            Inspection.state == "given",
            Inspection.given_on.between(first, last),
        )
        .options(selectinload(Inspection.recommendations), selectinload(Inspection.findings))
        .order_by(Inspection.given_on, Inspection.id)
    )
    return list(session.scalars(rows))


def told_of(inspection: Inspection) -> list[Finding]:
    """The findings everybody may read, in the inspectors' order."""
    return [one for one in inspection.findings if one.checked_on and not one.inside]


def open_on(council_code: str, day: date) -> list[Recommendation]:
    """What was given to services up to this day and not closed by then, what is open longest first.

    One query, however many there are.
    """
    rows = (
        select(Recommendation)
        .join(Inspection, Inspection.id == Recommendation.inspection_id)
        .where(
            Inspection.council_code == council_code,
            Inspection.state == "given",
            Inspection.given_on <= day,
            Recommendation.closed_on.is_(None) | (Recommendation.closed_on > day),
        )
        .order_by(Inspection.given_on, Recommendation.inspection_id, Recommendation.position)
    )
    return list(session.scalars(rows))


def closed_between(council_code: str, first: date, last: date) -> list[Recommendation]:
    """What inspectors closed on one of these days, of inspections that were given before them, what
    was closed first at the top. One query, however many there are.
    """
    rows = (
        select(Recommendation)
        .join(Inspection, Inspection.id == Recommendation.inspection_id)
        .where(
            Inspection.council_code == council_code,
            Inspection.given_on < first,
            Recommendation.closed_on.between(first, last),
        )
        .order_by(Recommendation.closed_on, Recommendation.inspection_id, Recommendation.position)
    )
    return list(session.scalars(rows))


def lapsed_between(council_code: str, first: date, last: date) -> list[InspectionCertificate]:
    """A council's certificates that stopped to hold on one of these days."""
    rows = (
        select(InspectionCertificate)
        .join(Inspection, Inspection.id == InspectionCertificate.inspection_id)
        .where(
            Inspection.council_code == council_code,
            InspectionCertificate.lapses_on.between(first, last),
        )
        .order_by(InspectionCertificate.lapses_on, InspectionCertificate.id)
    )
    return list(session.scalars(rows))


def certificates_of(inspection_ids: list[int]) -> dict[int, InspectionCertificate]:
    """By the id of the inspection, in one query."""
    rows = select(InspectionCertificate).where(
        InspectionCertificate.inspection_id.in_(inspection_ids)
    )
    return {one.inspection_id: one for one in session.scalars(rows)}
