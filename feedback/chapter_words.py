"""Words for what the chapters of a report count."""

from app.core.i18n import _, _l

GROUPS = {
    "in_care": _l("Children in care"),
    "care_leavers": _l("Care leavers"),
    "separated": _l("Separated children"),
}

SOURCES = {"app": _l("Told here"), "import": _l("Brought in from the council’s records")}

VALENCES = {
    "good": _l("Good"),
    "not_good": _l("Not good"),
    "mixed": _l("Mixed"),
    "idea_or_request": _l("An idea or a request"),
    "neutral": _l("Neither"),
}

REPLY_STATES = {
    "in_time": _l("Answered in time"),
    "late": _l("Answered late"),
    "waiting": _l("Waiting, still in time"),
    "overdue": _l("Waiting, overdue"),
}

PROMISES = {
    "P1": _l("Healthy in body and feelings"),
    "P2": _l("Living in the right place"),
    "P3": _l("Great relationships"),
    "P4": _l("A good education"),
    "P5": _l("Ready for the future"),
    "P6": _l("Involved, and holding us to account"),
}


def amount(shown: int | None) -> str:
    """A shown figure in words. Why one is held back is never said: see Cell.held_back."""
    return _("Not shown") if shown is None else str(shown)


def percent(share: int | None) -> str:
    return _("Not shown") if share is None else f"{share}%"
