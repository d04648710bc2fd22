"""What mail and texts may be told: each template takes the facts named here and no others.

Beside a colleague's name none of them has room for words, so a child's cannot get in.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from app.core.addresses import public_address

LONGEST_NAME = 120
OUR_PATH = re.compile(r"[A-Za-z0-9/_.\-]{1,300}")
"""No spaces, no escapes, nothing to ask: there is no room for a sentence in our addresses."""
QUIET_PARTS = ("mail", "texts", "rota", "desk")
"""What can fall quiet at the duty desk and is told of by mail or text: codes."""


class NotAFact(ValueError):
    """Something that may not stand in mail. The message names the fact, never its value."""


def _url(value: object) -> bool:
    """An address on our own site."""
    home = public_address("")
    return (
        isinstance(value, str)
        and value.startswith(home + "/")
        and OUR_PATH.fullmatch(value.removeprefix(home)) is not None
    )


def _name(value: object) -> bool:
    """A member of staff's name: one line, as long as a name."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _level(value: object) -> bool:
    """How pressing: red for now, amber for today."""
    return value in ("red", "amber")


def _part(value: object) -> bool:
    return value in QUIET_PARTS


def _moment(value: object) -> bool:
    """An aware moment as ISO 8601 writes it."""
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


Allowed = Mapping[str, Callable[[object], bool]]

ALERT = {"level": _level, "due_at": _moment, "url": _url}
TEMPLATES: dict[str, Allowed] = {
    "alert_raised": ALERT,
    "alert_second_contact": ALERT,
    "alerts_imported": {**ALERT, "count": _count},
    "alerts_waiting": {**ALERT, "count": _count},
    "conversations_opened": {"name": _name, "url": _url},
    "desk_is_quiet": {"part": _part, "url": _url},
    "award_answers": {"name": _name, "url": _url},
    "award_invited": {"name": _name, "url": _url},
    "award_say_needed": {"name": _name, "url": _url},
    "staff_invitation": {"name": _name, "url": _url},
    "reply_overdue": {"name": _name, "url": _url},
    "claim_waiting": {"name": _name, "url": _url},
    "group_request_waiting": {"name": _name, "url": _url},
    "return_interview_soon": {"due_at": _moment, "url": _url},
    "return_interview_late": {"due_at": _moment, "url": _url},
    "return_interview_given_back": {"due_at": _moment, "url": _url},
    "return_interview_to_hold": {"name": _name, "url": _url},
    "return_interview_told": {"name": _name, "url": _url},
    "inspection_to_check": {"name": _name, "url": _url},
    "inspection_given": {"name": _name, "url": _url},
    "inspectors_do_not_agree": {"name": _name, "url": _url},
    "recommendation_not_enough": {"name": _name, "url": _url},
    "answer_to_check": {"name": _name, "url": _url},
    "answer_held": {"name": _name, "url": _url},
    "recommendation_late": {"name": _name, "url": _url},
    "certificate_lapsed": {"name": _name, "url": _url},
    "survey_to_check": {"name": _name, "url": _url},
    "survey_to_hand_out": {"count": _count, "given": _count, "days": _count, "url": _url},
}
"""The mails there are, and all that each may be told."""

TEXTS: dict[str, Allowed] = {
    "alert_raised": ALERT,
    "desk_is_quiet": {"part": _part, "url": _url},
}
"""The same for texts to a phone."""


def check(allowed: Allowed, template: str, facts: Mapping[str, object]) -> None:
    """Raises NotAFact unless these are the facts of this template and nothing else."""
    if facts.keys() != allowed.keys():
        raise NotAFact(f"{template} takes {', '.join(sorted(allowed))}")
    for fact, value in facts.items():
        if not allowed[fact](value):
            raise NotAFact(f"{template}: {fact}")
