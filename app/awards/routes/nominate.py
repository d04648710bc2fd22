"""Nominating: what is open today, one question a page, looking it over, and thank you."""

from flask import Blueprint, Flask, abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from app.awards import judging, nominating, rounds, says, steps, subjects
from app.awards.models import AwardRound
from app.awards.rounds import council_of
from app.core.db import get_or_404, only_reads_at_first, session
from app.core.forms import EmptyForm
from app.core.i18n import current_language
from app.core.permissions import Permission
from app.core.security import public, signed_in
from app.people.models import YoungPerson
from app.people.teams import record_of
from surveys import drafts
from surveys.asking import Asking
from surveys.changing_drafts import AlreadySent
from surveys.definition import Question

bp = Blueprint("awards", __name__, url_prefix="/awards")
NOT_SAFE = "/tell/not_safe/"


def init_app(_app: Flask) -> None:
    """The duty desk can open what a nomination said."""
    subjects.register()


@bp.get("/")
@public
def index():
    """What one can be nominated for today, and what is about the young person who is here."""
    account = signed_in()
    person = record_of(account) if account and account.is_young_person else None
    return render_template(
        "awards/index.html",
        account=account,
        person=person,
        rounds=rounds.rounds_for(council_of(person)) if account else [],
        time_left=rounds.time_left,
        mine=says.asked_of(account) if person else [],
        steps=steps.asked_of(account) if person else [],
        judges=bool(account and judging.cards_for(account)),
    )


def round_or_404(code: str) -> AwardRound:
    return rounds.round_with(code) or abort(404)


def asking_in(row: AwardRound) -> Asking | None:
    """What this browser is answering in this round."""
    response = drafts.draft_for(rounds.form_key(row))
    return Asking(response) if response else None


@bp.get("/with/<code>")
@public
def before(code):
    """What it is for, who sees it, and how long there still is."""
    return _before_page(round_or_404(code))


def _before_page(row: AwardRound, status: int = 200):
    asking, account = asking_in(row), signed_in()
    begun = asking is not None and asking.response.sent_on is None
    page = render_template(
        "awards/before.html",
        round=row,
        is_open=rounds.is_open(row),
        time_left=rounds.time_left(row),
        begun=begun,
        people=_works_with(account),
        account=account,
        form=EmptyForm(formdata=None),
    )
    return page, status


def _works_with(account) -> list[YoungPerson]:
    if account is None or not account.may(Permission.AWARD_NOMINATE):
        return []
    people = session.scalars(YoungPerson.visible_to(account)).unique()
    return sorted(people, key=lambda one: one.known_as or "")


@bp.post("/with/<code>")
@public
def begin(code):
    row, account = round_or_404(code), signed_in()
    if not rounds.is_open(row):
        return _before_page(row, 422)
    token = drafts.new_token()
    drafts.hold(rounds.form_key(row), token)
    chosen = _chosen(account)
    nominating.begin(row, current_language(), token=token, account=account, chosen=chosen)
    session.commit()
    first = "category" if chosen else "who"
    return redirect(url_for(".ask", code=code, question=first))


def _chosen(account) -> YoungPerson | None:
    """Whom a worker picked from those they work with; None for somebody else."""
    number = request.form.get("person", 0, int)
    if not 0 < number < 2**63 or account is None or not account.may(Permission.AWARD_NOMINATE):
        return None
    return get_or_404(YoungPerson.visible_to(account).where(YoungPerson.id == number))


@bp.get("/with/<code>/<question>")
@public
def ask(code, question):
    row = round_or_404(code)
    asking = asking_in(row)
    if asking is None:
        return redirect(url_for(".before", code=code))
    if asking.response.sent_on:
        return redirect(url_for("award_sending.sent", code=code))
    asked = asking.definition.question(question) or abort(404)
    return _question_page(row, asking, asked, asking.form(asked))


def _question_page(
    row: AwardRound, asking: Asking, asked: Question, filled: FlaskForm, status: int = 200
):
    page = render_template(
        "awards/ask.html",
        round=row,
        asking=asking,
        question=asked,
        filled=filled,
        place=asking.place(asked.key),
        then=request.values.get("then", ""),
    )
    return page, status


@bp.post("/with/<code>/<question>")
@public
def answer(code, question):
    only_reads_at_first()
    row = round_or_404(code)
    asking = asking_in(row) or _began_again(row)
    asked = asking.definition.question(question) or abort(404)
    filled, way = asking.form(asked), request.form.get("do", "next")
    try:
        if not asking.keep(asked, filled, way):
            return _question_page(row, asking, asked, filled, 422)
    except AlreadySent:
        return redirect(url_for("award_sending.sent", code=code))
    session.commit()
    return redirect(_onwards(code, asking, question, way))


def _began_again(row: AwardRound) -> Asking:
    """The cookie is gone with the answers before, but not what was typed just now."""
    key = rounds.form_key(row)
    if drafts.is_somebody_elses(key):
        abort(401)
    token = drafts.new_token()
    drafts.hold(key, token)
    begun = nominating.begin(row, current_language(), token=token, account=signed_in())
    return Asking(begun.response)


def _onwards(code: str, asking: Asking, key: str, way: str) -> str:
    if way == "not_safe":
        drafts.leave(asking.response, url_for(".ask", code=code, question=key))
        return NOT_SAFE
    if way == "back":
        back = asking.previous(key)
        return url_for(".ask", code=code, question=back) if back else url_for(".before", code=code)
    following = None if request.form.get("then") == "check" else asking.next(key)
    if following is None:
        return url_for("award_sending.check", code=code)
    return url_for(".ask", code=code, question=following)
