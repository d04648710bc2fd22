"""What inspectors have of a council, in the world that every address is tried in."""

from dataclasses import dataclass
from datetime import timedelta

from app.accounts.models import Account, Council
from app.core.clock import today
from app.core.db import session
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import make_staff, make_young_person
from app.demo.inspected import give_inspection, make_inspection, make_inspector, make_service
from surveys.inspections import evidence, own_words, worries
from surveys.inspections.finding_models import Finding, Recommendation
from surveys.inspections.inspection_models import Criterion, Inspection, InspectionInspector
from surveys.inspections.service_models import InspectedService
from surveys.inspections.told_models import (
    InspectionCertificate,
    InspectorsWords,
    InspectorsWorry,
)
from surveys.inspections.visit_models import EvidencePicture, Visit
from surveys.inspections.visiting import visits_of


@dataclass
class Inspected:
    """An inspection that the service has, with one of everything on it."""

    service: InspectedService
    inspection: Inspection
    criterion: Criterion
    visit: Visit
    picture: EvidencePicture
    finding: Finding
    advice: Recommendation
    words: InspectorsWords
    worry: InspectorsWorry


def make_inspected(council: Council, staff: Account) -> Inspected:
    """`staff` answers for the service."""
    inspector = make_young_person(council, f"inspector in {council.code}").account
    make_inspector(inspector, council.code)
    officer = make_staff(Role.PARTICIPATION_OFFICER, council=council)
    service = make_service(council.code, f"Hub of {council.name}", "hub", staff)
    inspection = make_inspection(service, [inspector], staff)
    criterion = inspection.criteria[0]
    picture = evidence.add_picture(criterion, "photo", b"\x89PNG", "A door.", inspector)
    evidence.look_at(picture, "fine", officer)
    give_inspection(inspection, officer)
    session.add(
        InspectionCertificate(
            inspection_id=inspection.id,
            given_on=today(),
            lapses_on=today() + timedelta(days=365),
        )
    )
    words = own_words.write_words(
        council.code, Period.holding(today()), "We looked at a hub.", inspector
    )
    return Inspected(
        service=service,
        inspection=inspection,
        criterion=criterion,
        visit=visits_of(inspection)[0],
        picture=picture,
        finding=inspection.findings[0],
        advice=inspection.recommendations[0],
        words=words,
        worry=worries.tell_duty_desk(inspector, inspection, None),
    )


def take_part(inspected: Inspected, inspector: Account, worker: Account) -> None:
    """From here on it is this inspector's too, and this worker has to answer."""
    inspected.inspection.inspectors.append(InspectionInspector(account_id=inspector.id))
    inspected.worry.said_by_id = inspector.id
    inspected.advice.owner_id = worker.id
    session.flush()
