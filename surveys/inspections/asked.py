"""Who is asked for an answer: whoever can give one today; and who is told when none comes."""

from collections.abc import Iterable

from app.accounts.councils import holds_for, staff_with
from app.accounts.models import Account
from app.core.db import session
from app.core.permissions import Permission
from surveys.inspections.finding_models import Recommendation
from surveys.inspections.inspection_models import Inspection


def who_answers(inspection: Inspection, rows: Iterable[Recommendation]) -> list[Account]:
    """The owners of these recommendations and whoever answers for the service, by address.

    Nobody who has left or works elsewhere by now; the managers of the council where nobody else can
    answer, so that no word of the inspectors goes to nobody.
    """
    asked = {row.owner for row in rows} | {inspection.service.answers}
    council = inspection.council_code
    able = [one for one in asked if one is not None and _can_answer(one, council)]
    if not able:
        able = list(session.scalars(staff_with(Permission.INSPECTION_OVERSEE, council)))
    return sorted(able, key=lambda one: one.email)


def next_up(inspection: Inspection, rows: Iterable[Recommendation]) -> list[Account]:
    """Who is told that they are late, by address: never one of themselves.

    The managers of the council; where these are late themselves, the officers who look things over.
    """
    late = {one.id for one in who_answers(inspection, rows)}
    for permission in (Permission.INSPECTION_OVERSEE, Permission.INSPECTION_CHECK):
        staff = session.scalars(staff_with(permission, inspection.council_code))
        others = [one for one in staff if one.id not in late]
        if others:
            return sorted(others, key=lambda one: one.email)
    return []


def _can_answer(account: Account, council_code: str) -> bool:
    return account.active and holds_for(account, Permission.INSPECTION_ANSWER, council_code)
