""" "I don't feel safe": the way there from every page, the way back, and the one tap."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, Flask, abort, request, url_for
from flask import session as cookie
from sqlalchemy.exc import IntegrityError

from app.accounts.council_names import council_name
from app.core.clock import now
from app.core.db import session
from app.core.security import csrf, public
from app.safeguarding.helplines import first_lines
from feedback import reader_names
from feedback.routes.answering import NOT_SAFE, asking_for, begin, version_or_404
from feedback.routes.sending import send_off
from feedback.teams import DUTY
from surveys import drafts
from surveys.asking import Asking
from surveys.models import FormVersion, Response
from surveys.services import AlreadySent, take_over
from surveys.texts import PEOPLE

bp = Blueprint("not_safe", __name__, url_prefix="/tell")

NO_TOKEN = drafts.BY_NUMBER + drafts.BY_ID
"""What no token of ours begins with."""
CHECK = "check"
"""The page to look it all over, which stands beside the questions."""


def init_app(app: Flask) -> None:
    """Every page's "I don't feel safe" leads there; on a question's page it also saves first."""
    app.context_processor(lambda: {"not_safe_url": _from_this_page()})


def _from_this_page() -> str:
    form = (request.view_args or {}).get("form")
    on_check = request.endpoint in ("sending.check", "sending.send")
    return page_from(form, CHECK) if on_check else page_from()


def page_from(form: str | None = None, page: str | None = None) -> str:
    """The address of the not-safe page, for somebody who was at this page of this form."""
    return url_for("tell.before", form=NOT_SAFE, came=f"{form}/{page}" if form else None)


def facts() -> dict[str, Any]:
    """What its page says that those of other forms do not."""
    return {
        "duty": [(PEOPLE[DUTY], None)],
        "councils": [
            (one.code, council_name(one.name), ", ".join(one.towns))
            for one in reader_names.councils()
        ],
        "lines": first_lines(now()),
        "others": drafts.unsent(),
        "came": _came_from(),
    }


def _came_from() -> str | None:
    """The page they left to come here: one of what they are answering and have not sent, or none.

    It is put together from the names of a form and a question that are known here; nothing in an
    address can lead to anywhere else.
    """
    form, _slash, page = request.args.get("came", "").partition("/")
    asking = asking_for(form)
    if asking is None or asking.response.sent_on:
        return None
    if page == CHECK:
        return url_for("sending.check", form=form)
    known = asking.definition.question(page)
    return url_for("tell.ask", form=form, question=page) if known else None


@bp.post("/<form>/now")
@csrf.exempt
@public
def send_at_once(form):
    """One tap: the duty team is told, with what was written on this page's form, if anything was.

    The page's token is not asked for: somebody in danger whose cookie is gone is heard all the
    same. Another site's page can therefore make a browser raise an alert: an anonymous one, as our
    cookie is not sent along. The answer then sets none, which would replace who is signed in here.
    """
    version = version_or_404(form) or abort(404)
    if not version.definition.get("urgent"):
        abort(404)
    token = request.form.get("once", "").lstrip(NO_TOKEN)[:64] or drafts.new_token()
    written = drafts.draft_for(form)
    response = drafts.find_held(token) or _begin_once(version, token)
    if response.version.form.key != form:
        abort(409)
    if written is not None and written.sent_on is None and written.id != response.id:
        with suppress(AlreadySent):  # the same tap came in before
            take_over(written, response)
    drafts.hold(form, token)
    asking = Asking(response, reader_names.people_for)
    answer = send_off(asking, token, asking.digest())
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        cookie.clear()
        cookie.modified = False
    return answer


def _begin_once(version: FormVersion, token: str) -> Response:
    by_name = request.form.get("how") == "by_name"
    council = None if by_name else _council_named()
    try:
        with session.begin_nested():
            return begin(version, by_name=by_name, token=token, council_code=council)
    except IntegrityError:
        # A second tap that came in at the same moment: the first one made it.
        return drafts.find_held(token) or abort(409)


def _council_named() -> str | None:
    named = request.form.get("council")
    return named if named in [council.code for council in reader_names.councils()] else None
