"""The board's chapter: who was nominated for what, and the small steps its board celebrates."""

from collections.abc import Iterator, Mapping

from sqlalchemy import func, select

from app.accounts.models import Council
from app.awards.models import Category, Nomination, Nominee, SmallStep
from app.awards.steps import told_to_board
from app.core.counting import EVERYONE, CountTable, Unit
from app.core.db import session
from app.core.disclosure import Protected
from app.core.disclosure_attack import How, Relation
from app.core.i18n import _
from app.core.reporting import Block, Cell, Chapter, Draft, Paragraph, Period, Quote, Row, Table
from surveys.models import Response

NO_CATEGORY = "no_category"
GIVEN = ("certificate", "voucher")
"""What is counted. Whose step was told at a board is not: each stands there as a quote, so that
anybody counts them, whatever the gate holds back.
"""


def chapters(period: Period, council: Council, population: Mapping[str, int]) -> list[Draft]:
    """One chapter. Costs the same number of queries however many were nominated."""
    nominated = _nominated(period, council.code)
    name = f"{period.code}/{council.code}/children"
    tables = (_nominated_table(name, nominated), _steps_table(name, period, council.code))

    def write(shown: Protected) -> Chapter:
        blocks: list[Block] = [
            Paragraph(
                _(
                    "Every young person who is nominated gets a letter and a certificate. Small"
                    " steps are told here without names: a second person has checked that nobody"
                    " can be recognised, and the young person said yes to these words."
                )
            )
        ]
        blocks += _nominated_blocks(name, nominated, shown)
        blocks += _steps_blocks(name, period, council.code, shown)
        return Chapter("awards", _("Celebrating young people"), tuple(blocks))

    return [Draft(tables, write)]


def _nominated(period: Period, council_code: str) -> dict[str, set[int]]:
    """Who was nominated in the quarter, by the category's name."""
    rows = session.execute(
        select(Category.title, Nominee.young_person_id)
        .select_from(Nomination)
        .join(Nominee, Nominee.id == Nomination.nominee_id)
        .join(Response, Response.id == Nomination.response_id)
        .outerjoin(Category, Category.id == Nomination.category_id)
        .where(
            Nomination.state == "in",
            Nominee.young_person_id.is_not(None),
            Nominee.council_code == council_code,
            Response.sent_on.between(period.first_day, period.last_day),
        )
        .distinct()
    )
    found: dict[str, set[int]] = {}
    for title, person in rows:
        found.setdefault(title or NO_CATEGORY, set()).add(person)
    return dict(sorted(found.items()))


def _cell(name: str, title: str) -> str:
    return f"{name}/nominated/{title}"


def _nominated_table(name: str, nominated: Mapping[str, set[int]]) -> CountTable:
    """Somebody may be nominated in several categories."""
    parts = tuple(_cell(name, title) for title in nominated)
    counts = {_cell(name, title): len(people) for title, people in nominated.items()}
    whole = _cell(name, EVERYONE)
    counts[whole] = len(set().union(*nominated.values()))
    relations = (Relation(How.OVERLAP, whole, parts),) if parts else ()
    return CountTable(Unit.CHILDREN, counts, relations)


def _nominated_blocks(name: str, nominated, shown: Protected) -> Iterator[Block]:
    if not nominated:
        yield Paragraph(_("Nobody was nominated this quarter."))
        return

    def row(title: str, label: str) -> Row:
        return Row(label, (Cell.of(shown[_cell(name, title)]),))

    labels = {
        title: _("No award chosen") if title == NO_CATEGORY else _(title) for title in nominated
    }
    rows = [row(title, label) for title, label in labels.items()]
    yield Table(
        "nominated",
        _("Young people who were nominated"),
        _("Award"),
        (_("Young people"),),
        (*rows, row(EVERYONE, _("All who were nominated"))),
        _("Young people, each counted once in a row, whatever number of voices there were."),
    )


def _steps_table(name: str, period: Period, council_code: str) -> CountTable:
    dates = {
        "certificate": SmallStep.certificate_on,
        "voucher": SmallStep.voucher_on,
    }
    counted = [
        func.count(SmallStep.young_person_id.distinct()).filter(
            when.between(period.first_day, period.last_day)
        )
        for when in dates.values()
    ]
    row = session.execute(select(*counted).where(SmallStep.council_code == council_code)).one()
    return CountTable(
        Unit.CHILDREN, {f"{name}/steps/{what}": n for what, n in zip(GIVEN, row, strict=True)}
    )


def _steps_blocks(
    name: str, period: Period, council_code: str, shown: Protected
) -> Iterator[Block]:
    labels = {
        "certificate": _("Were given a certificate for a small step"),
        "voucher": _("Were given a voucher for a small step"),
    }
    yield Table(
        "small-steps",
        _("Small steps"),
        _("Young people who"),
        (_("Young people"),),
        tuple(Row(labels[what], (Cell.of(shown[f"{name}/steps/{what}"]),)) for what in GIVEN),
    )
    for step in told_to_board(council_code, period.first_day, period.last_day):
        yield Quote(step.told, step.language)
