"""What the pages of telling share: who is here, which form is asked, what they are answering."""

from flask import abort, redirect, url_for
from sqlalchemy import select

from app.core.db import session
from app.core.i18n import current_language
from app.core.security import signed_in
from app.people.models import YoungPerson
from feedback import reader_names
from surveys import drafts
from surveys.asking import Asking
from surveys.inviting import kiosk
from surveys.models import Form, FormVersion, Response
from surveys.publishing import current_version
from surveys.services import start_response

NOT_SAFE = "not_safe"
ASKED_HERE = ("statement", "pledge_check", "suggestion")
"""The kinds of form that are answered under /tell/."""


def me() -> YoungPerson | None:
    """The young person who is signed in, or None."""
    account = signed_in()
    if account is None or not account.is_young_person:
        return None
    return session.scalar(select(YoungPerson).where(YoungPerson.account_id == account.id))


def version_or_404(form_key: str) -> FormVersion | None:
    """The version of this form asked today; None if it was withdrawn."""
    form = session.scalar(select(Form).where(Form.key == form_key, Form.kind.in_(ASKED_HERE)))
    if form is None:
        abort(404)
    return current_version(form_key)


def asking_for(form_key: str) -> Asking | None:
    """What this browser, or the young person signed in, is answering in this form."""
    response = drafts.draft_for(form_key)
    return Asking(response, reader_names.people_for) if response else None


def begun_or_before(form_key: str) -> Asking:
    """The same; whoever has begun nothing is led to the page on which it is begun."""
    asking = asking_for(form_key)
    if asking is None:
        version_or_404(form_key)
        abort(redirect(url_for("tell.before", form=form_key)))
    return asking


def is_asked_here(response: Response) -> bool:
    """False for what belongs to other pages, such as a nomination for an award."""
    return response.version.form.kind in ASKED_HERE


def begin(version: FormVersion, *, by_name: bool, token: str = "", **values) -> Response:
    """A new draft, held by this browser; by name only for a young person who is signed in. On a
    shared tablet it is of the council whose survey the tablet shows.
    """
    token = token or drafts.new_token()
    drafts.hold(version.form.key, token)
    person = me() if by_name else None
    values.setdefault("council_code", kiosk.council_here())
    return start_response(version, current_language(), token=token, young_person=person, **values)


def is_outdated(response: Response) -> bool:
    """True if the form was changed or withdrawn since this was begun."""
    newest = current_version(response.version.form.key)
    return newest is None or newest.id != response.form_version_id
