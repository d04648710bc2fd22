"""Keeping episodes that were brought in: each for a child who is known here, once.

Rows are kept in slices, and whoever imports commits after each, so that nobody waits for a whole
file. An import that was broken off is simply run again: what is here already is left alone, except
that a child who was still missing is back when the file says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from sqlalchemy import or_, select
from sqlalchemy.orm import lazyload

from app.accounts.models import Account, Council
from app.core import audit
from app.core.clock import now
from app.core.db import session
from app.interviews.episodes import Facts, new_episode
from app.interviews.importing import Problem, Row
from app.interviews.models import Episode, ReturnInterview
from app.interviews.questions import Span, about_times, times_of
from app.people.models import YoungPerson

SLICE = 200
"""Rows between two commits."""
FATES = REFUSED, KEPT, BACK, ALREADY_HERE = "refused", "kept", "back", "already_here"
"""`back`: the episode is here, and the file says when it ended."""


@dataclass(frozen=True)
class Fate:
    """What happens to one row."""

    row: Row | Problem
    what: str
    child: YoungPerson | None = None
    episode: Episode | None = None
    """The one that is here already."""
    which: Sequence[YoungPerson] = ()
    """Those it may be about, where that are several and nobody has said which."""


@dataclass
class Seen:
    """An episode that is here, or was met further up in the file."""

    child_id: int
    council_code: str
    span: Span
    reference: str | None
    episode: Episode | None = None

    def is_same(self, row: Row, child: YoungPerson) -> bool:
        if row.facts.reference and self.reference:
            named = (child.council_code, row.facts.reference)
            return (self.council_code, self.reference) == named
        return self.child_id == child.id and self.span.start == row.facts.left_at


@dataclass
class Intake:
    """One file on its way in."""

    council_code: str
    """The council of every row that names none."""
    by: Account | None = None
    """None when it is the installation's own command."""
    picked: Mapping[int, int] = field(default_factory=dict)
    """For a line that fits several children: the id of the one whom a person says it is about."""
    _met: list[Seen] = field(default_factory=list)
    _people: dict[tuple[str, str, date], list[YoungPerson]] = field(default_factory=dict)

    def look(self, rows: Sequence[Row | Problem]) -> list[Fate]:
        """What happens to each of these rows; nothing is written. Remembers them as met."""
        found = [self._found(row) for row in rows]
        here = [*_seen_here(found), *self._met]
        return [self._fate(fate, here) for fate in found]

    def keep(self, rows: Sequence[Row | Problem]) -> list[Fate]:
        """As `look`, and the good rows are kept. To be committed by the caller."""
        # One import at a time, so that two of the same file keep each row once.
        session.execute(select(Council.code).with_for_update())
        fates = self.look(rows)
        over = [_end(fate) for fate in fates if fate.what == BACK]
        new = [self._episode(fate) for fate in fates if fate.what == KEPT]
        session.add_all(new)
        session.flush()
        over += [episode for episode in new if episode.returned_at is not None]
        session.add_all(_interview(episode) for episode in over)
        session.flush()
        if self.by is not None:
            ids = {episode.id for episode in (*new, *over)}
            audit.record_each("episode_imported", "episode", sorted(ids), self.by)
        return fates

    def _found(self, row: Row | Problem) -> Fate:
        """The row and the one child it is about; refused where there is none, or something odd."""
        if isinstance(row, Problem):
            return Fate(row, REFUSED)
        if not self._people:
            self._people = _people_by_name()
        people = self._people.get((row.council or self.council_code, row.name, row.born), [])
        if len(people) > 1:
            several, people = people, [one for one in people if one.id == self.picked.get(row.line)]
            if not people:
                return replace(_refuse(row, "several"), which=several)
        if not people:
            return _refuse(row, "nobody")
        odd = about_times(row.facts.left_at, row.facts.reported_at, row.span)
        return _refuse(row, odd[0].reason) if odd else Fate(row, KEPT, people[0])

    def _fate(self, found: Fate, here: list[Seen]) -> Fate:
        if found.what == REFUSED:
            return found
        row, child = found.row, found.child
        same = next((one for one in here if one.is_same(row, child)), None)
        others = [one for one in here if one.child_id == child.id and one is not same]
        if same is not None and same.child_id != child.id:
            return _refuse(row, "reference")
        is_news = same is None or (same.episode and same.span.is_open and row.returned)
        if not is_news:
            return Fate(row, ALREADY_HERE, child)
        clash = next((one for one in others if row.span.overlaps(one.span)), None)
        if clash is not None:
            return _refuse(row, "overlap", **times_of(clash.span))
        met = Seen(child.id, child.council_code, row.span, row.facts.reference)
        here.append(met)
        self._met.append(met)
        if same is None:
            return Fate(row, KEPT, child)
        same.span = row.span
        return Fate(row, BACK, child, same.episode)

    def _episode(self, fate: Fate) -> Episode:
        row, child = fate.row, fate.child
        facts = row.facts if row.home_is_said else _with_home(row, child)
        episode = new_episode(child, facts, self.by, source="import")
        if row.returned is not None:
            episode.returned_at, episode.returned_how = row.returned.at, row.returned.how
        return episode


def councils_by_name(councils: Iterable[Council]) -> dict[str, str]:
    """Small letters of a council's code or name, to its code."""
    return {name.casefold(): one.code for one in councils for name in (one.code, one.name)}


def slices(rows: Iterable[Row | Problem]) -> Iterator[list[Row | Problem]]:
    """The rows, SLICE at a time."""
    rest = iter(rows)
    while chunk := list(islice(rest, SLICE)):
        yield chunk


def _refuse(row: Row, reason: str, **facts: object) -> Fate:
    return Fate(Problem(row.line, reason, facts, name=row.name), REFUSED)


def _people_by_name() -> dict[tuple[str, str, date], list[YoungPerson]]:
    # Their names are sealed, so the database cannot look for them.
    found: dict[tuple[str, str, date], list[YoungPerson]] = {}
    rows = select(YoungPerson).options(lazyload(YoungPerson.account))
    for one in session.scalars(rows):
        name = " ".join((one.known_as or "").split()).casefold()
        found.setdefault((one.council_code, name, one.birth_month), []).append(one)
    return found


def _seen_here(found: Sequence[Fate]) -> Iterator[Seen]:
    """The episodes of the children of these rows, and those that have their references."""
    good = [fate for fate in found if fate.child is not None]
    rows = select(Episode).where(
        or_(
            Episode.young_person_id.in_({fate.child.id for fate in good}),
            Episode.reference.in_({fate.row.facts.reference for fate in good} - {None}),
        )
    )
    for one in session.scalars(rows.options(lazyload(Episode.young_person))):
        span = Span(one.left_at, one.returned_at)
        yield Seen(one.young_person_id, one.council_code, span, one.reference, one)


def _with_home(row: Row, child: YoungPerson) -> Facts:
    """Where they live now, as far as their own record says it."""
    return replace(row.facts, home_type=child.home_type, home_provider=child.home_provider)


def _end(fate: Fate) -> Episode:
    fate.episode.returned_at, fate.episode.returned_how = (
        fate.row.returned.at,
        fate.row.returned.how,
    )
    return fate.episode


def _interview(episode: Episode) -> ReturnInterview:
    """The 72 hours run. Where they have passed, whoever brings it in knows: nobody is mailed."""
    interview = ReturnInterview(episode=episode, language=episode.young_person.language)
    if episode.due_at < now():
        interview.warned_at = interview.told_late_at = now()
    return interview
