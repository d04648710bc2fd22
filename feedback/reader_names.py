"""Readers as a young person's page names them: whom they can pick, and who will read it."""

from collections.abc import Sequence
from typing import Any

from markupsafe import escape
from sqlalchemy import exists, select

from app.accounts.council_names import council_name
from app.accounts.models import Account, Council
from app.core.beginnings import known
from app.core.db import session
from app.core.i18n import current_language
from app.core.i18n import gettext as _
from app.core.languages import ENGLISH
from app.people.models import PARTS, Assignment, YoungPerson
from app.safeguarding.cues import looks_english
from feedback.escalation import line_above
from feedback.readers import (
    NOT_SURE,
    Audience,
    accused_accounts,
    answered,
    last_resort,
    team_of,
)
from feedback.teams import DUTY, MANAGERS, PARTICIPATION, TEAMS
from surveys.asking import Asking
from surveys.definition import Question
from surveys.fields.base import Option
from surveys.models import Response
from surveys.people_picked import about_whom, by_part, part
from surveys.services import answer_rows
from surveys.texts import PEOPLE, PEOPLE_MEANINGS

INTERPRETER = "interpreter"


def people_for(asking: Asking, question: Question) -> list[Option]:
    """Who can be picked in a person question, for surveys.asking."""
    response = asking.response
    team = team_of(response.young_person)
    if question.purpose == "about":
        return _about_options(team, response.anonymous)
    about = answered(asking.definition, "about", asking.answers)
    if response.anonymous:
        told = known(response.about)
        return council_options(last_resort(about), told.council if told else None)
    accused = accused_accounts(team, about, response.council_code)
    options = by_part([row for row in team if row.worker_id not in accused])
    last = last_resort(about, team, response.council_code)
    note = _("They do not work with you.") if last != DUTY else None
    return [*options, part(last, note)]


def _about_options(team: list[Assignment], anonymous: bool) -> list[Option]:
    known = [part(code) for code in PARTS] if anonymous else by_part(team)
    return about_whom([*known, part(PARTICIPATION)])


def council_options(reads: str = PARTICIPATION, council: str | None = None) -> list[Option]:
    """For someone without a name: which council's team `reads` it, or "I don't know"; of `council`
    alone where the page they came from says whose it is.
    """
    teams = {
        PARTICIPATION: _("The participation team for %(council)s"),
        MANAGERS: _("The team managers for %(council)s"),
        DUTY: _("The duty team for %(council)s"),
    }
    team, meaning = escape(teams[reads]), PEOPLE_MEANINGS[reads]
    named = [
        Option(
            one.code,
            team % {"council": council_name(one.name)},
            note=", ".join(one.towns) or None,
            meaning=meaning,
        )
        for one in councils()
        if council in (None, one.code)
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
        *_late_lines(
            [(PEOPLE[code], names.get(code)) for code in late if code not in audience.parts]
        ),
        *_across_languages(response, audience.parts),
    ]


def kept_from(response: Response, audience: Audience) -> list[Any]:
    """Who does not read it, because it is about them: for the eyes of the young person alone. Of a
    team it is about, the team is named, and nobody on it who does not work with them.
    """
    parts = [PEOPLE[part] for part in audience.excluded_parts if part in PEOPLE]
    if response.young_person_id is None or not audience.excluded_accounts:
        return parts
    rows = select(Account.display_name).where(
        Account.id.in_(audience.excluded_accounts),
        exists().where(
            Assignment.worker_id == Account.id,
            Assignment.young_person_id == response.young_person_id,
        ),
    )
    return [*session.scalars(rows.order_by(Account.display_name)), *parts]


def _late_lines(late: Sequence[tuple[Any, str | None]]) -> list[tuple[Any, str | None]]:
    """Who reads what nobody answers in time, and who after that: (what they are, their names)."""
    first = [_("If nobody answers in time: %(who)s"), _("And after that: %(who)s")]
    return [(first[min(place, 1)] % {"who": who}, names) for place, (who, names) in enumerate(late)]


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
