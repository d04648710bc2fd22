"""What becomes of an episode: they are back, an interview is opened, or it was there already."""

from flask import Blueprint, abort, flash, redirect, request, url_for

from app.core.db import session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.interviews import duplicates, episodes, offering
from app.interviews.episode_forms import ReturnForm
from app.interviews.episodes import AlreadyBack, Unclear
from app.interviews.routes.episodes import asked_back, changeable, may_record, page

bp = Blueprint("came_back", __name__, url_prefix="/interviews/episodes")


@bp.get("/<int:id>/return")
@may_record
def show(id):
    episode = changeable(id)
    data = {"returned_at": episode.returned_at, "returned_how": episode.returned_how}
    return page("return", ReturnForm(formdata=None, data=data), episode=episode)


@bp.post("/<int:id>/return")
@may_record
def record_return(id):
    """They are back; or, where `correct` says so, it was at another time than was written down."""
    episode, form = changeable(id), ReturnForm()
    if not form.validate_on_submit():
        return page("return", form, 422, episode=episode)
    corrects = "correct" in request.form and episode.returned_at is not None
    record = episodes.correct_return if corrects else episodes.record_return
    try:
        record(episode, form.returned, signed_in())
    except AlreadyBack:
        return page("return", form, 409, episode=episode, was_first=True)
    except Unclear as unclear:
        return page("return", asked_back(form, unclear), 422, unclear, episode=episode)
    session.commit()
    flash(_("It is written down. The 72 hours run from then."), "good")
    return redirect(url_for("episodes.show", id=episode.id), 303)


@bp.post("/<int:id>/interview")
@may_record
def open_interview(id):
    """For an episode that came without one. A second is never opened: the one there is shown."""
    episode = changeable(id)
    if episode.returned_at is None:
        return redirect(url_for(".show", id=id), 303)
    try:
        interview = offering.open_interview(episode, signed_in())
    except offering.SecondInterview as second:
        interview = second.interview
        flash(_("This time they were missing has its interview already: is it this one?"))
    session.commit()
    return redirect(url_for("interviews.show", id=interview.id), 303)


@bp.post("/<int:id>/same-as/<int:other>")
@requires(Permission.EPISODES_MANAGE)
def take_away(id, other):
    """It is the other one, written down twice. Only whoever keeps the register takes it away."""
    episode = changeable(id)
    if not episodes.keeps_register(signed_in(), episode.council_code):
        abort(404)
    same = next((one for one in duplicates.same_as(episode) if one.id == other), None)
    if same is None or not EmptyForm().validate_on_submit():
        abort(404)
    try:
        duplicates.take_away(episode, same, signed_in())
    except duplicates.HasBegun:
        session.rollback()
        flash(_("Its interview has begun. Take the other one away, or put its times right."))
        return redirect(url_for("episodes.show", id=id), 303)
    session.commit()
    flash(_("It is taken away. That it was there is on the trail."), "good")
    return redirect(url_for("episodes.show", id=other), 303)
