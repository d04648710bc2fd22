"""Telling us something: one question a page."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from app.core.db import only_reads_at_first, session
from app.core.i18n import gettext as _
from app.core.security import public
from feedback import beginnings, reader_names
from feedback.routes import not_safe, sent
from feedback.routes.answering import (
    asking_for,
    begun_or_before,
    is_outdated,
    version_or_404,
)
from feedback.routes.answering import begin as begin_draft
from feedback.routes.sending import send_off
from surveys import drafts
from surveys.asking import HELP, LANGUAGE, NOT_SAFE, STILL_THERE, Asking
from surveys.changing_drafts import AlreadySent
from surveys.definition import Question
from surveys.inviting import kiosk

bp = Blueprint("tell_questions", __name__, url_prefix="/tell")

SEND_NOW = "send_now"
"""On an urgent form: what is on this page is kept, and all of it is sent as it is."""


def _question(asking: Asking, key: str) -> Question:
    return asking.definition.question(key) or abort(404)


@bp.get("/<form>/<question>")
@public
def ask(form, question):
    asking = begun_or_before(form)
    if asking.response.sent_on:
        return sent.already_sent(asking.response)
    asked = beginnings.together(asking.definition, _question(asking, question))[0]
    return _page(asking, asked, asking.form(asked, beginnings.proposed(asking.response, asked)))


def _others(asking: Asking, asked: Question) -> list[tuple[Question, FlaskForm]]:
    """What stands on the same page after the question asked, filled from what was sent or kept."""
    found = []
    for one in beginnings.together(asking.definition, asked)[1:]:
        filled = asking.form_among_others(one)
        if request.method != "POST":
            filled.process(formdata=None, data={"answer": asking.given(one.key)})
        found.append((one, filled))
    return found


def _page(
    asking: Asking,
    asked: Question,
    filled: FlaskForm,
    status: int = 200,
    others: list[tuple[Question, FlaskForm]] | None = None,
):
    page = render_template(
        "tell/ask.html",
        form=asking.definition.key,
        asking=asking,
        question=asked,
        filled=filled,
        others=_others(asking, asked) if others is None else others,
        place=asking.place(asked.key),
        then=request.values.get("then", ""),
        back_again=request.method == "GET" and "again" in request.args,
        outdated=is_outdated(asking.response),
    )
    return page, status


@bp.post("/<form>/<question>")
@public
def answer(form, question):
    only_reads_at_first()
    asking = asking_for(form)
    if asking is None:
        return _begin_again(form, question)
    asked = _question(asking, question)
    filled, way = asking.form(asked), request.form.get("do", "next")
    others = _others(asking, asked)
    try:
        at_once = way == SEND_NOW and asking.definition.urgent
        keep_as = NOT_SAFE if at_once else way
        kept = [asking.keep(one, sent_in, keep_as) for one, sent_in in ((asked, filled), *others)]
        if not all(kept):
            session.commit()
            return _page(asking, asked, filled, 422, others)
    except AlreadySent:
        same = filled.validate() and filled.answer.given == asking.given(question)
        if same:
            return redirect(url_for("sent.show"))
        return sent.already_sent(asking.response, filled.answer.typed_words, other=True)
    stopped_at = question if way == "later" else None
    if asking.response.stopped_at != stopped_at:
        asking.response.stopped_at = stopped_at
    session.commit()
    if at_once:
        only_reads_at_first()
        return send_off(asking, drafts.held_for(form))
    last = others[-1][0].key if others else question
    goes_on = way not in ("back", HELP) and not way.startswith(LANGUAGE)
    return redirect(_onwards(asking, last if goes_on else question, way))


def _begin_again(form: str, key: str):
    """The answers before this one are out of reach (the cookie is gone), but not these words.

    What was begun by name is never gone on with anonymously: the page that asks them to sign in
    again keeps the words.
    """
    if drafts.is_somebody_elses(form) or request.form.get("how") == "by_name":
        abort(401)
    version = version_or_404(form) or abort(410)
    asking = Asking(begin_draft(version, by_name=False), reader_names.people_for)
    asked = _question(asking, key)
    if request.form.get("do") == "not_safe":
        asking.save_anyhow(asked, asking.form(asked))
        session.commit()
        return redirect(_onwards(asking, key, "not_safe"))
    if request.form.get("do") == SEND_NOW and asking.definition.urgent:
        asking.save_anyhow(asked, asking.form(asked))
        session.commit()
        only_reads_at_first()
        return send_off(asking, drafts.held_for(form))
    filled = asking.form(asked)
    filled.validate()
    filled.form_errors.append(
        _("This page was open for a long time, so we had to start again. What you wrote is here.")
    )
    session.commit()
    return _page(asking, asked, filled, 422)


def _onwards(asking: Asking, key: str, way: str) -> str:
    """Where a button leads once the answer is kept."""
    form = asking.definition.key
    if way == NOT_SAFE:
        return not_safe.page_from(form, key)
    if way == HELP:
        drafts.leave(asking.response, url_for(".ask", form=form, question=key))
        return url_for("help.show")
    if way == STILL_THERE:
        return kiosk.asks_at(kept="all")
    if way.startswith(LANGUAGE):
        then, language = request.form.get("then"), way.removeprefix(LANGUAGE)
        return url_for(".ask", form=form, question=key, then=then or None, lang=language)
    if way == "later":
        return url_for("sending.saved", form=form)
    if way == "back":
        back = asking.previous(key)
        return (
            url_for(".ask", form=form, question=back) if back else url_for("tell.before", form=form)
        )
    following = None if request.form.get("then") == "check" else asking.next(key)
    if following is None:
        return url_for("sending.check", form=form)
    return url_for(".ask", form=form, question=following)
