"""The offer's codes in the words of staff and of the board."""

from app.core.i18n import _l

HEADING_NAMES = {
    "accommodation": _l("Accommodation"),
    "financial_literacy": _l("Money and financial literacy"),
    "health_and_wellbeing": _l("Health and wellbeing"),
    "relationships": _l("Relationships"),
    "education_and_training": _l("Education and training"),
    "employment": _l("Employment"),
    "participation_in_society": _l("Participation in society"),
}

CLAIM_KIND_NAMES = {
    # NOTE: Over columns of the board's report; the rows are headings of the offer and what came of
    # NOTE: it, such as “Got it”: “Refused before” is what somebody was told no to before this.
    "wanted": _l("Asked for it"),
    "refused": _l("Refused before, and asked again"),
}

CLAIM_STATE_NAMES = {
    "open": _l("Not answered yet"),
    "got": _l("Got it"),
    "not_got": _l("Did not get it"),
    "withdrawn": _l("No longer wanted"),
}
