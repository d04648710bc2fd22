"""What the care statuses are called, for staff: Children Act 1989, sections 22, 23A, 23C and 24."""

from app.core.i18n import _l

CARE_STATUSES = {
    "in_care": _l("In care"),
    "eligible": _l("Eligible child"),
    "relevant": _l("Relevant child"),
    "former_relevant": _l("Former relevant child"),
    "qualifying": _l("Qualifying young person"),
}
