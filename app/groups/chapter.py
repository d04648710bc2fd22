"""The board's chapter: how many young people met, how often, and what their groups asked for."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Select, func, or_, select

from app.accounts.models import Council
from app.core.clock import moment_at, now
from app.core.counting import EVERYONE, CountTable, Unit
from app.core.db import session
from app.core.disclosure import Protected
from app.core.disclosure_attack import How, Relation
from app.core.i18n import _, ngettext
from app.core.reporting import (
    Block,
    Cell,
    Chapter,
    Draft,
    Figure,
    Paragraph,
    Period,
    Quote,
    Row,
    Table,
)
from app.groups.member_models import Attendance
from app.groups.models import Group, Meeting, Point
from app.people.models import YoungPerson


def chapters(period: Period, council: Council, population: Mapping[str, int]) -> list[Draft]:
    """One chapter. Costs the same number of queries however many groups there are."""
    came = _came(period, council.code)
    name = f"{period.code}/{council.code}/children/groups"

    def write(shown: Protected) -> Chapter:
        blocks = [*_how_often(period, council.code), *_who_came(name, came, shown)]
        asked = _asked_for(period, council.code)
        if asked:
            blocks.append(
                Paragraph(
                    _(
                        "This is what they want the board to hear, in the words of their agendas"
                        " and notes. An officer has checked that nobody can be recognised."
                    )
                )
            )
        return Chapter("groups", _("Young people’s groups"), (*blocks, *asked))

    return [Draft((_table(name, came),), write)]


def _meetings(period: Period, council_code: str) -> Select:
    """Those of the council's groups and of the trust's that began in the quarter and took place."""
    first = moment_at(period.first_day, 0)
    after = moment_at(period.next.first_day, 0)
    return (
        select(Meeting.id)
        .join(Group, Group.id == Meeting.group_id)
        .where(
            or_(Group.council_code == council_code, Group.council_code.is_(None)),
            Meeting.starts_at >= first,
            Meeting.starts_at < after,
            Meeting.starts_at <= now(),
        )
    )


def _came(period: Period, council_code: str) -> dict[str, set[int]]:
    """Which of the council's young people came, by the group's title."""
    took_place = _meetings(period, council_code).where(Meeting.called_off_on.is_(None))
    rows = session.execute(
        select(Group.title, Attendance.young_person_id)
        .select_from(Attendance)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Group, Group.id == Meeting.group_id)
        .join(YoungPerson, YoungPerson.id == Attendance.young_person_id)
        .where(Meeting.id.in_(took_place), YoungPerson.council_code == council_code)
        .distinct()
    )
    found: dict[str, set[int]] = {}
    for title, person in rows:
        found.setdefault(title, set()).add(person)
    return dict(sorted(found.items()))


def _table(name: str, came: Mapping[str, set[int]]) -> CountTable:
    """Somebody may be in several groups."""
    parts = tuple(f"{name}/{title}" for title in came)
    counts = {f"{name}/{title}": len(people) for title, people in came.items()}
    whole = f"{name}/{EVERYONE}"
    counts[whole] = len(set().union(*came.values()))
    relations = (Relation(How.OVERLAP, whole, parts),) if parts else ()
    return CountTable(Unit.CHILDREN, counts, relations)


def _how_often(period: Period, council_code: str) -> Iterator[Block]:
    """Meetings are counted as they are: when they are is on the groups' public pages."""
    rows = select(Meeting.called_off_on.is_not(None), func.count()).where(
        Meeting.id.in_(_meetings(period, council_code))
    )
    counted = {
        was: n for was, n in session.execute(rows.group_by(Meeting.called_off_on.is_not(None)))
    }
    held, off = (sum(n for was, n in counted.items() if bool(was) is it) for it in (False, True))
    if not held and not off:
        yield Paragraph(_("No group met this quarter."))
        return
    note = ngettext("%(num)d was called off.", "%(num)d were called off.", off) if off else ""
    yield Figure(_("Meetings held"), str(held), note)


def _who_came(name: str, came: Mapping[str, set[int]], shown: Protected) -> Iterator[Block]:
    if not came:
        return
    rows = [Row(_(title), (Cell.of(shown[f"{name}/{title}"]),)) for title in came]
    everyone = Row(_("All who came to a group"), (Cell.of(shown[f"{name}/{EVERYONE}"]),))
    yield Table(
        "groups-came",
        _("Young people who came"),
        _("Group"),
        (_("Young people"),),
        (*rows, everyone),
        _("Young people of this council, each counted once in a row, however often they came."),
    )


def _asked_for(period: Period, council_code: str) -> Sequence[Quote]:
    """The points an officer marked for the board, in the order in which they were written."""
    took_place = _meetings(period, council_code).where(Meeting.called_off_on.is_(None))
    rows = select(Point).where(
        Point.meeting_id.in_(took_place), Point.for_board, Point.state == "taken"
    )
    points = session.scalars(rows.order_by(Point.written_on, Point.number, Point.id))
    return [Quote(point.words, point.language) for point in points]
