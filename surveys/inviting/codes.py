"""One-time codes: printed on a list, or handed by a worker to somebody they work with.

A code looks like a join code (no two signs alike, no words) and is kept as a keyed hash only.
"""

import secrets
from collections.abc import Sequence

from sqlalchemy import func, insert, select

from app.accounts.models import Account
from app.core import audit
from app.core.alone import alone
from app.core.clock import today
from app.core.crypto import keyed_hash
from app.core.db import random_id, session
from app.people.join_codes import new_code, plain
from app.people.models import YoungPerson
from surveys.inviting.asked_models import SurveyCode, SurveyHanded
from surveys.survey_models import Survey, SurveyCouncil

MOST = 500
"""Codes on one list."""


def hash_of(code: str) -> bytes | None:
    """What is kept of a code, however it is typed; None for what cannot be one."""
    signs = plain(code)
    return keyed_hash("survey-code", signs) if signs else None


def make_list(survey: Survey, council_code: str, number: int, by: Account) -> list[str]:
    """So many new codes, to be printed now: they cannot be shown again."""
    codes = _new_codes(survey, council_code, number, listed=True)
    audit.record("survey_codes_made", "survey", survey.id, by, note=f"{council_code} {number}")
    return codes


def hand_out(survey: Survey, person: YoungPerson, by: Account) -> str:
    """A code for this young person, shown once to their worker.

    Nothing says whose it is, so somebody who has lost theirs can be given another.
    """
    alone(person)
    code = _new_codes(survey, person.council_code, 1, listed=False)[0]
    there = session.scalar(
        select(SurveyHanded).where(
            SurveyHanded.survey_id == survey.id, SurveyHanded.young_person_id == person.id
        )
    )
    handed = there or SurveyHanded(survey_id=survey.id, young_person_id=person.id)
    handed.by_name, handed.given_on = by.display_name, today()
    session.add(handed)
    session.flush()
    audit.record("survey_code_given", "young_person", person.id, by)
    return code


def _new_codes(survey: Survey, council_code: str, number: int, *, listed: bool) -> list[str]:
    codes: dict[bytes, str] = {}
    while len(codes) < number:
        code = new_code()
        codes[hash_of(code)] = code
    rows = [
        {
            "id": random_id(),
            "survey_id": survey.id,
            "council_code": council_code,
            "code_hash": hashed,
            "listed": listed,
        }
        for hashed in codes
    ]
    session.execute(insert(SurveyCode), sorted(rows, key=lambda row: row["id"]))
    listing = list(codes.values())
    secrets.SystemRandom().shuffle(listing)
    return listing


def way_in(code_hash: bytes) -> tuple[int, str] | None:
    """The survey's id and the link that a code opens; None for a code nobody made."""
    rows = (
        select(SurveyCode.survey_id, SurveyCouncil.link_code)
        .join(
            SurveyCouncil,
            (SurveyCouncil.survey_id == SurveyCode.survey_id)
            & (SurveyCouncil.council_code == SurveyCode.council_code),
        )
        .where(SurveyCode.code_hash == code_hash)
    )
    found = session.execute(rows).first()
    return tuple(found) if found else None


def handed_in(survey: Survey, people: Sequence[YoungPerson]) -> dict[int, SurveyHanded]:
    """Who of these was handed a code, by their id; in one query."""
    rows = select(SurveyHanded).where(
        SurveyHanded.survey_id == survey.id,
        SurveyHanded.young_person_id.in_([one.id for one in people]),
    )
    return {row.young_person_id: row for row in session.scalars(rows)}


def how_many_listed(survey: Survey, council_code: str) -> int:
    """Codes on the lists that were printed for a council."""
    rows = select(func.count(SurveyCode.id)).where(
        SurveyCode.survey_id == survey.id,
        SurveyCode.council_code == council_code,
        SurveyCode.listed,
    )
    return session.scalar(rows)
