"""What the desk calls the fields of a line, their values, and what becomes of a wording."""

from collections.abc import Callable
from typing import Any

from app.core.audit import AuditEntry
from app.core.calendars import day_in_text
from app.core.i18n import _, _l
from app.offer.desk import STATES
from app.offer.importing import IMPORTED
from app.offer.models import REVISION_STATES
from app.offer.shipping import SHIPPED
from app.offer.staff_texts import HEADING_NAMES
from app.offer.texts import BRING, HELPS, NEEDS
from app.people.care_statuses import CARE_STATUSES

EVERYWHERE_NAME = _l("Everywhere")

STRENGTH_NAMES = {
    "law": _l("The law"),
    "guidance": _l("Government guidance"),
    "national": _l("A national scheme"),
    "local": _l("The council’s own choice"),
    "announced": _l("Only announced: nobody can ask for it yet"),
}

WHO_NAMES = {
    **CARE_STATUSES,
    "any_care_experienced": _l("Anyone who has ever been in care"),
    "separated": _l("Separated child, now or before"),
}

UNIT_NAMES = {"GBP": _l("pounds"), "percent": _l("percent")}
BASIS_NAMES = {
    "one_off": _l("once"),
    "weekly": _l("a week"),
    "monthly": _l("a month"),
    "yearly": _l("a year"),
}
CONFIDENCE_NAMES = {
    "high": _l("High"),
    "medium": _l("Medium"),
    "low": _l("Low: it is never said to be somebody’s, only to ask"),
}

FIELD_NAMES = {
    "topic": _l("Topic"),
    "heading": _l("Heading of the statutory offer"),
    "strength": _l("What stands behind it"),
    "who": _l("Who it is for"),
    "needs": _l("What else has to be true"),
    "age_from": _l("From this age"),
    "until_birthday": _l("Until the day before this birthday"),
    "no_referral": _l("Nobody has to send them: they can get it themselves"),
    "title": _l("Title"),
    "text": _l("What it is"),
    "amount": _l("How much"),
    "amount_words": _l("How much, in words"),
    "amount_value": _l("The sum"),
    "amount_unit": _l("Pounds or percent"),
    "amount_basis": _l("How often"),
    "conditions": _l("Conditions"),
    "how": _l("How to ask"),
    "bring": _l("What to bring"),
    "helps": _l("Who can help"),
    "law": _l("The law behind it"),
    "verify": _l("Still to be verified"),
    "yearly": _l("It is normally set anew each year"),
    "confidence": _l("How sure we are"),
    "evidence": _l("Evidence"),
}

REVISION_NAMES = dict(
    zip(
        REVISION_STATES,
        (
            _l("Draft"),
            _l("Waiting for approval"),
            _l("Shown now"),
            _l("Sent back"),
            _l("Earlier wording"),
        ),
        strict=True,
    )
)

STATE_NAMES = dict(
    zip(
        STATES,
        (
            _l("Waiting for approval"),
            _l("Drafts and what was sent back"),
            _l("Needs checking"),
            _l("Review overdue"),
            _l("Not shown"),
            _l("Mine"),
        ),
        strict=True,
    )
)

NOTES = {SHIPPED: _l("It came with the app."), IMPORTED: _l("It came from a file.")}


DONE = {
    "sent_for_approval": _l("Sent for approval on %(day)s by %(name)s"),
    "took_back": _l("Taken back on %(day)s by %(name)s"),
    "discarded": _l("Discarded on %(day)s by %(name)s"),
    "returned": _l("Sent back on %(day)s by %(name)s"),
    "approved": _l("Approved on %(day)s by %(name)s"),
}
"""What can become of a wording, by what the trail calls it."""


def done_words(entry: AuditEntry) -> str:
    """What became of a wording, from one entry of the trail; "" for what is not said here."""
    if entry.action not in DONE:
        return ""
    return str(DONE[entry.action]) % {"day": day_in_text(entry.at), "name": entry.actor_name}


def note_words(note: str) -> str:
    """Why a wording was written."""
    return str(NOTES.get(note, note))


def value_lines(field: str, value: Any) -> list[str]:
    """A field's value, as JSON holds it, one line each; none for nothing."""
    if value is None or value in ("", []):
        return []
    return _VALUES.get(field, _as_it_is)(value)


def _as_it_is(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _named(names: dict) -> Callable[[Any], list[str]]:
    def words(value: Any) -> list[str]:
        codes = value if isinstance(value, list) else [value]
        return [str(names.get(code, code)) for code in codes]

    return words


def _yes_or_no(value: bool) -> list[str]:
    return [_("Yes") if value else _("No")]


def _amount(value: dict) -> list[str]:
    told = [str(value[part]) for part in ("value",) if part in value]
    told += [str(UNIT_NAMES[value["unit"]])] if "unit" in value else []
    told += [str(BASIS_NAMES[value["basis"]])] if "basis" in value else []
    return [value["words"], *([" ".join(told)] if told else [])]


def _evidence(value: list[dict]) -> list[str]:
    return [" · ".join(filter(None, map(one.get, ("title", "url", "date")))) for one in value]


_VALUES: dict[str, Callable[[Any], list[str]]] = {
    "heading": _named(HEADING_NAMES),
    "strength": _named(STRENGTH_NAMES),
    "who": _named(WHO_NAMES),
    "needs": _named(NEEDS),
    "bring": _named(BRING),
    "helps": _named(HELPS),
    "confidence": _named(CONFIDENCE_NAMES),
    "no_referral": _yes_or_no,
    "yearly": _yes_or_no,
    "amount": _amount,
    "evidence": _evidence,
}
