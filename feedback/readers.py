"""Who reads what a young person tells us: the rule, and the choices it leaves them.

They choose among the people who work with them, or the participation team, who do not. Nobody they
are complaining about is among the readers. When nobody is left, the participation team reads it;
when it is about the participation team, the managers do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account, Council
from app.core.db import session
from app.core.i18n import gettext as _
from app.people.models import PARTS, Assignment, YoungPerson
from feedback.models import DUTY, MANAGERS, PARTICIPATION, Thread
from surveys.asking import Asking
from surveys.definition import Definition, Given, Question
from surveys.fields.base import Option
from surveys.models import Response
from surveys.texts import PEOPLE

NOT_SURE = "not_sure_which"
NOBODY = ("someone_else", "nobody")
"""Answers to "is it about someone who works with you?" that are about none of the readers."""


@dataclass(frozen=True)
class Audience:
    """Who may read a response, and who must not."""

    council_code: str | None
    parts: tuple[str, ...]
    excluded_accounts: tuple[int, ...] = ()
    excluded_parts: tuple[str, ...] = ()


def team_of(young_person: YoungPerson | None) -> list[Assignment]:
    """The adults who work with this young person today."""
    if young_person is None:
        return []
    rows = (
        select(Assignment)
        .join(Account, Account.id == Assignment.worker_id)
        .where(
            Assignment.young_person_id == young_person.id,
            Assignment.is_current(),
            Account.active,
        )
    )
    return sorted(session.scalars(rows), key=lambda row: (PARTS.index(row.part), row.id))


def answered(definition: Definition, purpose: str, answers: dict[str, Given]) -> tuple[str, ...]:
    """The codes chosen in the person question with this purpose."""
    question = definition.with_purpose(purpose)
    return answers[question.key].choices if question and question.key in answers else ()


def decide(response: Response, definition: Definition, answers: dict[str, Given]) -> Audience:
    """Who may read this response, from what the young person chose."""
    about = [c for c in answered(definition, "about", answers) if c not in NOBODY]
    chosen = (DUTY,) if definition.urgent else answered(definition, "readers", answers)
    if response.anonymous:
        return _without_a_name(response, about, chosen)
    team = team_of(response.young_person)
    accused = {row.worker_id for row in team if row.part in about}
    parts = [
        part
        for part in chosen
        if any(row.part == part and row.worker_id not in accused for row in team)
        or part in (PARTICIPATION, DUTY)
    ]
    return Audience(
        council_code=response.council_code,
        parts=_somebody(parts, about),
        excluded_accounts=tuple(sorted(accused)),
        excluded_parts=tuple(part for part in about if part == PARTICIPATION),
    )


def _without_a_name(response: Response, about: list[str], chosen: Sequence[str]) -> Audience:
    duty = [part for part in chosen if part == DUTY]
    named = chosen[0] if len(chosen) == 1 and chosen[0] != NOT_SURE and not duty else None
    return Audience(
        council_code=named or response.council_code,
        parts=_somebody(duty, about),
        excluded_parts=tuple(about),
    )


def _somebody(parts: Sequence[str], about: Sequence[str]) -> tuple[str, ...]:
    """These parts, but never one that it is about, and never nobody at all."""
    left = tuple(part for part in parts if part != PARTICIPATION or PARTICIPATION not in about)
    if left:
        return left
    return (MANAGERS,) if PARTICIPATION in about else (PARTICIPATION,)


def people_for(asking: Asking, question: Question) -> list[Option]:
    """Who can be picked in a person question, for surveys.asking."""
    response = asking.response
    team = team_of(response.young_person)
    if question.purpose == "about":
        return _about_options(team, response.anonymous)
    if response.anonymous:
        return council_options()
    about = answered(asking.definition, "about", asking.answers)
    accused = {row.worker_id for row in team if row.part in about}
    options = _by_part([row for row in team if row.worker_id not in accused])
    last = MANAGERS if PARTICIPATION in about else PARTICIPATION
    return [*options, Option(last, PEOPLE[last], note=_("They do not work with you."))]


def _about_options(team: list[Assignment], anonymous: bool) -> list[Option]:
    known = [Option(part, PEOPLE[part]) for part in PARTS] if anonymous else _by_part(team)
    others = (PARTICIPATION, *NOBODY)
    return [*known, *(Option(code, PEOPLE[code]) for code in others)]


def council_options() -> list[Option]:
    """For someone without a name: the participation team of which council, or "I don't know"."""
    named = [
        Option(one.code, _("The participation team for %(council)s", council=one.name))
        for one in councils()
    ]
    return [*named, Option(NOT_SURE, PEOPLE[NOT_SURE])]


def councils() -> list[Council]:
    """Every council, by name."""
    return list(session.scalars(select(Council).order_by(Council.name)))


def _by_part(team: list[Assignment]) -> list[Option]:
    names: dict[str, list[str]] = {}
    for row in team:
        names.setdefault(row.part, []).append(row.worker.display_name)
    return [Option(part, PEOPLE[part], note=" · ".join(found)) for part, found in names.items()]


def named_team(young_person: YoungPerson | None) -> list[tuple[Any, str | None]]:
    """Everyone who could be chosen as a reader, as the page names them."""
    options = _by_part(team_of(young_person))
    return [*((option.label, option.note) for option in options), (PEOPLE[PARTICIPATION], None)]


def audience_of(thread: Thread) -> Audience:
    """Who was decided to read a conversation that is open."""
    return Audience(
        thread.council_code,
        tuple(row.part for row in thread.audience),
        tuple(row.account_id for row in thread.exclusions if row.account_id),
        tuple(row.part for row in thread.exclusions if row.part),
    )


def named_readers(response: Response, audience: Audience) -> list[tuple[Any, str | None]]:
    """The readers as the page names them: what they are, and their names."""
    team = [
        r for r in team_of(response.young_person) if r.worker_id not in audience.excluded_accounts
    ]
    by_part = {option.code: option.note for option in _by_part(team)}
    return [(PEOPLE[part], by_part.get(part)) for part in audience.parts]
