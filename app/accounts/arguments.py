"""What commands are given: a file there is, a council we know."""

from pathlib import Path

import click
from sqlalchemy import select

from app.accounts.models import Council
from app.core.db import session

A_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


def known_council(code: str) -> str:
    """The same code; ClickException, with those there are, for one of no council."""
    if session.get(Council, code) is None:
        known = ", ".join(session.scalars(select(Council.code).order_by(Council.code)))
        raise click.ClickException(f"There is no council {code!r}; there is: {known or 'none'}.")
    return code
