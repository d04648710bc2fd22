"""Talking with a child: one question a page on a tablet."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from app.core.db import session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.security import requires, signed_in
from app.interviews import conducting, danger, wishes
from app.interviews.beside import AskingBeside
from app.interviews.conduct_forms import LanguageForm
from app.interviews.keeping import keep
from app.interviews.models import LISTENERS, ReturnInterview
from app.interviews.routes.tablet import (
    facing_the_child,
    heard_by_me,
    page,
    reading_with_the_child,
)
from app.interviews.routes.talk_door import not_safe_facts
from surveys.changing_drafts import AlreadySent
from surveys.definition import Given, Question

bp = Blueprint("conduct", __name__, url_prefix="/interviews/<int:id>/talk")

listens = requires(*LISTENERS)


@bp.get("/")
@listens
def start(id):
    """What the child would like, and the way into the questions."""
    will_write()
    return _start_page(heard_by_me(id))


def _start_page(interview: ReturnInterview, form: LanguageForm | None = None, status: int = 200):
    if form is None:
        form = LanguageForm(interview.language, formdata=None)
    page = render_template(
        "talk/tablet/start.html",
        interview=interview,
        young_person=interview.episode.young_person,
        wishes=wishes.wishes_for(signed_in(), interview),
        form=form,
        button_form=EmptyForm(formdata=None),
    )
    session.commit()
    return page, status


@bp.post("/")
@listens
def begin(id):
    interview = heard_by_me(id)
    form = LanguageForm(interview.language)
    if not form.validate_on_submit():
        return _start_page(interview, form, 422)
    conducting.begin(interview, signed_in(), form.language.data)
    session.commit()
    if request.form.get("do") == "all":
        return redirect(url_for("no_signal.show", id=id))
    return redirect(url_for(".before", id=id))


@bp.get("/before")
@listens
def before(id):
    """What the child reads first: who will know what."""
    with facing_the_child(id) as interview:
        first = _first(interview)
        return page("talk/tablet/before.html", interview=interview, first=first)


def _first(interview: ReturnInterview) -> str:
    return _asking(interview).definition.keys[0]


def _asking(interview: ReturnInterview) -> AskingBeside:
    if interview.words is None:
        abort(redirect(url_for(".start", id=interview.id)))
    return AskingBeside(interview.words)


@bp.get("/ask/<question>")
@listens
def ask(id, question):
    with reading_with_the_child(id) as interview:
        asking = _asking(interview)
        asked = asking.definition.question(question) or abort(404)
        return _question_page(interview, asking, asked, asking.form(asked))


def _question_page(
    interview: ReturnInterview,
    asking: AskingBeside,
    asked: Question,
    form: FlaskForm,
    status: int = 200,
):
    return page(
        "talk/tablet/ask.html",
        status,
        interview=interview,
        question=asked,
        filled=form,
        place=asking.place(asked.key),
    )


@bp.post("/ask/<question>")
@listens
def answer(id, question):
    with reading_with_the_child(id) as interview:
        asking = _asking(interview)
        asked = asking.definition.question(question) or abort(404)
        form, way = asking.form(asked), request.form.get("do", "next")
        given = Given() if way == "skip" else None
        if given is None:
            if not form.validate():
                return _question_page(interview, asking, asked, form, 422)
            given = form.answer.given
        try:
            keep(interview, asking, asked, given)
        except AlreadySent:
            flash(_("The child has agreed to their words already. They stay as they are."))
            return redirect(url_for("after_talk.done", id=id))
        session.commit()
        return redirect(_onwards(interview, asking, question, way))


def _onwards(interview: ReturnInterview, asking: AskingBeside, key: str, way: str) -> str:
    if way == "not_safe":
        return url_for(".not_safe", id=interview.id)
    if way == "stop":
        return url_for("after_talk.held", id=interview.id)
    step = asking.previous(key) if way == "back" else asking.next(key)
    if step is None:
        return url_for(".before" if way == "back" else "after_talk.held", id=interview.id)
    return url_for(".ask", id=interview.id, question=step)


@bp.get("/not-safe")
@listens
def not_safe(id):
    with facing_the_child(id) as interview:
        tell, back = url_for(".tell_duty", id=id), url_for(".before", id=id)
        return page("talk/not_safe.html", **not_safe_facts(interview, tell, back))


@bp.post("/not-safe")
@listens
def tell_duty(id):
    interview = heard_by_me(id)
    if EmptyForm().validate_on_submit():
        danger.not_safe(interview)
        session.commit()
    return redirect(url_for(".not_safe", id=id))
