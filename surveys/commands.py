"""flask forms check: whether forms may be published."""

from pathlib import Path

import click
from flask.cli import AppGroup

from surveys.checking import check_file, shipped_files

group = AppGroup("forms", help="Look after the forms young people fill in.")


@group.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check FILES, or every form that ships: one line a problem, the figure last."""
    chosen = list(files) or shipped_files()
    problems = [problem for file in chosen for problem in check_file(file)]
    for problem in problems:
        click.echo(f"{problem.file}:{problem.line}: {problem.message}")
    click.echo(f"{len(chosen)} forms, {len(problems)} problems")
    if problems:
        raise SystemExit(1)
