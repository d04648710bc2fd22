"""When something goes wrong: an honest page, the right status, and the typed words still there.

These pages ask nothing of the database, because often it is the database that is away. What was
posted is carried back in the page for sending again; it is never logged, and neither is the
message of an error, which may quote it.
"""

import errno
import re
import sqlite3
import sys
import traceback
from collections.abc import Iterator

from flask import Flask, Response, current_app, make_response, redirect, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from app.core.above import page_above

PAGES = frozenset({400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503, 507})
NOT_KEPT = ("csrf_token", "password", "passphrase", "secret")
MARK = re.compile(r"[a-z0-9_]*|[A-Za-z0-9_-]{20,}")
"""What a page puts into its own forms: a code, or a random or keyed mark."""
KEPT_HEADERS = ("Allow", "Retry-After")

DISK_FULL = "53100"
"""PostgreSQL's number for it."""

LAST_RESORT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Listen to Us</title>
<h1>Something on our side is not working</h1><p>Please try again in a few minutes.</p>
<p>In danger right now? Call <a href="tel:999">999</a>.</p>"""


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(OSError, _file_problem)
    app.register_error_handler(Exception, _any_problem)
    app.jinja_env.tests["written"] = is_written


def database_errors() -> tuple[type[Exception], ...]:
    """What is raised when the database is away, or does not do what it was asked."""
    return DBAPIError, NoConnectionFree, sqlite3.OperationalError, *_postgresql("OperationalError")


def _postgresql(*names: str) -> tuple[type[Exception], ...]:
    """These errors of PostgreSQL's driver, which loads with its engine; before that it raises none.

    Importing it here would be a tenth of every start on SQLite.
    """
    psycopg = sys.modules.get("psycopg")
    return tuple(getattr(psycopg, name) for name in names) if psycopg else ()


def is_written(value: str) -> bool:
    """True for words, which are shown and can be changed before they are sent again; false for what
    looks like a code or a mark of ours, which is carried along unseen.
    """
    return MARK.fullmatch(value) is None


def what_was_posted() -> list[tuple[str, str]]:
    """(name, value) of everything in the form that was sent, but no passwords and no old token.

    Without NULs, which no page can carry. Empty when nothing was sent, or when it was too big to
    be read.
    """
    if request.method != "POST":
        return []
    try:
        pairs = request.form.items(multi=True)
    except HTTPException:
        return []
    return [
        (name, value.replace("\0", ""))
        for name, value in pairs
        if not any(word in name.casefold() for word in NOT_KEPT)
    ]


def _http_problem(error: HTTPException) -> Response | HTTPException:
    if error.response is not None or error.code is None or error.code < 400:
        return error
    if error.code == 405 and request.method in ("GET", "HEAD") and (above := page_above()):
        return redirect(above)
    response = _page(error.code, sendable=error.code in (429, 503, 507))
    described = error.get_response().headers
    for name in KEPT_HEADERS:
        if name in described:
            response.headers[name] = described[name]
    return response


def _stale_form(error: CSRFError) -> Response:
    return _page(400, template="errors/send_again.html", sendable=True)


def _any_problem(error: Exception) -> Response:
    return _database_problem(error) if isinstance(error, database_errors()) else _our_mistake(error)


def _database_problem(error: Exception) -> Response:
    cause = getattr(error, "orig", None) or error
    if any(_is_full(one) for one in _causes(error)):
        return _report(error, 507)
    away = (sqlite3.OperationalError, *_postgresql("OperationalError", "InterfaceError"))
    if isinstance(cause, away) or isinstance(error, NoConnectionFree):
        return _report(error, 503)
    if isinstance(cause, _postgresql("DataError")) and (status := _status_of_a_nul()):
        return _page(status, sendable=status == 422)
    return _our_mistake(error)


def _status_of_a_nul() -> int | None:
    """What to answer when PostgreSQL, whose text holds no NUL, was given one: no address has one,
    and what was posted can be sent again without it. None if none came with this request.
    """
    if any("\0" in value for value in (request.path, *_every_value(request.args))):
        return 404
    return 422 if any("\0" in value for value in _every_value(request.form)) else None


def _every_value(pairs: MultiDict[str, str]) -> list[str]:
    return [value for _name, value in pairs.items(multi=True)]


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """This error and those before it: on a full disk SQLite ends the transaction by itself, and
    what arrives here may be the complaint that there was nothing left to roll back.
    """
    while error is not None:
        yield getattr(error, "orig", None) or error
        error = error.__context__


def _is_full(cause: BaseException) -> bool:
    return getattr(cause, "sqlstate", None) == DISK_FULL or "disk is full" in str(cause)


def _file_problem(error: OSError) -> Response:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _report(error, 507)
    return _our_mistake(error)


def _our_mistake(error: Exception) -> Response:
    """Raises the error again while testing or debugging, where it should be seen."""
    propagate = current_app.config["PROPAGATE_EXCEPTIONS"]
    if propagate or (propagate is None and (current_app.testing or current_app.debug)):
        raise error
    return _report(error, 500)


def _report(error: Exception, status: int) -> Response:
    """Log what kind of error it was and where, but not what it said."""
    where = [f"{f.filename}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)]
    current_app.logger.error(
        "%s answered %s: %s at %s",
        request.endpoint,
        status,
        type(error).__name__,
        " < ".join(reversed(where[-6:])),
    )
    return _page(status, sendable=True)


def _page(status: int, template: str | None = None, sendable: bool = False) -> Response:
    """The page for this status, with what was posted in it when sending again makes sense."""
    name = template or f"errors/{status if status in PAGES else 500 if status > 499 else 400}.html"
    facts = {
        "posted": what_was_posted() if sendable else [],
        "again_at": request.full_path.rstrip("?"),
    }
    try:
        # Not render_template: that would first ask the database who is signed in.
        body = current_app.jinja_env.get_template(name).render(facts)
    except Exception as problem:  # the last page must always come
        current_app.logger.error("error page %s: %s", name, type(problem).__name__)
        body = LAST_RESORT
    response = make_response(body, status)
    if status in (503, 507):
        response.headers["Retry-After"] = "30"
    return response
