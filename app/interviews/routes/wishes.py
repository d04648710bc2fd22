"""How a child would like to talk, one question a screen; they can change it until the day."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from app.core.db import session
from app.core.forms import EmptyForm
from app.core.i18n import current_language
from app.core.i18n import gettext as _
from app.core.security import public
from app.interviews import talking, wishes
from app.interviews.keeping import asking_of, keep
from app.interviews.models import ReturnInterview
from app.interviews.routes import door
from surveys.asking import Asking
from surveys.definition import Given, Question

bp = Blueprint("talk_wishes", __name__, url_prefix="/talk/<int:id>/wishes")


@bp.get("/")
@public
def start(id):
    interview = _choosing(id)
    return render_template(
        "talk/wishes_start.html", interview=interview, button_form=EmptyForm(formdata=None)
    )


@bp.post("/")
@public
def begin(id):
    interview = _choosing(id)
    asking = asking_of(wishes.begin(interview, str(current_language())))
    session.commit()
    return redirect(url_for(".ask", id=id, question=asking.definition.keys[0]))


def _choosing(id: int) -> ReturnInterview:
    """The interview, while there is still something to choose."""
    interview = door.mine(id)
    if talking.stage_of(interview) != talking.TO_TALK:
        abort(redirect(url_for("talk.show", id=id)))
    return interview


def _asked(id: int, key: str) -> tuple[ReturnInterview, Asking, Question]:
    interview = _choosing(id)
    if interview.wishes is None:
        abort(redirect(url_for(".start", id=id)))
    asking = asking_of(interview.wishes, not_with=door.given_by(interview))
    return interview, asking, asking.definition.question(key) or abort(404)


@bp.get("/<question>")
@public
def ask(id, question):
    interview, asking, asked = _asked(id, question)
    form = asking.form(asked)
    hidden = _is_not_shown(asked)
    if hidden:
        form.answer.data = None
    return _page(interview, asking, asked, form, hidden=hidden)


def _is_not_shown(asked: Question) -> bool:
    """True also where nothing was answered: whoever has the code does not learn if it was."""
    return door.is_by_door() and not wishes.is_shown_by_a_door(asked)


def _page(
    interview: ReturnInterview,
    asking: Asking,
    asked: Question,
    form: FlaskForm,
    status: int = 200,
    hidden: bool = False,
):
    page = render_template(
        "talk/ask.html",
        interview=interview,
        address=url_for(".answer", id=interview.id, question=asked.key),
        question=asked,
        filled=form,
        hidden=hidden,
        place=asking.place(asked.key),
        then=request.values.get("then", ""),
    )
    return page, status


@bp.post("/<question>")
@public
def answer(id, question):
    interview, asking, asked = _asked(id, question)
    form, way = asking.form(asked), request.form.get("do", "next")
    if way == "skip":
        keep(interview, asking, asked, Given(), only_adds=door.is_by_door())
    elif not form.validate():
        return _page(interview, asking, asked, form, 422)
    elif not (form.answer.given.skipped and _is_not_shown(asked)):
        keep(interview, asking, asked, form.answer.given, only_adds=door.is_by_door())
        if asked.purpose == "listener":
            wishes.ask_whom_they_chose(interview, by_code_of=door.given_by(interview))
        if asked.purpose == "about":
            wishes.take_from_whom_they_named(interview)
    session.commit()
    return redirect(_onwards(id, asking, question, way))


def _onwards(id: int, asking: Asking, key: str, way: str) -> str:
    if way == "not_safe":
        return url_for("talk_door.not_safe", id=id)
    if way == "back":
        back = asking.previous(key)
        return url_for(".ask", id=id, question=back) if back else url_for(".start", id=id)
    listed = request.form.get("then") == "list"
    following = asking.next(key)
    if listed and not _follows_from_it(asking, key, following):
        following = None
    if following is None:
        # NOTE: Said to a child who has said how they would like to talk. Warm.
        flash(_("Thank you. We will try to do it the way you like. You can still change it."))
        return url_for("talk.show", id=id)
    more = {"then": "list"} if listed else {}
    return url_for(".ask", id=id, question=following, **more)


def _follows_from_it(asking: Asking, key: str, following: str | None) -> bool:
    """True if this answer leads to a question that nobody has answered yet: who it is, if it is
    somebody they know.
    """
    if following is None or not asking.given(following).skipped:
        return False
    said, rules = asking.given(key).choices, asking.definition.question(key).rules
    return any(rule.go == following and set(rule.when).intersection(said) for rule in rules)
