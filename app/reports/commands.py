"""flask reports check | pdf: that frozen reports hold, and one of them as a file."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from app.core.db import only_reads_at_first, session
from app.core.i18n import speaking
from app.reports import gate, services
from app.reports.folding import folded
from app.reports.frozen import Altered, open_frozen
from app.reports.models import Report
from app.reports.pdf import cover_of, make_pdf

group = AppGroup("reports", help="The reports that were frozen.")


@group.command("check")
def check() -> None:
    """Compare every frozen report with its digest and attack it; exit 1 if one does not hold."""
    only_reads_at_first()  # An attack takes seconds, in which others write.
    reports = session.scalars(select(Report).where(Report.state == "frozen")).all()
    broken = [report for report in reports if not _holds(report)]
    for report in broken:
        click.echo(f"{report.council_code} {report.quarter}: does not hold")
    click.echo(f"{len(reports) - len(broken)} of {len(reports)} frozen reports hold.")
    if broken:
        raise SystemExit(1)


def _holds(report: Report) -> bool:
    try:
        return not gate.attack(open_frozen(report).figures)
    except Altered:
        return False


@group.command("pdf")
@click.argument("council")
@click.argument("quarter")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def pdf(council: str, quarter: str, file: Path) -> None:
    """Write a frozen report as a PDF."""
    only_reads_at_first()
    rows = select(Report).where(Report.council_code == council, Report.quarter == quarter)
    report = session.scalar(rows)
    if report is None or report.state != "frozen":
        raise click.ClickException(f"There is no frozen report of {council} for {quarter}.")
    with speaking(services.LANGUAGE):
        frozen = open_frozen(report)
        cover = cover_of(frozen, current_app.config["SITE_NAME"])
        made = make_pdf(cover, folded(frozen.printed), made_at=int(report.frozen_at.timestamp()))
    file.write_bytes(made.content)
    for place in made.replaced:
        click.echo(f"A sign that cannot be printed was replaced: {place}")
    click.echo(f"{len(made.content)} bytes")
