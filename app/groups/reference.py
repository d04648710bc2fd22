"""A young person's reference for the time they gave to a group, as a tagged PDF (PDF/UA-1).

In English, because a college or an employer reads it. A sign that no font of ours has is never left
out of a name: then no sheet is made, and that is said.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import typst
from flask import current_app

from app.core.calendars import day_in_text
from app.core.clock import now, today
from app.core.i18n import _, speaking
from app.core.in_line import direction_of
from app.core.languages import ENGLISH
from app.core.typesetting import fonts, language_of_name, naming_missing_signs
from app.groups.hours import hours_of, minutes_by_kind
from app.groups.member_models import Member
from app.groups.members import memberships, thanks_for
from app.groups.texts import HOUR_KINDS

TEMPLATE = Path(__file__).with_name("reference.typ")


class NothingYet(Exception):
    """No hours and no thanks."""


def make_reference(member: Member) -> bytes:
    """The sheet of this young person for this group, with all the hours. Raises MissingSigns, and
    NothingYet.
    """
    with speaking(str(ENGLISH)):
        sheet = _sheet(member)
    if not sheet["rows"] and not sheet["thanks"]:
        raise NothingYet
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts())
    with naming_missing_signs():
        return compiler.compile(
            format="pdf",
            sys_inputs={"sheet": json.dumps(sheet)},
            pdf_standards=["ua-1"],
            timestamp=int(now().timestamp()),
        )


def _sheet(member: Member) -> dict:
    minutes = minutes_by_kind(hours_of(member.young_person_id, [member.group_id]))
    thanks = thanks_for(member.young_person_id, member.group_id)
    name = member.young_person.known_as or member.young_person.account.display_name
    return {
        "site": current_app.config["SITE_NAME"],
        "title": _("Thank you for your work"),
        "name": name,
        "name_lang": language_of_name(name),
        "name_direction": direction_of(name),
        "group": member.group.title,
        "period": "; ".join(_periods(member)),
        "what": member.group.what,
        "hours_title": _("Time given"),
        "kind_head": _("What for"),
        "hours_head": _("Hours"),
        "rows": [
            {"kind": str(HOUR_KINDS[kind]), "hours": in_hours(count)}
            for kind, count in minutes.items()
        ],
        "all": _("All together"),
        "total": in_hours(sum(minutes.values())),
        "thanks": thanks.words if thanks else "",
        "signed": _signed(thanks),
        "made": _("Printed on %(day)s.", day=day_in_text(today())),
    }


def _signed(thanks) -> str:
    if thanks is None:
        return ""
    return ", ".join(part for part in (thanks.written_by_name, thanks.job_title) if part)


def _periods(member: Member) -> Iterable[str]:
    """From when to when they were in the group, the first time first."""
    times = [one for one in memberships(member.young_person) if one.group_id == member.group_id]
    for one in reversed(times):
        begun = day_in_text(one.from_on)
        if one.to_on is None:
            yield _("In the group since %(day)s", day=begun)
        else:
            yield _("In the group from %(day)s to %(end)s", day=begun, end=day_in_text(one.to_on))


def in_hours(minutes: int) -> str:
    """Hours with at most two places: `1.5`, `12`."""
    return f"{(Decimal(minutes) / 60).quantize(Decimal('0.01')).normalize():f}"
