"""Telling us something: choosing what, by name or anonymously, and one question a page."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from app.core.db import only_reads_at_first, session
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import public, requires, signed_in
from feedback import beginnings, promises, reader_names, statements, taps
from feedback.routes import not_safe, sent
from feedback.routes.answering import (
    asking_for,
    is_asked_here,
    is_outdated,
    me,
    version_or_404,
)
from feedback.routes.answering import begin as begin_draft
from feedback.routes.sending import send_off
from surveys import drafts
from surveys.abouts import about
from surveys.asking import HELP, LANGUAGE, NOT_SAFE, Asking
from surveys.definition import Definition, Question, build
from surveys.services import AlreadySent, drafts_of

bp = Blueprint("tell", __name__, url_prefix="/tell")

SEND_NOW = "send_now"
"""On an urgent form: what is on this page is kept, and all of it is sent as it is."""


@bp.get("/")
@public
def index():
    """The cards, and what was begun and not sent."""
    account = signed_in()
    by_name = drafts_of(account) if account and account.is_young_person else []
    begun = [one for one in (*by_name, *drafts.unsent()) if is_asked_here(one)]
    return render_template("tell/index.html", cards=statements.cards(), begun=begun)


@bp.get("/<form>/")
@public
def before(form):
    """Before anything is typed: who will read it, by when, and by name or not."""
    version, asking = version_or_404(form), asking_for(form)
    just_sent = False
    if asking and asking.response.sent_on:
        just_sent, asking = sent.is_shown(asking.response), None
    if version is None:
        page = render_template("tell/withdrawn.html", form=form, asking=asking)
        return page, 200 if asking else 410
    definition, person = build(version.definition), me()
    counted = taps.may_be_counted(definition)
    return render_template(
        "tell/not_safe.html" if definition.urgent else "tell/before.html",
        form=form,
        definition=definition,
        me=person,
        team=reader_names.named_team_of_a_check() if counted else reader_names.named_team(person),
        counted=counted,
        asking=asking,
        just_sent=just_sent,
        page=about(_about()),
        about=_about(),
        start=_start(definition),
        promise=promises.promise(person.council_code if person else None),
        button_form=FlaskForm(formdata=None),
        once=drafts.new_token(),
        **(not_safe.facts() if definition.urgent else {}),
    )


def _about() -> str | None:
    """The code of the page they came from, if there is such a page."""
    code = request.values.get("about")
    return code if about(code) else None


@bp.post("/<form>/")
@public
def begin(form):
    version = version_or_404(form)
    if version is None:
        return redirect(url_for(".before", form=form))
    by_name = request.form.get("how") == "by_name"
    if by_name and me() is None:
        abort(401)
    begin_draft(version, by_name=by_name, about=_about())
    session.commit()
    definition = build(version.definition)
    first = _start(definition) or definition.questions[0].key
    return redirect(url_for(".ask", form=form, question=first))


def _start(definition: Definition) -> str | None:
    """The question they came for, such as that of the promise they were reading about."""
    key = request.values.get("start", "")
    return key if definition.question(key) is not None else None


@bp.get("/resume/<int:id>")
@requires(Permission.OWN_MESSAGES)
def resume(id):
    """A young person goes on with what they began by name, in the language they began it in."""
    response = next((one for one in drafts_of(signed_in()) if one.id == id), None)
    if response is None or not is_asked_here(response):
        abort(404)
    drafts.hold_by_id(response)
    return redirect(statements.goes_on_at(response))


@bp.get("/<form>/go-on")
@public
def go_on(form):
    """To where they stopped, in what this browser holds of this form."""
    asking = asking_for(form)
    if asking is None or asking.response.sent_on:
        version_or_404(form)
        return redirect(url_for(".before", form=form))
    return redirect(statements.goes_on_at(asking.response))


def _question(asking: Asking, key: str) -> Question:
    return asking.definition.question(key) or abort(404)


@bp.get("/<form>/<question>")
@public
def ask(form, question):
    asking = asking_for(form)
    if asking is None:
        version_or_404(form)
        return redirect(url_for(".before", form=form))
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
        return url_for("help.show")
    if way.startswith(LANGUAGE):
        then, language = request.form.get("then"), way.removeprefix(LANGUAGE)
        return url_for(".ask", form=form, question=key, then=then or None, lang=language)
    if way == "later":
        return url_for("sending.saved", form=form)
    if way == "back":
        back = asking.previous(key)
        return url_for(".ask", form=form, question=back) if back else url_for(".before", form=form)
    following = None if request.form.get("then") == "check" else asking.next(key)
    if following is None:
        return url_for("sending.check", form=form)
    return url_for(".ask", form=form, question=following)
