"""Arranging a talk: who is asked to listen, and what was agreed about when, where and how. What the
child would like stands beside it.
"""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from flask_wtf import FlaskForm

from app.core.db import session, will_write
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.interviews import listening, wishes
from app.interviews.conflicts import TakenOn
from app.interviews.episodes import keeps_register
from app.interviews.listening_forms import ListenerForm
from app.interviews.models import LISTENERS, ReturnInterview
from app.interviews.offer_forms import PlanForm
from app.interviews.routes.finding import visible

bp = Blueprint("arranging", __name__, url_prefix="/interviews")

may_ask = requires(Permission.EPISODES_MANAGE)
may_plan = requires(*LISTENERS, Permission.EPISODES_MANAGE)


@bp.get("/<int:id>/listener")
@may_ask
def choose(id):
    will_write()
    interview = _kept(id)
    return _listener_page(
        interview, ListenerForm(listening.possible_listeners(interview), formdata=None)
    )


@bp.post("/<int:id>/listener")
@may_ask
def ask(id):
    interview = _kept(id)
    form = ListenerForm(listening.possible_listeners(interview))
    if not form.validate_on_submit():
        return _listener_page(interview, form, 422)
    chosen = form.listeners[form.listener.data]
    try:
        listening.ask_to_listen(interview, chosen, signed_in())
    except TakenOn:
        session.rollback()
        flash(_("Somebody has taken it on already."), "careful")
        return redirect(url_for("interviews.show", id=id), 303)
    session.commit()
    flash(_("%(name)s is asked by mail.", name=chosen.display_name), "good")
    return redirect(url_for("interviews.show", id=id), 303)


@bp.get("/<int:id>/plan")
@may_plan
def plan(id):
    will_write()
    interview = _to_plan(id)
    return _plan_page(interview, PlanForm(formdata=None, obj=interview))


@bp.post("/<int:id>/plan")
@may_plan
def keep_plan(id):
    interview, form = _to_plan(id), PlanForm()
    if not form.validate_on_submit():
        return _plan_page(interview, form, 422)
    agreed = listening.Plan(
        form.planned_at.data,
        form.place.data or None,
        form.method.data or None,
        form.language.data,
        form.with_interpreter.data,
        form.with_friend.data,
    )
    try:
        listening.plan(interview, agreed, signed_in())
    except listening.HowIsMissing:
        form.method.errors = [_("You have talked already: say how.")]
        return _plan_page(interview, form, 422)
    session.commit()
    flash(_("It is written down."), "good")
    return redirect(url_for("interviews.show", id=id), 303)


def _kept(id: int) -> ReturnInterview:
    interview = visible(id)
    kept = keeps_register(signed_in(), interview.episode.council_code)
    return interview if kept else abort(404)


def _to_plan(id: int) -> ReturnInterview:
    interview = visible(id)
    account = signed_in()
    mine = listening.has_taken_on(interview, account)
    return (
        interview if mine or keeps_register(account, interview.episode.council_code) else abort(404)
    )


def _plan_page(interview: ReturnInterview, form: PlanForm, status: int = 200) -> Response:
    return _page_with_wishes("interviews/plan.html", interview, form, status)


def _listener_page(interview: ReturnInterview, form: ListenerForm, status: int = 200) -> Response:
    return _page_with_wishes("interviews/listener.html", interview, form, status)


def _page_with_wishes(
    template: str, interview: ReturnInterview, form: FlaskForm, status: int
) -> Response:
    """With what the child would like. That it was read is on the trail before it is sent."""
    found = wishes.wishes_for(signed_in(), interview)
    page = render_template(template, interview=interview, form=form, wishes=found)
    session.commit()
    return make_response(page, status)
