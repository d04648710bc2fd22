"""The words of inspections that only staff see."""

from app.core.i18n import _l

POINTED = {
    "name": _l("a name"),
    "place": _l("a place"),
    "capital": _l("begins with a capital letter"),
    "rare": _l("rare, or a number"),
}
DESK_STATES = {
    "being_done": _l("The inspectors are at it"),
    "with_officer": _l("Waits for your look"),
    "given": _l("With the service"),
}
