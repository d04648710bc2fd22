"""What the duty desk is shown of a request or a proposed point that reads like a worry."""

from markupsafe import escape

from app.accounts.models import Account
from app.core.db import session
from app.core.i18n import gettext
from app.groups import joining, points
from app.groups.member_models import JoinRequest
from app.groups.models import Point
from app.people.teams import record_of
from app.safeguarding.subjects import SUBJECTS, Corrected, Subject
from app.safeguarding.words_before import before_of


def register() -> None:
    """Let alerts on both be opened."""
    SUBJECTS[joining.SUBJECT] = request_subject
    SUBJECTS[points.SUBJECT] = point_subject


def request_subject(request_id: int) -> Subject | None:
    """What somebody wrote when they asked to join. None when it is gone."""
    request = session.get(JoinRequest, request_id)
    if request is None:
        return None
    return Subject(
        title=gettext("Somebody asks to join a group"),
        words=[(gettext("What they wrote"), [escape(request.words or "")])],
        who=request.young_person.known_as or "",
        young_person_id=request.young_person_id,
        language=request.language,
        trail=(joining.SUBJECT, request.id),
    )


def point_subject(point_id: int) -> Subject | None:
    """A point of a meeting: what somebody proposed, or an officer wrote. None when it is gone."""
    point = session.get(Point, point_id)
    if point is None:
        return None
    account = session.get(Account, point.proposed_by_id) if point.proposed_by_id else None
    person = record_of(account) if account else None
    wrote = gettext("What they wrote") if point.proposed else gettext("What an officer wrote")
    now = [escape(point.words)]
    return Subject(
        title=gettext("A point for a group’s meeting"),
        words=[(wrote, now)],
        who=account.display_name if account else "",
        young_person_id=person.id if person else None,
        language=point.language,
        corrected=[
            Corrected(wrote, row.words, row.changed_on, now)
            for row in before_of(points.SUBJECT, point.id)
        ],
        trail=(points.SUBJECT, point.id),
    )
