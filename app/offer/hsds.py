"""A line of the offer as open data: HSDS-UK 3.0, the Open Referral UK profile.

What is told is what a young person can read on the line's page and in links to it, and nothing that
staff alone know: no owner, no note on what is still to be verified, no source. All that is told is
read back by `hsds_reading`. Three things mean more than the
format's names say:

- `assured_date` is the day on which somebody here checked the line. It is left out while anything
  about the line is still to be verified. Who checked it is a member of staff and never told.
- What is only announced is `inactive`: nobody can get it yet.
- The offer gives money and takes none, so `cost_options` never has an `amount`, which directories
  show as a price. The sum stands in an attribute.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from app.offer.checking import needs_checking
from app.offer.hsds_terms import id_of, term
from app.offer.hsds_texts import ALERTS, CONTACTS, ENGLAND, GIVEN, OF_A_COUNCIL
from app.offer.models import Entitlement

ACTIVE, INACTIVE, DEFUNCT = "active", "inactive", "defunct"
IN_WORDS = "words"
"""Instead of a unit, where a sum is said in words alone."""
STATUSES = (ACTIVE, INACTIVE, DEFUNCT)
"""Those of the format that a line can have."""


@dataclass(frozen=True)
class Setting:
    """What has to be known besides the lines."""

    day: date
    pages: str
    """The address under which the lines have their pages, with a slash at its end."""
    councils: Mapping[str, str]
    """Names by code."""
    modified: Mapping[int, datetime]
    """When a line last came to say what it says, by its id; no entry for one never approved."""

    def organization(self, council: str | None) -> dict[str, str]:
        """The council whose line it is; for what holds everywhere, England."""
        if council is None:
            name, description = ENGLAND
        else:
            name, description = self.councils[council], OF_A_COUNCIL
        kept = {"id": id_of("organization", council or ""), "name": name}
        return kept | {"description": description}


def service_id(slug: str) -> str:
    """The UUID by which the line with this name in its address goes."""
    return id_of("service", slug)


def service_in_list(line: Entitlement, setting: Setting) -> dict[str, Any]:
    """The line with the parts of which it has one, as a page of services holds it."""
    organization = setting.organization(line.council_code)
    told = {
        "id": service_id(line.slug),
        "organization_id": organization["id"],
        "name": line.content["title"],
        "description": line.content["text"],
        "url": setting.pages + line.slug,
        "status": _status(line, setting),
        "application_process": line.content.get("how"),
        # One on each line, so that whoever reads it knows where each of them ends.
        "eligibility_description": "\n".join(line.content.get("conditions", ())),
        "minimum_age": line.age_from,
        "maximum_age": line.until_birthday - 1 if line.until_birthday else None,
        "assured_date": _assured(line),
        "alert": _alert(line, setting.day),
        "last_modified": _last_modified(line, setting),
    }
    # Optional parts without a value are left out, as the UK's rules for feeds say.
    return _said(told) | {"organization": organization}


def service(line: Entitlement, setting: Setting) -> dict[str, Any]:
    """The line with everything, as one service is answered."""
    own = service_id(line.slug)
    parts = {
        "languages": [{"id": id_of("language", own, "en"), "name": "English", "code": "en"}],
        "cost_options": _cost_options(line, own),
        "contacts": _contacts(line, own),
        "attributes": [_attribute(own, *one) for one in _classified(line)],
    }
    return service_in_list(line, setting) | {name: part for name, part in parts.items() if part}


def _status(line: Entitlement, setting: Setting) -> str:
    if line.withdrawn_on is not None:
        return DEFUNCT
    shown = line.id in setting.modified
    return ACTIVE if shown and line.strength != "announced" else INACTIVE


def _assured(line: Entitlement) -> str | None:
    if line.checked_on is None or line.content.get("verify"):
        return None
    return line.checked_on.isoformat()


def _alert(line: Entitlement, day: date) -> str | None:
    if line.strength == "announced":
        return ALERTS["announced"]
    return ALERTS["check"] if needs_checking(line, day) else None


def _last_modified(line: Entitlement, setting: Setting) -> str | None:
    """When its wording was approved or it was checked, whichever was later; in UTC."""
    times = [setting.modified[line.id]] if line.id in setting.modified else []
    if line.checked_on is not None:
        times.append(datetime(*line.checked_on.timetuple()[:3], tzinfo=UTC))
    if not times:
        return None
    return max(times).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _cost_options(line: Entitlement, own: str) -> list[dict[str, str]]:
    words = line.content.get("amount", {}).get("words")
    if not words:
        return []
    return [{"id": id_of("cost", own), "option": GIVEN, "amount_description": words}]


def _contacts(line: Entitlement, own: str) -> list[dict[str, str]]:
    """Whom to ask: parts people have in a young person's life, and nobody's name."""
    titles = [CONTACTS[code] for code in line.content.get("helps", ()) if code in CONTACTS]
    return [{"id": id_of("contact", own, title), "title": title} for title in titles]


def _classified(line: Entitlement) -> Iterator[tuple[str, str, str]]:
    """Taxonomy, code and value of everything the line is classified by."""
    yield "heading", line.heading, ""
    yield "strength", line.strength, ""
    for code in line.who:
        yield "eligibility", code, ""
    for code in line.needs:
        yield "need", code, ""
    amount = line.content.get("amount", {})
    if amount.get("unit") or amount.get("basis"):
        value = f"{amount.get('value', '')} {amount.get('basis', '')}".strip()
        yield "amount", amount.get("unit", IN_WORDS), value
    if line.no_referral:
        yield "access", "no_referral", ""
    for taxonomy, codes in (("bring", "bring"), ("help", "helps")):
        for code in line.content.get(codes, ()):
            yield taxonomy, code, ""
    yield "topic", "topic", line.topic
    yield "short_name", "short_name", line.code


def _attribute(own: str, taxonomy: str, code: str, value: str) -> dict[str, Any]:
    found = term(taxonomy, code)
    told = {
        "id": id_of("attribute", own, taxonomy, code),
        "link_id": own,
        "link_type": taxonomy,
        "link_entity": "service",
        "value": value,
        "taxonomy_term_id": found["id"],
        "taxonomy_term": found,
    }
    return _said(told)


def _said(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in (None, "")}
