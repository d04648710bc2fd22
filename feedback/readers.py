"""Who reads what a young person tells us: the rule, and the choices it leaves them.

They choose among the people who work with them, or the participation team, who do not. Nobody they
are complaining about is among the readers. When nobody is left, the participation team reads it;
when it is about the participation team, the managers do; when it is about both, the duty desk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import escape
from sqlalchemy import String, literal, select

from app.accounts.council_names import council_name
from app.accounts.councils import granted_for
from app.accounts.models import Account, Council, RoleGrant
from app.core.db import session
from app.core.i18n import current_language
from app.core.i18n import gettext as _
from app.core.languages import ENGLISH
from app.people.models import PARTS, Assignment, YoungPerson
from app.safeguarding.cues import looks_english
from feedback.escalation import line_above
from feedback.models import DUTY, MANAGERS, PARTICIPATION, TEAM_OF, TEAMS, Thread
from surveys.asking import Asking
from surveys.definition import Definition, Given, Question
from surveys.fields.base import Option
from surveys.models import Response
from surveys.people_picked import OF_NOBODY_HERE, about_whom, by_part, part
from surveys.services import answer_rows
from surveys.texts import PEOPLE, PEOPLE_MEANINGS

NOT_SURE = "not_sure_which"
LAST_RESORTS = (PARTICIPATION, MANAGERS, DUTY)
"""Who reads what nobody else is left for: the first of these that it is not about."""
INTERPRETER = "interpreter"


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
    accused = _accused(team, about, response.council_code)
    held = {row.part for row in team if row.worker_id not in accused}
    return Audience(
        council_code=response.council_code,
        parts=_somebody([part for part in chosen if part in held or part in TEAMS], about),
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


def _accused(
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


def _somebody(parts: Sequence[str], about: Sequence[str]) -> tuple[str, ...]:
    """These parts, but never a team that it is about, and never nobody at all."""
    left = tuple(part for part in parts if part not in _teams_of(about))
    return left or (_last_resort(about),)


def _last_resort(about: Sequence[str]) -> str:
    return next(team for team in LAST_RESORTS if team not in _teams_of(about))


def people_for(asking: Asking, question: Question) -> list[Option]:
    """Who can be picked in a person question, for surveys.asking."""
    response = asking.response
    team = team_of(response.young_person)
    if question.purpose == "about":
        return _about_options(team, response.anonymous)
    if response.anonymous:
        return council_options()
    about = answered(asking.definition, "about", asking.answers)
    accused = _accused(team, about, response.council_code)
    options = by_part([row for row in team if row.worker_id not in accused])
    last = _last_resort(about)
    note = _("They do not work with you.") if last != DUTY else None
    return [*options, part(last, note)]


def _about_options(team: list[Assignment], anonymous: bool) -> list[Option]:
    known = [part(code) for code in PARTS] if anonymous else by_part(team)
    return about_whom([*known, part(PARTICIPATION)])


def council_options() -> list[Option]:
    """For someone without a name: the participation team of which council, or "I don't know"."""
    team = escape(_("The participation team for %(council)s"))
    meaning = PEOPLE_MEANINGS[PARTICIPATION]
    named = [
        Option(one.code, team % {"council": council_name(one.name)}, meaning=meaning)
        for one in councils()
    ]
    return [*named, Option(NOT_SURE, PEOPLE[NOT_SURE], alone=True)]


def councils() -> list[Council]:
    """Every council, by name."""
    return list(session.scalars(select(Council).order_by(Council.name)))


def named_team(young_person: YoungPerson | None) -> list[tuple[Any, str | None]]:
    """Everyone who could read it, as the page says before anything is typed."""
    managers = PEOPLE[MANAGERS]
    if young_person is None:
        # NOTE: Said to a child who does not give their name.
        first = _("The participation team. They do not work with you, and do not know who you are.")
        late = [_("If nobody answers in time: %(who)s", who=managers)]
        return [(first, None), *((line, None) for line in late), *_across_languages()]
    options = by_part(team_of(young_person))
    late = [
        _("If nobody answers in time: someone more senior, like your team manager."),
        _(
            "If you pick only the participation team and nobody answers in time: %(who)s",
            who=managers,
        ),
    ]
    return [
        *((option.label, option.note) for option in options),
        (PEOPLE[PARTICIPATION], None),
        *((line, None) for line in late),
        *_across_languages(),
    ]


def named_team_of_a_check() -> list[tuple[Any, str | None]]:
    """Everyone who reads the words in a form that leaves no choice of readers, by name or not."""
    late = _("If nobody answers in time: %(who)s", who=PEOPLE[MANAGERS])
    return [(PEOPLE[PARTICIPATION], None), (late, None), *_across_languages()]


def audience_of(thread: Thread) -> Audience:
    """Who was decided to read a conversation that is open."""
    return Audience(
        thread.council_code,
        tuple(row.part for row in thread.audience),
        tuple(row.account_id for row in thread.exclusions if row.account_id),
        tuple(row.part for row in thread.exclusions if row.part),
    )


def named_readers(response: Response, audience: Audience) -> list[tuple[Any, str | None]]:
    """The readers as the page names them, also those who are next and those who translate: what
    they are, and their names.
    """
    team = [
        r for r in team_of(response.young_person) if r.worker_id not in audience.excluded_accounts
    ]
    names = {option.code: option.note for option in by_part(team)}
    above = line_above(audience.parts, audience.excluded_parts)
    late = [
        code for code in above if code not in audience.parts and (code in TEAMS or code in names)
    ] or [DUTY]
    return [
        *((PEOPLE[code], names.get(code)) for code in audience.parts),
        *(
            (_("If nobody answers in time: %(who)s", who=PEOPLE[code]), names.get(code))
            for code in late
            if code not in audience.parts
        ),
        *_across_languages(response, audience.parts),
    ]


def _across_languages(
    response: Response | None = None, reading: Sequence[str] = ()
) -> list[tuple[Any, str | None]]:
    """Who else reads what is not English: an interpreter, and the duty team, which no list of words
    in English can help to find what is urgent.
    """
    if current_language() == ENGLISH and (response is None or not _needs_interpreter(response)):
        return []
    return [(PEOPLE[one], None) for one in (INTERPRETER, DUTY) if one not in reading]


def _needs_interpreter(response: Response) -> bool:
    return response.language != ENGLISH or any(
        row.words and (row.language != ENGLISH or not looks_english(row.words))
        for row in answer_rows(response).values()
    )
