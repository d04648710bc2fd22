"""Who reads what a young person tells us: the rule, and the choices it leaves them.

They choose among the people who work with them, or the participation team, who do not. Nobody they
are complaining about is among the readers. When nobody is left, the participation team reads it;
when it is about the participation team, the managers do; when it is about both, the duty desk. A
team on which only people are who work with them has nobody either, and the next one reads it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import String, literal, select

from app.accounts.councils import granted_for
from app.accounts.models import Account, RoleGrant
from app.core.db import session
from app.people.models import PARTS, Assignment, YoungPerson
from feedback.models import DUTY, MANAGERS, PARTICIPATION, TEAM_OF, TEAMS, Thread
from surveys.definition import Definition, Given
from surveys.models import Response
from surveys.people_picked import OF_NOBODY_HERE

NOT_SURE = "not_sure_which"
LAST_RESORTS = (PARTICIPATION, MANAGERS, DUTY)
"""Who reads what nobody else is left for: the first of these that it is not about."""


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
    about = [c for c in answered(definition, "about", answers) if c not in OF_NOBODY_HERE]
    chosen = (DUTY,) if definition.urgent else answered(definition, "readers", answers)
    if response.anonymous:
        return _without_a_name(response, about, chosen)
    team = team_of(response.young_person)
    accused = accused_accounts(team, about, response.council_code)
    held = {row.part for row in team if row.worker_id not in accused}
    return Audience(
        council_code=response.council_code,
        parts=_somebody(
            [part for part in chosen if part in held or part in TEAMS],
            about,
            team,
            response.council_code,
        ),
        excluded_accounts=tuple(sorted(accused)),
        excluded_parts=tuple(part for part in about if part == PARTICIPATION),
    )


def _without_a_name(response: Response, about: list[str], chosen: Sequence[str]) -> Audience:
    duty = [part for part in chosen if part == DUTY]
    named = chosen[0] if len(chosen) == 1 and chosen[0] != NOT_SURE and not duty else None
    council_code = named or response.council_code
    return Audience(
        council_code=council_code,
        parts=_somebody(duty, about),
        excluded_accounts=tuple(sorted(_on_the_teams(about, council_code))),
        excluded_parts=tuple(about),
    )


def accused_accounts(
    team: Sequence[Assignment], about: Sequence[str], council_code: str | None
) -> set[int]:
    """The accounts it is about, by what was picked by somebody who gave their name."""
    people = {row.worker_id for row in team if row.part in about}
    # Of the managers it is about their own alone; the participation team is nobody's own.
    return people | _on_the_teams([c for c in about if c == PARTICIPATION], council_code)


def _on_the_teams(about: Sequence[str], council_code: str | None) -> set[int]:
    """The accounts on the teams it is about. Costs a query only when it is about a team."""
    roles = [TEAMS[team] for team in _teams_of(about)]
    if not roles:
        return set()
    here = granted_for(literal(council_code, String))
    rows = select(RoleGrant.account_id).where(RoleGrant.role.in_(roles), here)
    return set(session.scalars(rows))


def _teams_of(about: Sequence[str]) -> set[str]:
    return {TEAM_OF[part] for part in about if part in TEAM_OF}


def _somebody(
    parts: Sequence[str],
    about: Sequence[str],
    team: Sequence[Assignment] = (),
    council_code: str | None = None,
) -> tuple[str, ...]:
    """These parts, but never a team that it is about, and never nobody at all."""
    left = [part for part in parts if part not in _teams_of(about)]
    if all(part in TEAMS for part in left):
        left = [part for part in left if _has_somebody(part, team, council_code)]
    return tuple(left) or (last_resort(about, team, council_code),)


def last_resort(
    about: Sequence[str], team: Sequence[Assignment] = (), council_code: str | None = None
) -> str:
    """The team that reads what nobody else is left for, of somebody with whom `team` works."""
    left = [one for one in LAST_RESORTS if one not in _teams_of(about)]
    return next((one for one in left if _has_somebody(one, team, council_code)), DUTY)


def _has_somebody(name: str, team: Sequence[Assignment], council_code: str | None) -> bool:
    """False of a team on which only people are who work with the young person: those read nothing
    as part of it, the duty desk apart. Costs a query only when one of them is on it.
    """
    works_with_them = {row.worker_id for row in team}
    roles = {grant.role for row in team for grant in row.worker.grants}
    if name == DUTY or TEAMS[name] not in roles:
        return True
    others = (
        select(RoleGrant.id)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(
            RoleGrant.role == TEAMS[name],
            granted_for(literal(council_code, String)),
            Account.active,
            Account.id.not_in(works_with_them),
        )
    )
    return session.scalars(others.limit(1)).first() is not None


def audience_of(thread: Thread) -> Audience:
    """Who was decided to read a conversation that is open."""
    return Audience(
        thread.council_code,
        tuple(row.part for row in thread.audience),
        tuple(row.account_id for row in thread.exclusions if row.account_id),
        tuple(row.part for row in thread.exclusions if row.part),
    )
