"""For a young person: they were nominated, what may be shown, the invitation, a small step."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, url_for
from sqlalchemy import select

from app.awards import invitations, says, steps
from app.awards.forms import ConsentForm, ReplyForm, SayForm
from app.awards.models import Nominee, SmallStep
from app.awards.news import news_for
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people.models import YoungPerson

bp = Blueprint("my_awards", __name__, url_prefix="/awards/mine")
is_theirs = requires(Permission.OWN_MESSAGES)


def init_app(app: Flask) -> None:
    """A young person finds what is new in the awards on their first page."""
    app.add_template_global(lambda: news_for(signed_in()), "my_award_news")


def _one(id: int) -> Nominee:
    mine = select(YoungPerson.id).where(YoungPerson.account_id == signed_in().id)
    return get_or_404(
        select(Nominee).where(
            Nominee.id == id, Nominee.asked_on.is_not(None), Nominee.young_person_id.in_(mine)
        )
    )


@bp.get("/<int:id>")
@is_theirs
def show(id):
    return _page(_one(id))


def _page(nominee: Nominee, status: int = 200, say_form=None, reply_form=None):
    choices = says.choices_of([nominee.id]).get(nominee.id, [])
    own = next((one for one in choices if one.said_by == "nominee"), None)
    invitation = invitations.invitation_of(nominee)
    page = render_template(
        "awards/mine.html",
        nominee=nominee,
        own=own,
        shown=says.may_show(nominee, choices),
        with_worker="worker" in says.who_is_asked(nominee),
        can_change=says.can_change(nominee),
        invitation=invitation,
        say_form=say_form or SayForm(formdata=None, obj=own, prefix="say"),
        reply_form=reply_form or ReplyForm(formdata=None, obj=invitation, prefix="day"),
    )
    return page, status


@bp.post("/<int:id>/say")
@is_theirs
def say(id):
    nominee, form = _one(id), SayForm(prefix="say")
    if not form.validate_on_submit():
        return _page(nominee, 422, say_form=form)
    shown = says.Shown(form.name.data, form.photo.data, form.how.data)
    try:
        says.say(nominee, "nominee", shown)
    except says.TooLate:
        flash(_("The day is over, so this cannot be changed any more."), "careful")
        return redirect(url_for(".show", id=nominee.id))
    session.commit()
    flash(_("Kept. You can change it up to the day."), "good")
    return redirect(url_for(".show", id=nominee.id))


@bp.post("/<int:id>/reply")
@is_theirs
def reply(id):
    nominee, form = _one(id), ReplyForm(prefix="day")
    invitation = invitations.invitation_of(nominee)
    if invitation is None:
        abort(404)
    if not says.can_change(nominee):
        flash(_("The day is over, so this cannot be changed any more."), "careful")
        return redirect(url_for(".show", id=nominee.id))
    if not form.validate_on_submit():
        return _page(nominee, 422, reply_form=form)
    invitations.reply_to(invitation, form.answer())
    session.commit()
    flash(_("Thank you. You can change your answer up to the day."), "good")
    return redirect(url_for(".show", id=nominee.id))


def _step(id: int) -> SmallStep:
    found = next((one for one in steps.asked_of(signed_in()) if one.id == id), None)
    return found or abort(404)


@bp.get("/steps/<int:id>")
@is_theirs
def step(id):
    one = _step(id)
    form = ConsentForm(formdata=None, data={"consent": one.consent or None})
    return _step_page(one, form)


def _step_page(step: SmallStep, form: ConsentForm, status: int = 200):
    met = steps.board_met(step)
    return render_template("awards/step.html", step=step, form=form, board_met=met), status


@bp.post("/steps/<int:id>")
@is_theirs
def answer_step(id):
    one, form = _step(id), ConsentForm()
    if not form.validate_on_submit():
        return _step_page(one, form, 422)
    try:
        steps.answer_step(one, form.consent.data)
    except steps.NotYet:
        flash(_("The board has heard it already, so this cannot be changed any more."), "careful")
        return redirect(url_for(".step", id=one.id))
    session.commit()
    flash(_("Kept. You can change your mind until the board meets."), "good")
    return redirect(url_for(".step", id=one.id))
