"""Rounds: starting one, its categories, its questions, and how long it still takes nominations."""

import secrets
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import or_, select

from app.accounts.models import Account
from app.awards.models import AwardRound, Category
from app.awards.says import age_on
from app.core import audit
from app.core.alone import alone
from app.core.clock import today
from app.core.db import session
from app.core.i18n import _, _l, ngettext, speaking
from app.core.languages import ENGLISH
from app.people.models import YoungPerson
from surveys.checking import DEFINITIONS, shape_problems
from surveys.publishing import current_version, publish
from surveys.reading import read

SHIPPED = DEFINITIONS / "award_nomination.yaml"
NOBODY_MISTAKES = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that are not taken for each other when a link is read out."""
CODE_LENGTH = 10


@dataclass(frozen=True)
class Wanted:
    """What an officer wrote about a category."""

    title: str
    criteria: str
    age_from: int = 0
    age_to: int = 25
    for_adults: bool = False


class NoCategories(Exception):
    """A round with nothing to be nominated for cannot be opened."""


FOR_ADULTS = ("always_there_to_care",)
CRITERIA = {
    "determined_to_learn": _l("Somebody who kept going with learning, at school or anywhere else."),
    "making_a_difference": _l("Somebody who made life better for another person or for many."),
    "aspirational_star": _l("Somebody who reaches for something they hope for."),
    "super_skills": _l("Somebody who got good at something: sport, music, cooking, anything."),
    "always_there_to_care": _l("A grown-up who is always there."),
}
"""Of the categories that ship. The row keeps the English, which is looked up when it is shown."""


@cache
def _shipped() -> dict[str, Any]:
    return read(SHIPPED).data


def _shipped_categories() -> list[tuple[str, str]]:
    question = next(one for one in _shipped()["questions"] if one["key"] == "category")
    return [(choice["code"], choice["label"]) for choice in question["choices"]]


def start_round(
    title: str, council_code: str | None, opens_on: date, closes_on: date, by: Account
) -> AwardRound:
    """A new round with the categories that ship; it takes nominations once it is published."""
    row = AwardRound(
        title=title,
        council_code=council_code,
        opens_on=opens_on,
        closes_on=closes_on,
        link_code=new_link_code(),
    )
    with speaking(ENGLISH):
        for code, label in _shipped_categories():
            wanted = Wanted(label, str(CRITERIA[code]), for_adults=code in FOR_ADULTS)
            row.categories.append(_category(row, code, wanted))
    session.add(row)
    session.flush()
    audit.record("round_started", "award_round", row.id, by)
    return row


def new_link_code() -> str:
    """What a link that is handed out ends with: nobody guesses it."""
    return "".join(secrets.choice(NOBODY_MISTAKES) for _letter in range(CODE_LENGTH))


def _category(row: AwardRound, code: str, wanted: Wanted) -> Category:
    return Category(code=code, position=len(row.categories) + 1, **vars(wanted))


def add_category(row: AwardRound, wanted: Wanted, by: Account) -> Category:
    """One of the officers' own; a round that is open asks for it from now on."""
    alone(row)
    session.refresh(row, ["categories"])
    category = _category(row, f"own_{len(row.categories) + 1}", wanted)
    row.categories.append(category)
    session.flush()
    audit.record("category_added", "award_round", row.id, by)
    if row.form_version_id is not None:
        publish_round(row, by)
    return category


def publish_round(row: AwardRound, by: Account) -> None:
    """Freeze its questions: from its first day on, it takes nominations. Raises NoCategories."""
    if len(row.categories) < 2:
        raise NoCategories
    asked = definition_for(row)
    problems = shape_problems(asked)
    if problems:
        raise ValueError(problems[0][1])
    publish(asked)
    row.form_version_id = current_version(asked["key"]).id
    session.flush()
    audit.record("round_published", "award_round", row.id, by)


def definition_for(row: AwardRound) -> dict[str, Any]:
    """The form that ships, asking for this round's categories."""
    choices = [{"code": one.code, "label": one.title} for one in row.categories]
    questions = [
        {**question, "choices": choices} if question["key"] == "category" else question
        for question in _shipped()["questions"]
    ]
    return {**_shipped(), "key": form_key(row), "questions": questions}


def form_key(row: AwardRound) -> str:
    return f"award_round_{row.id}"


def is_for(category: Category, person: YoungPerson | None) -> bool:
    """False for a young person who is younger or older than the award is for."""
    if person is None or category.for_adults:
        return True
    return category.age_from <= age_on(person.birth_month, today()) <= category.age_to


def is_open(row: AwardRound) -> bool:
    """True while it takes nominations."""
    return row.form_version_id is not None and row.opens_on <= today() <= row.closes_on


def round_with(link_code: str) -> AwardRound | None:
    """The published round this link belongs to, open or not."""
    rows = select(AwardRound).where(
        AwardRound.link_code == link_code, AwardRound.form_version_id.is_not(None)
    )
    return session.scalar(rows)


def rounds_for(council_code: str | None) -> list[AwardRound]:
    """The rounds that take nominations today in this council (in any, for None), soonest over
    first.
    """
    rows = select(AwardRound).where(
        AwardRound.form_version_id.is_not(None),
        AwardRound.opens_on <= today(),
        AwardRound.closes_on >= today(),
    )
    if council_code is not None:
        rows = rows.where(
            or_(AwardRound.council_code.is_(None), AwardRound.council_code == council_code)
        )
    return list(session.scalars(rows.order_by(AwardRound.closes_on, AwardRound.id)))


def council_of(person: YoungPerson | None) -> str | None:
    return person.council_code if person else None


def time_left(row: AwardRound) -> str:
    """How long it still takes nominations, in words: never a clock that runs."""
    days = (row.closes_on - today()).days
    if days < 0:
        return _("Nominations are closed.")
    if days == 0:
        return _("Today is the last day.")
    if days == 1:
        return _("Tomorrow is the last day.")
    if days < 14:
        return ngettext("There is %(num)s day left.", "There are %(num)s days left.", days)
    weeks = days // 7
    return ngettext("There is %(num)s week left.", "There are %(num)s weeks left.", weeks)
