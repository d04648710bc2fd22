"""Telling us something: choosing what, by name or anonymously, and going on with what was begun."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from app.core.db import session
from app.core.permissions import Permission
from app.core.security import public, requires, signed_in
from feedback import promises, reader_names, statements, taps
from feedback.routes import not_safe, sent
from feedback.routes.answering import (
    asking_for,
    is_asked_here,
    me,
    version_or_404,
)
from feedback.routes.answering import begin as begin_draft
from surveys import drafts
from surveys.abouts import about
from surveys.definition import Definition, build
from surveys.inviting import kiosk
from surveys.services import drafts_of

bp = Blueprint("tell", __name__, url_prefix="/tell")


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
        promise=promises.promise(person.council_code if person else kiosk.council_here()),
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
    return redirect(url_for("tell_questions.ask", form=form, question=first))


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
