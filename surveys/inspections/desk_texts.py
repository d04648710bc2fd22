"""The words of inspections that only staff see."""

from app.core.i18n import _l

DESK_STATES = {
    "being_done": _l("The inspectors are at it"),
    "with_officer": _l("Waits for your look"),
    "given": _l("With the service"),
}
