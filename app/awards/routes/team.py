"""For workers: what may be shown of the young people they work with, and what is open today."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from sqlalchemy import select

from app.awards import invitations, rounds, says
from app.awards.desk_forms import StaffSayForm
from app.awards.forms import ReplyForm
from app.awards.models import Nominee
from app.awards.staff_texts import REPLIES, SAYERS
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people.models import YoungPerson

bp = Blueprint("award_team", __name__, url_prefix="/awards/team")
may_nominate = requires(Permission.AWARD_NOMINATE)


@bp.get("/")
@may_nominate
def index():
    asked = says.asked_with(signed_in())
    choices = says.choices_of(one.id for one in asked)
    return render_template(
        "awards/team/index.html",
        rounds=rounds.rounds_for(None),
        time_left=rounds.time_left,
        asked=[(one, _waits_for(one, choices.get(one.id, []))) for one in asked],
        sayers=SAYERS,
    )


def _waits_for(nominee: Nominee, choices) -> list[str]:
    said = {choice.said_by for choice in choices}
    return [sayer for sayer in says.who_is_asked(nominee) if sayer not in said]


def _one(id: int) -> Nominee:
    theirs = YoungPerson.visible_to(signed_in()).with_only_columns(YoungPerson.id)
    return get_or_404(
        select(Nominee).where(
            Nominee.id == id, Nominee.asked_on.is_not(None), Nominee.young_person_id.in_(theirs)
        )
    )


@bp.get("/<int:id>")
@may_nominate
def show(id):
    return _page(_one(id))


def _page(nominee: Nominee, status: int = 200, reply_form=None):
    invitation = invitations.invitation_of(nominee)
    choices = {one.said_by: one for one in says.choices_of([nominee.id]).get(nominee.id, [])}
    asked = says.who_is_asked(nominee)
    forms = {
        sayer: StaffSayForm(formdata=None, obj=choices.get(sayer), prefix=sayer) for sayer in asked
    }
    page = render_template(
        "awards/team/show.html",
        nominee=nominee,
        forms=forms,
        choices=choices,
        sayers=SAYERS,
        can_change=says.can_change(nominee),
        invitation=invitation,
        replies=REPLIES,
        reply_form=reply_form or ReplyForm(formdata=None, obj=invitation, prefix="day"),
    )
    return page, status


@bp.post("/<int:id>/nominee")
@may_nominate
def write_down(id):
    """What the young person said, written down by the worker who asked them."""
    return _say(_one(id), "nominee")


@bp.post("/<int:id>/worker")
@may_nominate
def say(id):
    """The worker's own yes or no for somebody under 13."""
    return _say(_one(id), "worker")


def _say(nominee: Nominee, sayer: str):
    form = StaffSayForm(prefix=sayer)
    if sayer not in says.who_is_asked(nominee) or not form.validate_on_submit():
        return _page(nominee, 422)
    shown = says.Shown(form.name.data, form.photo.data, form.how.data)
    try:
        says.say(nominee, sayer, shown, written_by=signed_in())
    except says.TooLate:
        flash(_("The day is over, so this cannot be changed any more."), "careful")
    except says.SaidThemselves:
        flash(_("They answered under their own name. Only they can change it."), "careful")
    session.commit()
    return redirect(url_for(".show", id=nominee.id))


@bp.post("/<int:id>/reply")
@may_nominate
def reply(id):
    """The answer to the invitation, written down by the worker who asked."""
    nominee, form = _one(id), ReplyForm(prefix="day")
    invitation = invitations.invitation_of(nominee) or abort(404)
    if not says.can_change(nominee) or not form.validate_on_submit():
        return _page(nominee, 422, reply_form=form)
    invitations.reply_to(invitation, form.answer(), written_by=signed_in())
    session.commit()
    flash(_("Written down."), "good")
    return redirect(url_for(".show", id=nominee.id))
