"""Words for what conversations store as codes."""

from app.core.i18n import lazy_gettext as _l
from app.people.texts import PARTS
from feedback.models import DUTY, MANAGERS, PARTICIPATION

AUDIENCE = {
    **PARTS,
    PARTICIPATION: _l("The participation team"),
    MANAGERS: _l("The team managers"),
    DUTY: _l("The duty desk"),
}

STATES = {
    "waiting": _l("Waits for an answer"),
    "answered": _l("Answered"),
    "closed": _l("Sorted out"),
}

SORTED_OUT = {"yes": _l("Yes"), "partly": _l("Partly"), "no": _l("No")}
