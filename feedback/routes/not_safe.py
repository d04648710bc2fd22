""" "I don't feel safe": the way there from every page, the way back, and the one tap."""

from typing import Any

from flask import Blueprint, Flask, abort, request, url_for
from flask import session as cookie
from sqlalchemy.exc import IntegrityError

from app.accounts.council_names import council_name
from app.core.clock import now
from app.core.db import only_reads_at_first, session, will_write
from app.core.i18n import current_language
from app.core.security import csrf, public
from app.people.models import YoungPerson
from app.safeguarding.helplines import first_lines
from feedback import reader_names
from feedback.routes.answering import NOT_SAFE, asking_for, is_asked_here, me, version_or_404
from feedback.routes.sending import send_off
from feedback.teams import DUTY
from surveys import drafts
from surveys.asking import Asking
from surveys.changing_drafts import AlreadySent, name_council, take_over
from surveys.inviting import kiosk
from surveys.models import FormVersion, Response
from surveys.services import definition_of, start_response
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
    councils, here = reader_names.councils(), kiosk.council_here()
    return {
        "duty": [(PEOPLE[DUTY], None)],
        "councils": [(one.code, council_name(one.name), ", ".join(one.towns)) for one in councils],
        "council_here": next(
            (council_name(one.name) for one in councils if one.code == here), None
        ),
        "lines": first_lines(now()),
        "others": [one for one in drafts.unsent() if is_asked_here(one)],
        "came": _came_from() or drafts.left_at(),
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
    return url_for("tell_questions.ask", form=form, question=page) if known else None


@bp.post("/<form>/now")
@csrf.exempt
@public
def send_at_once(form):
    """One tap: the duty team is told, with what was written on this page's form, if anything was.

    The page's token is not asked for: somebody in danger whose cookie is gone is heard all the
    same. Another site's page can therefore make a browser raise an alert: an anonymous one, as our
    cookie is not sent along. The answer then sets none, which would replace who is signed in here.
    """
    only_reads_at_first()
    version = version_or_404(form) or abort(404)
    if not version.definition.get("urgent"):
        abort(404)
    token = request.form.get("once", "").lstrip(NO_TOKEN)[:64] or drafts.new_token()
    response, held = _what_is_sent(version, token)
    if held is not None:  # what they began by name is found without it
        drafts.hold(form, held)
    only_reads_at_first()
    asking = Asking(response, reader_names.people_for)
    answer = send_off(asking, held)
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        cookie.clear()
        cookie.modified = False
    return answer


def _what_is_sent(version: FormVersion, token: str) -> tuple[Response, str | None]:
    """The response that this tap sends, kept for good, and what this browser holds of it.

    What was written is sent itself, with the number it has, unless they now choose otherwise
    whether their name is on it. The same tap that comes in twice finds the same response.
    """
    form, person = version.form.key, me() if request.form.get("how") == "by_name" else None
    written, there = _written(form), drafts.find_held(token)
    if there is not None and there.version.form.key != form:
        abort(409)
    held, council = drafts.held_for(form), None if person else _council_named()
    itself = there is None and written is not None and written.anonymous is (person is None)
    will_write()
    if itself and council:
        name_council(written, council)
    response = written if itself else _begin_once(version, token, written, person, council)
    session.commit()
    return response, held if itself else token


def _written(form: str) -> Response | None:
    """What the page of this tap said would go with it, as long as it may still be shown. From a
    page that said nothing of it, such as the help page, nothing goes along.
    """
    written = drafts.draft_for(form, however_late=False)
    if written is None or str(written.id) != request.form.get("written"):
        return None
    return written if definition_of(written).urgent else None


def _begin_once(
    version: FormVersion,
    token: str,
    written: Response | None,
    person: YoungPerson | None,
    council: str | None,
) -> Response:
    """What this token stands for, with what was written, if it was not sent in the meantime."""
    if (there := drafts.find_held(token)) is not None:
        return there
    asked = written.version if written else version
    facts = {"token": token, "young_person": person, "council_code": council}
    try:
        with session.begin_nested():
            response = start_response(asked, current_language(), **facts)
            if written is not None:
                take_over(written, response)
            return response
    except AlreadySent:
        return _begin_once(version, token, None, person, council)
    except IntegrityError:
        # A second tap that came in at the same moment: the first one made it.
        return drafts.find_held(token) or abort(409)


def _council_named() -> str | None:
    """The one they picked; otherwise that of the shared tablet they are at, if they are at one."""
    named = request.form.get("council")
    known = named in [council.code for council in reader_names.councils()]
    return named if known else kiosk.council_here()
