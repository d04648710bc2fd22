"""flask interviews import: episodes that another system already has."""

import sys
from collections import Counter
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.accounts.arguments import A_FILE, known_council
from app.accounts.models import Council
from app.core.db import session
from app.core.table_reading import NotATable
from app.interviews.importing import Problem, Row, read
from app.interviews.intake import (
    ALREADY_HERE,
    BACK,
    KEPT,
    REFUSED,
    Fate,
    Intake,
    councils_by_name,
    slices,
)

group = AppGroup("interviews", help="Missing episodes and return interviews.")

SAYS = {KEPT: "would be kept", BACK: "they are back", ALREADY_HERE: "already here"}


@group.command("import")
@click.argument("file", type=A_FILE)
@click.option("--council", required=True, help="Code of the council of rows that name none.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, row by row; write nothing.")
def import_file(file: Path, council: str, dry_run: bool) -> None:
    """Bring in the missing episodes of a CSV FILE.

    Columns are known by what they are called; encoding and delimiter are found out. Bad rows are
    listed with line and reason, the good ones are kept, and those here already are left alone; a
    child who was missing here is back when the file says so.
    """
    intake, rows = Intake(known_council(council)), _rows(file)
    if dry_run:
        fates = [fate for chunk in slices(rows) for fate in intake.look(chunk)]
    else:
        fates = _keep(intake, rows)
    for fate in fates:
        if dry_run or fate.what == REFUSED:
            click.echo(f"line {fate.row.line}: {_says(fate)}")
    _report(Counter(fate.what for fate in fates), dry_run)


def _keep(intake: Intake, rows: list[Row | Problem]) -> list[Fate]:
    fates: list[Fate] = []
    with click.progressbar(length=len(rows), label="Episodes", file=sys.stderr) as bar:
        for chunk in slices(rows):
            fates += intake.keep(chunk)
            session.commit()
            bar.update(len(chunk))
    return fates


def _report(counted: Counter[str], dry_run: bool) -> None:
    would = "would be kept" if dry_run else "kept"
    click.echo(
        f"{counted.total()} read, {counted[KEPT]} {would}, {counted[BACK]} back, "
        f"{counted[ALREADY_HERE]} already here, {counted[REFUSED]} bad"
    )
    if counted[REFUSED] == counted.total():
        raise SystemExit(1)


def _says(fate: Fate) -> str:
    return fate.row.words if isinstance(fate.row, Problem) else SAYS[fate.what]


def _rows(file: Path) -> list[Row | Problem]:
    try:
        return list(read(file.read_bytes(), councils_by_name(session.scalars(select(Council)))))
    except (NotATable, OSError) as reason:
        raise click.ClickException(f"{file.name}: {reason}.") from reason
