"""Whether somebody is keeping everybody else from writing."""

import sqlite3
import sys
from contextlib import closing, contextmanager

from flask import before_render_template
from sqlalchemy import Engine


def others_can_write(engine: Engine) -> bool:
    """True if another connection gets SQLite's only writing lock at once."""
    connection = sqlite3.connect(engine.url.database, timeout=0, isolation_level=None)
    with closing(connection):
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        connection.execute("ROLLBACK")
        return True


@contextmanager
def watched_pages(app):
    """The pages made meanwhile: the template, and whether others could write at that moment."""
    pages = []

    def note(_app, template, **_more):
        pages.append((template.name, others_can_write(app.extensions["engine"])))

    with before_render_template.connected_to(note, app):
        yield pages


@contextmanager
def watched_calls(app, *functions):
    """The calls of these functions meanwhile, in order: for each, whether others could write at
    that moment.
    """
    calls, watched = [], {function.__code__ for function in functions}

    def note(frame, what, _arg):
        if what == "call" and frame.f_code in watched:
            calls.append(others_can_write(app.extensions["engine"]))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(before)
