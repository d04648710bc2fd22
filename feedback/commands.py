"""flask feedback import: comments a council already has."""

import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.accounts.arguments import A_FILE, known_council
from app.accounts.models import Council
from app.core.clock import today
from app.core.db import session
from app.core.languages import find
from app.core.reporting import Period
from app.core.table_reading import NotATable
from feedback.importing import Problem
from feedback.intake import ALREADY_HERE, KEPT, REFUSED, TWICE, Fate, Intake, reader, slices

group = AppGroup("feedback", help="What young people tell us.")

SAYS = {KEPT: "would be kept", ALREADY_HERE: "already here", TWICE: "twice in this file"}


@group.command("import")
@click.argument("file", type=A_FILE)
@click.option("--council", required=True, help="Code of the council of rows that name none.")
@click.option("--quarter", help="Quarter of rows without a date: 2026-Q3.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Their day instead.")
@click.option("--language", default="en", show_default=True, help="Of rows that name none.")
@click.option("--text-column", help="What the column with the comments is called.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, row by row; write nothing.")
def import_file(
    file: Path,
    council: str,
    quarter: str | None,
    day: datetime | None,
    language: str,
    text_column: str | None,
    dry_run: bool,
) -> None:
    """Bring in the comments of a CSV FILE.

    Columns are known by what they are called; encoding and delimiter are found out. Bad rows are
    listed with line and reason, the good ones are kept, and those here already are refused.
    """
    intake = Intake(known_council(council), _day(quarter, day), _language(language))
    rows = _rows(file, text_column)
    if dry_run:
        fates = [fate for chunk in slices(rows) for fate in intake.look(chunk)]
        for fate in fates:
            click.echo(f"line {fate.row.line}: {_says(fate)}")
    else:
        fates = _keep(intake, rows)
        for fate in fates:
            if fate.what == REFUSED:
                click.echo(f"line {fate.row.line}: {_says(fate)}")
    _report(Counter(fate.what for fate in fates), dry_run)


def _keep(intake: Intake, rows: list) -> list[Fate]:
    fates: list[Fate] = []
    with click.progressbar(length=len(rows), label="Comments", file=sys.stderr) as bar:
        for chunk in slices(rows):
            fates += intake.keep(chunk)
            session.commit()
            bar.update(len(chunk))
    alerts = intake.finish()
    session.commit()
    if alerts:
        click.echo(f"{alerts} of them are on the duty desk, marked as brought in.")
    return fates


def _report(counted: Counter[str], dry_run: bool) -> None:
    here = counted[ALREADY_HERE] + counted[TWICE]
    kept, bad = counted[KEPT], counted[REFUSED]
    would = "would be kept" if dry_run else "kept"
    click.echo(f"{kept + here + bad} read, {kept} {would}, {here} already here, {bad} bad")
    if not kept and not here:
        raise SystemExit(1)


def _says(fate: Fate) -> str:
    return fate.row.words if isinstance(fate.row, Problem) else SAYS[fate.what]


def _rows(file: Path, text_column: str | None) -> list:
    try:
        councils = session.scalars(select(Council)).all()
        return list(reader(councils).read(file.read_bytes(), text_column))
    except (NotATable, OSError) as reason:
        raise click.ClickException(f"{file.name}: {reason}.") from reason


def _day(quarter: str | None, day: datetime | None) -> date:
    """The day given, or the last one of the quarter that is not in the future, or today."""
    if day is not None:
        chosen = day.date()
    elif quarter is not None:
        try:
            period = Period.parse(quarter)
        except ValueError as wrong:
            raise click.ClickException(f"{quarter!r} is not a quarter like 2026-Q3.") from wrong
        chosen = max(period.first_day, min(period.last_day, today()))
    else:
        chosen = today()
    if chosen > today():
        raise click.ClickException("That day is in the future.")
    return chosen


def _language(code: str) -> str:
    found = find(code)
    if found is None:
        raise click.ClickException(f"The language {code!r} is not one the app has.")
    return str(found)
