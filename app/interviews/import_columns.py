"""What columns of somebody else's register are called, and what their codes are called there."""

from collections.abc import Mapping

from app.core.table_reading import plain_name
from app.interviews.episode_models import FROM, KINDS, REPORTED_BY, RETURNS, RISKS
from app.people.models import HOME_TYPES

HEADERS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "known as", "child", "young person", "child name"),
    "born": ("born", "birth month", "month of birth", "date of birth", "dob"),
    "kind": ("kind", "status", "episode type", "type"),
    "left": ("left", "left at", "missing from", "missing since", "went missing", "date missing"),
    "reported": ("reported", "reported at", "reported on", "date reported"),
    "reported_by": ("reported by", "who reported"),
    "went_from": ("went from", "from", "from where", "missing from where"),
    "risk": ("risk", "risk level"),
    "returned": ("returned", "returned at", "back", "found", "found at", "date returned"),
    "returned_how": ("returned how", "how", "found by", "how returned"),
    "reference": ("reference", "ref", "police reference", "police number", "id", "episode id"),
    "council": ("council", "local authority", "authority", "la"),
    "home_type": ("home type", "lives", "where they live", "type of home"),
    "home_provider": ("home provider", "provider", "run by", "who runs the home"),
    "out_of_area": ("out of area", "outside area", "out of county"),
    "living_in": ("living in", "lives in", "area", "area they live in"),
}
"""Of several that fit, the name that stands first here wins."""

NEEDED = ("name", "born", "kind", "left", "reported", "reported_by", "went_from", "risk")
"""Without one of these no row can be kept."""

CODES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "went_from": FROM,
    "reported_by": REPORTED_BY,
    "risk": RISKS,
    "returned_how": RETURNS,
    "home_type": HOME_TYPES,
}
ALSO: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "away": "away_without_authorisation",
        "away without permission": "away_without_authorisation",
        "away from placement without authorisation": "away_without_authorisation",
    },
    "risk": {"none": "no_apparent", "no apparent risk": "no_apparent", "absent": "no_apparent"},
    "reported_by": {"foster carer": "carer", "care home": "home_staff", "staff": "home_staff"},
    "returned_how": {
        "returned": "came_back",
        "returned by themselves": "came_back",
        "police": "found_by_police",
        "carer": "found_by_carer",
        "family": "found_by_family",
        "other": "found_by_other",
    },
}
"""What codes are called elsewhere."""
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0", "")


def code_of(column: str, written: str) -> str | None:
    """The code that was written, however it was spelt; None if it is none of the column's."""
    plain = plain_name(written)
    code = plain.replace(" ", "_")
    return code if code in CODES[column] else ALSO.get(column, {}).get(plain)
