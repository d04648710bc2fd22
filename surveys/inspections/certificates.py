"""The certificate of a service that met every criterion, as PDF/UA-1. It lapses by itself."""

import json
from datetime import date, timedelta
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import typst
from flask import current_app
from sqlalchemy import select

from app.accounts.council_names import plain_council_name
from app.accounts.models import Account
from app.core.calendars import day_in_text
from app.core.clock import now, today
from app.core.db import insert_or, random_id, session
from app.core.i18n import _, speaking
from app.core.in_line import direction_of
from app.core.languages import ENGLISH
from app.core.typesetting import fonts, language_of_name, naming_missing_signs
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.told_models import InspectionCertificate
from surveys.inspections.visit_models import Visit

TEMPLATE = Path(__file__).with_name("certificate.typ")
MET = ("very_good", "good")
LONGEST = timedelta(days=2 * 365)
USUAL = timedelta(days=365)


class NotMet(Exception):
    """Not every criterion is met, or a recommendation is still open."""


def is_earned(inspection: Inspection) -> bool:
    """True when the service has it and was visited, every criterion is met, and nothing is left to
    be done.
    """
    visits = select(Visit.id).where(Visit.inspection_id == inspection.id, Visit.on <= today())
    met = bool(inspection.criteria) and all(one.rating in MET for one in inspection.criteria)
    done = all(row.outcome == "done" for row in inspection.recommendations)
    return (
        inspection.state == "given" and met and done and session.scalar(visits.limit(1)) is not None
    )


def certificate_of(inspection: Inspection) -> InspectionCertificate | None:
    rows = select(InspectionCertificate).where(InspectionCertificate.inspection_id == inspection.id)
    return session.scalar(rows)


def usual_end() -> date:
    """The day on which one given today lapses, if nobody says another."""
    return today() + USUAL


def give_certificate(inspection: Inspection, lapses_on: date, by: Account) -> InspectionCertificate:
    """From today until the day before `lapses_on`. Raises NotMet; one that was given stays."""
    given = certificate_of(inspection)
    if given is not None:
        return given
    if not is_earned(inspection):
        raise NotMet
    adding = insert_or(InspectionCertificate, session.get_bind()).values(
        id=random_id(),
        inspection_id=inspection.id,
        given_on=today(),
        lapses_on=lapses_on,
        given_by_id=by.id,
    )
    session.execute(adding.on_conflict_do_nothing(index_elements=["inspection_id"]))
    return certificate_of(inspection)


def end_earlier(inspection: Inspection) -> None:
    """The service is told what a newer inspection found: what was certified before holds no longer
    than today, and this inspection can earn a certificate of its own.
    """
    rows = (
        select(InspectionCertificate)
        .join(Inspection)
        .where(
            Inspection.service_id == inspection.service_id,
            Inspection.id != inspection.id,
            InspectionCertificate.lapses_on > today(),
        )
    )
    for one in session.scalars(rows).unique():
        one.lapses_on = max(today(), one.given_on + timedelta(days=1))


def as_pdf(given: InspectionCertificate) -> bytes:
    """The certificate in English. One that lapsed says so. Raises MissingSigns."""
    data = json.dumps(_words(given))
    made_at = int(now().timestamp())
    with TemporaryDirectory() as name, naming_missing_signs():
        file = copy(TEMPLATE, Path(name) / TEMPLATE.name)
        compiler = typst.Compiler(file, root=name, font_paths=fonts())
        return compiler.compile(
            format="pdf", sys_inputs={"print": data}, timestamp=made_at, pdf_standards=["ua-1"]
        )


def _words(given: InspectionCertificate) -> dict:
    service = given.inspection.service
    with speaking(str(ENGLISH)):
        lapses = day_in_text(given.lapses_on)
        return {
            "site": current_app.config["SITE_NAME"],
            "title": _("Certificate of the Young Inspectors"),
            "to": _("This is for"),
            "name": service.name,
            "name_lang": language_of_name(service.name),
            "name_direction": direction_of(service.name),
            "council": plain_council_name(service.council.name),
            "why": _("Young people looked at it and found that it does what a good service does."),
            "given": _("Given on %(day)s", day=day_in_text(given.given_on)),
            "until": _("It lapses on %(day)s, unless it is inspected again.", day=lapses),
            "lapsed": ""
            if given.holds(today())
            else _("This certificate lapsed on %(day)s.", day=lapses),
        }
