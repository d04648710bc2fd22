"""flask safeguarding scan FILE: what the cues make of messages, one a line."""

import json
from typing import TextIO

import click
from flask.cli import AppGroup

from app.safeguarding.cues import scan

group = AppGroup("safeguarding", help="Cues and alerts.")


@group.command("scan")
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"))
def scan_file(file: TextIO) -> None:
    """One JSON object for each line of FILE (or - for standard input)."""
    for line in file:
        finding = scan(line.rstrip("\n"))
        click.echo(json.dumps({"level": finding.level, "cues": list(finding.cues)}))
