"""What goes by itself: an answer that is late goes up to the next above, and a certificate lapses.

Each mail goes out once, and says where to look and nothing of what a young person wrote.
"""

from datetime import date

from sqlalchemy import and_, or_, select

from app.accounts.models import Account
from app.core.addresses import public_address
from app.core.clock import today
from app.core.db import session
from app.core.jobs import every
from app.core.outbox import post
from app.core.permissions import Permission
from surveys.inspections.asked import next_up, who_answers
from surveys.inspections.finding_models import Recommendation
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.told_models import InspectionCertificate


@every(minutes=30)
def send_up_late() -> int:
    """Tell whoever is late and the next above what nobody answered in time, and what was promised
    for a day that is over; of how many.
    """
    day = today()
    late = and_(
        Recommendation.is_waiting(),
        Recommendation.due_on < day,
        Recommendation.told_late_on.is_(None),
    )
    undone = and_(
        Recommendation.outcome.is_(None),
        Recommendation.judged.is_distinct_from("not_enough"),
        Recommendation.do_by < day,
        Recommendation.told_undone_on.is_(None),
    )
    rows = (
        select(Recommendation)
        .join(Inspection, Inspection.id == Recommendation.inspection_id)
        .where(Inspection.state == "given", or_(late, undone))
        .with_for_update(skip_locked=True, of=Recommendation)
    )
    found = session.scalars(rows).all()
    for row in found:
        _send_up(row, day)
    return len(found)


def _send_up(row: Recommendation, day: date) -> None:
    if row.stage(day) == "late":
        row.told_late_on = day
    else:
        row.told_undone_on = day
    late, above = who_answers(row.inspection, [row]), next_up(row.inspection, [row])
    for account in (*late, *above):
        url = public_address(_where_read(row, account))
        post(account.email, "recommendation_late", name=account.display_name, url=url)


def _where_read(row: Recommendation, account: Account) -> str:
    if account.may(Permission.INSPECTION_ANSWER):
        return f"/inspections/answers/{row.id}"
    return f"/inspections/desk/{row.inspection_id}"


@every(minutes=30)
def say_what_lapsed() -> int:
    """Tell whoever answers for a service, or the managers where nobody does, that its certificate
    does not hold any more; of how many.

    That it lapsed is a matter of its day alone, whether or not anybody was told.
    """
    rows = (
        select(InspectionCertificate)
        .where(
            InspectionCertificate.lapses_on <= today(),
            InspectionCertificate.told_lapsed_on.is_(None),
        )
        .with_for_update(skip_locked=True, of=InspectionCertificate)
    )
    found = session.scalars(rows).all()
    for one in found:
        one.told_lapsed_on = today()
        url = public_address(f"/inspections/answers/about/{one.inspection_id}")
        for account in who_answers(one.inspection, []):
            post(account.email, "certificate_lapsed", name=account.display_name, url=url)
    return len(found)
