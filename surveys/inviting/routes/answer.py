"""Answering a survey: what it is, who reads it, and one question a page."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from app.core.db import only_reads_at_first, session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import current_language
from app.core.security import public, signed_in
from surveys import drafts
from surveys.alerting import answers_that_tell
from surveys.asking import Asking
from surveys.changing_drafts import AlreadySent
from surveys.definition import Question
from surveys.inviting import answering, kiosk, once
from surveys.inviting.finding import Asked, Link
from surveys.inviting.routes.answering import (
    ITS_AGES,
    asked_or_404,
    asking_in,
    begun_in,
    code_here,
    facts,
    forget_old_code,
    link_or_404,
    remember,
    sent_from_here,
    speak,
    title_of,
    who_is_here,
)
from surveys.inviting.routes.onwards import goes_on_at, onwards
from surveys.inviting.texts import AGE_NAMES
from surveys.models import FormVersion
from surveys.survey_words import wording_of, wording_of_question

bp = Blueprint("survey_answers", __name__, url_prefix="/surveys")


@bp.get("/<link>/")
@public
def before(link):
    """Before anything is typed: what it is, who reads it, that nobody knows who they are."""
    here = link_or_404(link)
    if kiosk.is_kiosk() and here.is_open:
        kiosk_forgets()
    remember(here)
    forget_old_code(here)
    if not here.is_open:
        return _closed(here)
    return render_template(
        "surveys/answering/before.html",
        **facts(here),
        definition=title_of(here),
        ages=[(code, AGE_NAMES[code]) for code in here.asked],
        begun={code: goes_on_at(here, code, one) for code, one in begun_in(here).items()},
        age_names=AGE_NAMES,
        answered=once.has_answered(here.survey.id, who_is_here(here)),
        with_code=code_here(here) is not None,
        sent_before=not (who_is_here(here) or code_here(here)) and sent_from_here(here),
        account=signed_in(),
        wording=wording_of(title_of(here)),
        form=EmptyForm(formdata=None),
    )


def kiosk_forgets() -> None:
    """Whoever comes to the first page of a shared tablet is somebody else."""
    if drafts.unsent():
        will_write()
    kiosk.forget_everything()
    session.commit()


def _closed(link: Link):
    """Not yet, or not any more: what was typed is still here to be read."""
    begun = [speak(asking) for asking in begun_in(link).values()]
    page = render_template(
        "surveys/answering/closed.html",
        **facts(link),
        definition=title_of(link),
        early=link.state == "early",
        typed=[row for asking in begun for row in asking.rows() if row.lines],
    )
    return page, 200 if link.state == "early" else 410


@bp.post("/<link>/")
@public
def begin(link):
    here = link_or_404(link)
    if not here.is_open:
        return redirect(url_for(".before", link=link))
    ages = request.form.get("ages", "")
    form = asked_or_404(here, ages)
    there = begun_in(here).get(ages)
    if there is not None and request.form.get("do") != "again":
        return redirect(goes_on_at(here, ages, there))
    asking = _start(here, form)
    session.commit()
    first = asking.definition.keys[0]
    return redirect(url_for(".ask", link=link, ages=ages, question=first))


def _start(link: Link, asked: Asked) -> Asking:
    token = drafts.new_token()
    drafts.hold(asked.form_key, token)
    return _begin(link, asked, token)


def _begin(link: Link, asked: Asked, token: str) -> Asking:
    version = session.get_one(FormVersion, asked.version_id)
    return Asking(answering.begin(version, link, current_language(), token))


@bp.get(f"{ITS_AGES}/<question>")
@public
def ask(link, ages, question):
    here = link_or_404(link)
    asking = asking_in(asked_or_404(here, ages))
    if asking is None or not here.is_open:
        return redirect(url_for(".before", link=link))
    if asking.response.sent_on:
        return redirect(url_for("survey_sending.sent", link=link, ages=ages))
    asked = speak(asking).definition.question(question) or abort(404)
    return _page(here, ages, asking, asked, asking.form(asked))


def _page(
    link: Link, ages: str, asking: Asking, asked: Question, filled: FlaskForm, status: int = 200
):
    page = render_template(
        "surveys/answering/ask.html",
        **facts(link),
        ages=ages,
        asking=asking,
        question=asked,
        told_of=answers_that_tell(asked),
        filled=filled,
        place=asking.place(asked.key),
        then=request.values.get("then", ""),
        wording=wording_of_question(asked),
    )
    return page, status


@bp.post(f"{ITS_AGES}/<question>")
@public
def answer(link, ages, question):
    only_reads_at_first()
    here = link_or_404(link)
    form = asked_or_404(here, ages)
    asking = asking_in(form)
    if asking is None and not here.is_open:
        return _closed_with_words(here, form, question)
    asking = asking or _start(here, form)
    asked = asking.definition.question(question) or abort(404)
    filled, way = asking.form(asked), request.form.get("do", "next")
    try:
        if not asking.keep(asked, filled, way):
            session.commit()
            asked = speak(asking).definition.question(question)
            return _page(here, ages, asking, asked, _again(asking, asked, filled), 422)
    except AlreadySent:
        return redirect(url_for("survey_sending.sent", link=link, ages=ages))
    session.commit()
    return redirect(onwards(here, ages, asking, question, way))


def _again(asking: Asking, asked: Question, filled: FlaskForm) -> FlaskForm:
    """The same form with its options in the language of the page."""
    made = asking.form(asked)
    made.validate()
    made.answer.errors = filled.answer.errors
    return made


def _closed_with_words(link: Link, form: Asked, question: str):
    """Somebody sends a page of a survey that is over, and the cookie is gone: their words stay."""
    asking = _begin(link, form, drafts.new_token())
    asked = speak(asking).definition.question(question) or abort(404)
    filled = asking.form(asked)
    asking.save_anyhow(asked, filled)
    rows = [row for row in asking.rows() if row.lines]
    session.rollback()
    known = {"definition": asking.definition, "early": link.state == "early", "typed": rows}
    return render_template("surveys/answering/closed.html", **facts(link), **known), 410
