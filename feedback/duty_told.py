"""What a young person's own page says of the duty team, after a tap of theirs told it.

Only their own tap is spoken of, the button or an answer that says they may not be safe. That words
of theirs led to an alert no page says: somebody else may look at the phone. Everybody who answered
a form that asks about being safe is shown whom to call.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.core.clock import now
from app.core.db import session
from app.safeguarding.cover import Cover
from app.safeguarding.helplines import Shown, first_lines
from app.safeguarding.models import Alert
from feedback.models import Thread
from feedback.promises import promise
from surveys.definition import Definition
from surveys.sending import said_they_may_not_be_safe
from surveys.services import answers_of, definition_of


@dataclass(frozen=True)
class DutyTold:
    """How it stands with an alert that is open."""

    by: datetime | None
    """When the duty team is asked to look at it at the latest; None if nobody is there by then."""
    duty: Cover
    somebody_has_it: bool
    late: bool


def asks_about_safety(definition: Definition) -> bool:
    """True of a form in which a tap can say that somebody may not be safe."""
    return definition.urgent or any(question.alert_on for question in definition.questions)


def duty_told(thread: Thread) -> DutyTold | None:
    """Of the open alert on what was sent, if the young person's own tap raised one; or None."""
    definition = definition_of(thread.response)
    if not asks_about_safety(definition):
        return None
    if not definition.urgent and not said_they_may_not_be_safe(
        definition, answers_of(thread.response)
    ):
        return None
    alert = _raised_by_a_tap(thread.response_id)
    return _standing(alert) if alert else None


def _raised_by_a_tap(response_id: int) -> Alert | None:
    """The open alert on what was sent with such a tap, unless somebody else raised it.

    The first was raised by the sending, whatever else was found in it or made it more urgent. Once
    that is closed, another is theirs only if they pressed a button again.
    """
    rows = select(Alert).where(Alert.subject_kind == "response", Alert.subject_id == response_id)
    alerts = session.scalars(rows).all()
    is_first = all(one.closed_on is None for one in alerts)
    theirs = (one for one in alerts if is_first or one.source == "button")
    return next((one for one in theirs if one.closed_on is None), None)


def _standing(alert: Alert) -> DutyTold:
    duty, due_at = promise(alert.council_code).duty, alert.due_at
    there = duty.in_time or (duty.next_at is not None and duty.next_at <= due_at)
    has_it = alert.acknowledged_at is not None
    return DutyTold(due_at if there else None, duty, has_it, not has_it and due_at < now())


def facts_for(thread: Thread) -> dict[str, DutyTold | list[Shown] | None]:
    """What the page of something that was sent says of this: `told`, and whom to call now."""
    asked = asks_about_safety(definition_of(thread.response))
    return {"told": duty_told(thread), "call_now": first_lines(now()) if asked else []}
