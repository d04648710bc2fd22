"""Looking a nomination over, sending it, and thank you."""

from flask import Blueprint, abort, redirect, render_template, request, url_for

from app.awards import nominating, rounds
from app.awards.models import AwardRound, Nomination
from app.awards.routes.nominate import asking_in, round_or_404
from app.core.db import only_reads_at_first, session, will_write
from app.core.forms import EmptyForm
from app.core.security import public, signed_in
from app.core.throttle import TooMany
from surveys.asking import Asking
from surveys.sending import AnswersChanged, NotReady, OtherWords

bp = Blueprint("award_sending", __name__, url_prefix="/awards")


def _nomination(asking: Asking) -> Nomination:
    return nominating.nomination_of(asking.response) or abort(404)


@bp.get("/with/<code>/check")
@public
def check(code):
    row = round_or_404(code)
    asking = asking_in(row)
    if asking is None:
        return redirect(url_for("awards.before", code=code))
    if asking.response.sent_on:
        return redirect(url_for(".sent", code=code))
    return _check_page(row, asking)


def _check_page(row: AwardRound, asking: Asking, status: int = 200, **told: bool):
    """What there is to send. `told`: changed, nobody, waits; why it was not sent."""
    page = render_template(
        "awards/check.html",
        round=row,
        asking=asking,
        rows=asking.rows(),
        problems=[(f"row-{key}", words) for key, words in asking.problems()],
        time_left=rounds.time_left(row),
        is_open=rounds.is_open(row),
        form=EmptyForm(formdata=None),
        **told,
    )
    return page, status


@bp.post("/with/<code>/check")
@public
def send(code):
    only_reads_at_first()
    row = round_or_404(code)
    asking = asking_in(row)
    if asking is None:
        return redirect(url_for("awards.before", code=code))
    account = _behind(asking)
    will_write()
    try:
        flooded = nominating.comes_in_a_flood(row, account)
        nominating.nominate(_nomination(asking), request.form.get("answers", ""), flooded)
    except (AnswersChanged, NotReady, TooMany) as problem:
        session.rollback()
        return _not_sent(code, problem)
    except OtherWords:
        session.rollback()
        return redirect(url_for(".sent", code=code))
    session.commit()
    return redirect(url_for(".sent", code=code))


def _behind(asking: Asking):
    """The account that nominates, or None for the open link."""
    return None if _nomination(asking).by_link else signed_in()


def _not_sent(code: str, problem: Exception):
    row = round_or_404(code)
    asking = asking_in(row) or abort(404)
    nobody = isinstance(problem, nominating.NobodyNamed) or asking.nothing_said
    if isinstance(problem, AnswersChanged):
        return _check_page(row, asking, 409, changed=True)
    if isinstance(problem, TooMany):
        return _check_page(row, asking, 429, waits=True)
    return _check_page(row, asking, 422, nobody=nobody)


@bp.get("/with/<code>/sent")
@public
def sent(code):
    """Thank you; and another one, if they like."""
    row = round_or_404(code)
    asking = asking_in(row)
    if asking is None or not asking.response.sent_on:
        return redirect(url_for("awards.before", code=code))
    return render_template(
        "awards/sent.html",
        round=row,
        definition=asking.definition,
        is_open=rounds.is_open(row),
        time_left=rounds.time_left(row),
    )
