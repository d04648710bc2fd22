"""flask offer import | export: the Local Offer as a file."""

from collections import Counter
from pathlib import Path

import click
from flask.cli import AppGroup

from app.accounts.arguments import A_FILE
from app.core.db import session
from app.core.table_reading import NotATable
from app.offer.exporting import FORMATS, lines_to_export
from app.offer.importing import CHANGED, NEW, UNCHANGED, Plan, bring_in, plan
from app.offer.reading import LARGEST, is_table

group = AppGroup("offer", help="The Care Leavers Local Offer.")

WOULD = {NEW: "new", CHANGED: "changed", UNCHANGED: "as it is here"}


@group.command("import")
@click.argument("file", type=A_FILE)
@click.option("--dry-run", is_flag=True, help="Say what would happen, line by line; write nothing.")
def import_file(file: Path, dry_run: bool) -> None:
    """Bring in the lines of FILE: JSON, CSV or HSDS-UK, as `export` writes them.

    They wait for approval. HSDS-UK says nothing of what staff alone know: in lines that are here,
    that stays as it is. If anything in the file is wrong, all that is wrong is listed with its
    place, field and reason, and nothing is brought in.
    """
    planned = _plan(file)
    unit = "row" if is_table(file.read_bytes()) else "entry"
    if planned.wrong:
        for one in planned.wrong:
            where = f"{one.problem.field}: " if one.problem.field else ""
            slug = f" ({one.slug})" if one.slug else ""
            click.echo(f"{unit} {one.place}{slug}: {where}{one.problem.words}")
        raise click.ClickException(f"{len(planned.wrong)} wrong; nothing was brought in.")
    if dry_run:
        for fate in planned.fates:
            click.echo(f"{fate.entry.place}: {fate.entry.line.slug}: {WOULD[fate.what]}")
    else:
        bring_in(planned)
        session.commit()
    counted = Counter(fate.what for fate in planned.fates)
    told = ", ".join(f"{counted[what]} {words}" for what, words in WOULD.items())
    click.echo(f"{len(planned.fates)} read: {told}{' (nothing written)' if dry_run else ''}")


@group.command("export")
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="json")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Not the screen.")
@click.option("--all", "everything", is_flag=True, help="Also what is not shown, or not yet.")
def export(kind: str, output: Path | None, everything: bool) -> None:
    """Write out the lines that are shown: JSON with every field, CSV with one line a row, or open
    data in HSDS-UK, as /offer/services answers it.

    In a CSV cell, codes are joined by "; ", and texts stand one below the other; evidence is
    title | address | date. A cell that a spreadsheet would work out stands behind an apostrophe,
    which `import` takes off again.
    """
    written = FORMATS[kind](lines_to_export(everything))
    if output is None:
        click.echo(written, nl=False)
    else:
        output.write_bytes(written)


def _plan(file: Path) -> Plan:
    if file.stat().st_size > LARGEST:
        raise click.ClickException(f"{file.name} is larger than {LARGEST // 2**20} MB.")
    try:
        return plan(file.read_bytes())
    except (NotATable, OSError) as reason:
        raise click.ClickException(f"{file.name}: {reason}.") from reason
