"""Our own open data read back: a page of HSDS-UK services, each a line of the offer.

Nothing of a service is passed over. The line it makes is told as open data once more, and whatever
the file says otherwise is wrong: a part that nobody here can keep, a number that is not this
line's, a taxonomy of somebody else's.

What open data cannot say (see `hsds`) stays as it is in a line that is here. A new one has none of
it, and nobody knows how sure it is.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from app.offer.entries import Entry
from app.offer.hsds import ACTIVE, DEFUNCT, IN_WORDS, STATUSES, Setting, service
from app.offer.hsds_terms import TERMS, id_of
from app.offer.hsds_texts import ALERTS
from app.offer.models import Entitlement
from app.offer.record_fields import day, one_of
from app.offer.record_problems import NotALine, NotFit, Problem, in_short
from app.offer.record_reading import read_line
from app.offer.records import NEVER_CHANGES, Line

SAID = (
    "topic",
    "heading",
    "strength",
    "who",
    "needs",
    "age_from",
    "until_birthday",
    "no_referral",
    "title",
    "text",
    "amount",
    "conditions",
    "how",
    "bring",
    "helps",
)
"""The fields of a record that open data speaks of."""
OF_THE_DAY = ("url", "status", "alert", "assured_date", "last_modified", "organization")
"""Parts of a service that are not the line's own words, or are told otherwise elsewhere."""
UNSURE = "low"
PLACES = {
    "slug": "url",
    "council": "organization_id",
    "title": "name",
    "text": "description",
    "how": "application_process",
    "conditions": "eligibility_description",
    "age_from": "minimum_age",
    "until_birthday": "maximum_age",
    "amount": "cost_options",
}
"""Where in a service the fields of a line stand; the others are attributes."""
LISTS = {"eligibility": "who", "need": "needs", "bring": "bring", "help": "helps"}
_KNOWN = {
    id_of("term", taxonomy, code): (taxonomy, code)
    for taxonomy, terms in TERMS.items()
    for code in terms
}


def place_of(field: str) -> str:
    """Where in a service a field of a line stands, for whoever brought the file."""
    name = field.partition(".")[0]
    ours = name in SAID or name in NEVER_CHANGES
    return PLACES.get(name, f"attributes ({name})") if ours else field


def entry_of(place: int, told: Any, councils: Mapping[str, str]) -> Entry:
    """The entry a service makes. Raises NotALine with everything that is wrong with it."""
    if not isinstance(told, Mapping):
        raise NotALine([Problem("", "not_a_line")])
    problems, standing = [], {}
    for name, read in (("assured_date", day), ("status", one_of(STATUSES))):
        try:
            standing[name] = read(told.get(name))
        except NotFit as wrong:
            problems += wrong.problems(name)
    try:
        line = read_line(_data(told, councils), councils)
    except NotALine as wrong:
        raise NotALine(wrong.problems + problems) from wrong
    problems += _at_odds(told, line)
    if standing.get("status") == ACTIVE and line.record.strength == "announced":
        problems.append(Problem("status", "not_started"))
    if problems:
        raise NotALine(problems)
    checked_on = standing["assured_date"]
    overdue = checked_on and told.get("alert") == ALERTS["check"]
    return Entry(
        place,
        line,
        checked_on=checked_on,
        review_by=checked_on if overdue else None,
        says=SAID,
        ended=standing["status"] == DEFUNCT,
        named=place_of,
    )


def _data(told: Mapping, councils: Mapping[str, str]) -> dict[str, Any]:
    """The service as the entry of a file of ours; what makes no sense is left for its reader."""
    oldest = told.get("maximum_age")
    data = {
        "slug": _last_part(told.get("url")),
        "council": _council(told.get("organization_id"), councils),
        "title": told.get("name"),
        "text": told.get("description"),
        "how": told.get("application_process"),
        "conditions": _lines(told.get("eligibility_description")),
        "age_from": told.get("minimum_age"),
        "until_birthday": oldest + 1 if type(oldest) is int else oldest,
        "confidence": UNSURE,
    }
    return data | _classified(told)


def _classified(told: Mapping) -> dict[str, Any]:
    """What the attributes say, and the sum, of which they say a part."""
    data: dict[str, Any] = {field: [] for field in LISTS.values()}
    amount: dict[str, Any] = {}
    for taxonomy, code, value in filter(None, map(_attribute, _items(told.get("attributes")))):
        if taxonomy in LISTS:
            data[LISTS[taxonomy]].append(code)
        elif taxonomy == "amount":
            amount = _sum(code, value)
        elif taxonomy == "access":
            data[code] = True
        else:
            data["code" if taxonomy == "short_name" else taxonomy] = value or code
    words = [one.get("amount_description") for one in _items(told.get("cost_options"))]
    if words or amount:
        data["amount"] = {**amount, "words": words[0] if words else None}
    return data


def _attribute(one: Mapping) -> tuple[str, str, Any] | None:
    """Taxonomy, code and value; None for a term that is not ours."""
    term = one.get("taxonomy_term_id")
    found = _KNOWN.get(term) if isinstance(term, str) else None
    return (*found, one.get("value")) if found else None


def _sum(unit: str, value: Any) -> dict[str, Any]:
    """`500 one_off` and its unit as the parts of an amount."""
    said = value.split(" ") if isinstance(value, str) else []
    basis = said.pop() if said and not said[-1][:1].isdigit() else None
    number = _number(said[0]) if said else None
    return {"value": number, "unit": None if unit == IN_WORDS else unit, "basis": basis}


def _number(said: str) -> int | float | str:
    try:
        return int(said) if said.isdecimal() else float(said)
    except ValueError:
        return said


def _last_part(address: Any) -> Any:
    """The name of a line in the address of its page, whichever site that is on."""
    if not isinstance(address, str):
        return address
    try:
        return urlsplit(address).path.rpartition("/")[2]
    except ValueError:
        return address


def _council(number: Any, councils: Mapping[str, str]) -> Any:
    """The council with this number; None for what holds everywhere."""
    numbers = {id_of("organization", code): code for code in councils.values()}
    numbers[id_of("organization", "")] = None
    return numbers.get(number, in_short(number)) if isinstance(number, str) else "?"


def _lines(text: Any) -> Any:
    return text.split("\n") if isinstance(text, str) and text else text


def _items(some: Any) -> list[Mapping]:
    return [one for one in some if isinstance(one, Mapping)] if isinstance(some, list) else []


def _at_odds(told: Mapping, line: Line) -> list[Problem]:
    """The parts that this line, told as open data again, would not have or have otherwise."""
    row = Entitlement(slug=line.slug, code=line.code, council_code=line.council)
    line.record.put_on(row)
    names = {line.council: ""} if line.council else {}
    again = service(row, Setting(date.min, "", names, {}))
    parts = [*again, *(name for name in told if name not in again)]
    return [
        Problem(in_short(name), "at_odds")
        for name in parts
        if name not in OF_THE_DAY and told.get(name) != again.get(name)
    ]
