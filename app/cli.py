"""flask migrate | seed | worker | audit: what the installation itself needs."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from app.core import audit as trail
from app.core.db import session
from app.core.jobs import run_worker
from app.core.migrate import is_up_to_date, upgrade
from app.groups import shipped as groups
from app.offer import catalogue, indexing
from app.pledge.publishing import draft_what_ships
from surveys.services import publish_shipped

audit = AppGroup("audit", help="The trail of who read and did what.")


def init_app(app: Flask) -> None:
    for command in (migrate, seed, worker, audit):
        app.cli.add_command(command)


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the database to the newest shape."""
    upgrade(current_app.extensions["engine"])
    click.echo("The database is up to date.")


@click.command()
@click.option("--demo", is_flag=True, help="Also the invented people and what they said.")
@with_appcontext
def seed(demo: bool) -> None:
    """Publish the forms that ship, draft each council's promises and propose the lines of its
    offer; with --demo, once, the invented installation as well.
    """
    if not is_up_to_date(current_app.extensions["engine"]):
        upgrade(current_app.extensions["engine"])
    publish_shipped()
    draft_what_ships()
    catalogue.publish_shipped()
    groups.publish_shipped()
    indexing.refresh()
    session.commit()
    if demo:
        if current_app.config["PRODUCTION"]:
            raise click.ClickException("The demo's invented people do not go into production.")
        # Only here: a real installation never loads the invented people.
        from app.demo.seed import seed_demo

        for line in seed_demo():
            click.echo(line)


@click.command()
@click.option("--once", is_flag=True, help="Do what is due, then stop.")
def worker(once: bool) -> None:
    """Send mail, watch the clocks: the work that is not done while a page waits."""
    run_worker(current_app._get_current_object(), once=once)


@audit.command("verify")
@with_appcontext
def verify() -> None:
    """Check the whole trail; exit 1 and name the entry if it was tampered with."""
    broken = trail.first_broken_entry()
    if broken is not None:
        raise click.ClickException(f"The trail is broken at entry {broken}.")
    click.echo("The trail holds.")
