"""All questions of a talk on one page, which a tablet keeps for when there is no signal.

It is an ordinary form. With a script, what is typed stays on the tablet, sealed, until it was
acknowledged here; the page itself holds no answer, so what a tablet keeps of it says nothing.
"""

import json

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from markupsafe import Markup

from app.core.assets import SameForEveryone
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import speaking
from app.core.languages import ENGLISH
from app.core.security import requires, signed_in
from app.interviews import sending_later
from app.interviews.beside import AskingBeside
from app.interviews.conduct_forms import HeldForm, read_wall
from app.interviews.models import LISTENERS, ReturnInterview
from app.interviews.routes.tablet import facing_the_child, heard_by_me, page
from surveys.changing_drafts import AlreadySent
from surveys.definition import Given, Question
from surveys.drafts import new_token

bp = Blueprint("no_signal", __name__, url_prefix="/interviews/<int:id>/talk/all")

listens = requires(*LISTENERS)

CARRIED = ("csrf_token", "once", "clock", "waited", "moved")
"""What may be another when the same words are sent again."""


@bp.get("/")
@listens
def show(id):
    with facing_the_child(id) as interview:
        return _page(_asking(interview), interview)


def _asking(interview: ReturnInterview) -> AskingBeside:
    if interview.words is None:
        abort(redirect(url_for("conduct.start", id=interview.id)))
    return AskingBeside(interview.words)


def _page(asking: AskingBeside, interview: ReturnInterview, status: int = 200, problem: str = ""):
    questions = asking.definition.questions
    return page(
        "talk/tablet/all.html",
        status,
        interview=interview,
        asked=[(question, asking.form_among_others(question)) for question in questions],
        rules={question.key: _rules(question) for question in questions},
        held=_held_fields(),
        once=new_token(),
        problem=problem,
    )


def _rules(question: Question) -> str:
    """Its routes as JSON, for the script to follow."""
    return json.dumps([{"go": rule.go, "when": sorted(rule.when)} for rule in question.rules])


def _held_fields() -> Markup:
    """What the adult fills in, in English."""
    with speaking(ENGLISH):
        form = HeldForm(meta={"csrf": False})
        return Markup(render_template("talk/tablet/held_part.html", form=form))


@bp.post("/")
@listens
def receive(id):
    """What was typed, in one sending; the same again changes nothing."""
    with facing_the_child(id) as interview:
        asking = _asking(interview)
        try:
            sending_later.receive(interview, signed_in(), _kept(asking))
        except (sending_later.OtherWords, AlreadySent) as problem:
            session.rollback()
            return _refused(asking, interview, problem)
        session.commit()
        return _acknowledged(_onwards(interview))


def _kept(asking: AskingBeside) -> sending_later.Kept:
    held_form, questions = HeldForm(meta={"csrf": False}), asking.definition.questions
    posted = request.form.items(multi=True)
    return sending_later.Kept(
        once=_once(),
        posted=[pair for pair in posted if pair[0] not in CARRIED],
        answers={question.key: _given(asking, question) for question in questions},
        clock=read_wall(request.form.get("clock", "")),
        held=held_form.held() if held_form.validate() else None,
        waited=request.form.get("waited") == "yes",
        moved=request.form.get("moved", 0, sending_later.seconds_said),
    )


def _once() -> str:
    """The key the tablet made for this sending; without a script, one that is new."""
    return request.form.get("once", "")[:64] or new_token()


def _given(asking: AskingBeside, question: Question) -> Given:
    """The answer; of one that will not do, what can be kept. The child reads it back later."""
    form = asking.form_among_others(question)
    form.validate()
    return asking.what_can_be_kept(question, form)


def _onwards(interview: ReturnInterview) -> str:
    if request.form.get("do") == "not_safe":
        return url_for("conduct.not_safe", id=interview.id)
    if not interview.child_took_part:
        return url_for("after_talk.held", id=interview.id)
    return url_for("tablet_words.show", id=interview.id)


def _acknowledged(onwards: str) -> Response:
    return jsonify(next=onwards) if _is_script() else redirect(onwards, 303)


def _is_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _refused(asking: AskingBeside, interview: ReturnInterview, problem: Exception) -> Response:
    words = (
        _("This was sent before, with other words. Those stay as they are. Send this as well?")
        if isinstance(problem, sending_later.OtherWords)
        else _("The child has agreed to their words already. They stay as they are.")
    )
    if _is_script():
        return make_response(jsonify(problem=words), 409)
    if isinstance(problem, AlreadySent):
        flash(words)
        return redirect(url_for("after_talk.done", id=interview.id))
    return _page(asking, interview, 409, words)


@bp.post("/not-safe")
@listens
def take_tap(id):
    """The child does not feel safe. It comes by itself, ahead of anything else that waits."""
    with facing_the_child(id) as interview:
        asking = _asking(interview)
        about = [one for one in asking.definition.questions if one.purpose == "about"]
        named = {question.key: _given(asking, question) for question in about}
        sending_later.take_tap(interview, signed_in(), _once(), named)
        session.commit()
        return _acknowledged(url_for("conduct.not_safe", id=id))


@bp.get("/worker.js")
@listens
def worker(id):
    """What answers for this page when there is no signal."""
    heard_by_me(id)
    script = current_app.extensions["assets"]["talk_worker.js"]
    return SameForEveryone(script.plain, content_type=script.type)
