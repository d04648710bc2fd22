"""A young person's own ideas for a meeting: proposed, and taken back while nobody has said anything
to them.
"""

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy import select

from app.core.db import get_or_404, session
from app.core.i18n import _, current_language
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.groups import ideas, meetings, points
from app.groups.forms import PointForm
from app.groups.member_models import Member
from app.groups.models import Meeting, Point
from app.groups.routes.mine import group_page

bp = Blueprint("my_group_ideas", __name__, url_prefix="/groups/mine")
is_theirs = requires(Permission.OWN_MESSAGES)


def _coming_to(meeting_id: int) -> tuple[Meeting, Member]:
    """A meeting of a group they are in, and their place in it; what others may not see is not
    found.
    """
    theirs = Member.visible_to(signed_in()).where(Member.is_current())
    groups = theirs.with_only_columns(Member.group_id)
    rows = select(Meeting).where(Meeting.id == meeting_id, Meeting.group_id.in_(groups))
    meeting = get_or_404(rows)
    place = theirs.where(Member.group_id == meeting.group_id)
    return meeting, session.scalars(place).unique().first()


@bp.get("/meetings/<int:id>")
@is_theirs
def meeting(id):
    """On the page of their group."""
    return redirect(url_for("my_groups.show", id=_coming_to(id)[1].id), 303)


@bp.post("/meetings/<int:id>/points")
@is_theirs
def propose(id):
    """Somebody who is in the group proposes a point."""
    meeting, member = _coming_to(id)
    form = PointForm(prefix=f"m{meeting.id}")
    if not form.validate_on_submit():
        return group_page(member, 422, (meeting.id, form))
    words, language = form.words.data.strip(), str(current_language())
    try:
        ideas.propose(meeting, member.young_person, words, language)
    except meetings.Over:
        flash(_("This meeting has begun or was called off."), "careful")
        return group_page(member, 409, unsent=words)
    except ideas.Enough:
        flash(
            _("You have proposed a lot already. Wait until somebody has looked at it."), "careful"
        )
        return group_page(member, 409)
    session.commit()
    flash(_("Sent. Somebody looks at it before the meeting."), "good")
    form.words.data = ""
    if not _typed_elsewhere(form):
        return redirect(url_for("my_groups.show", id=member.id), 303)
    form.words.data = ""
    return group_page(member, wrong=(meeting.id, form))


def _typed_elsewhere(form: PointForm) -> bool:
    """Whether an idea for another meeting is being typed on the same page."""
    sent = request.form.items()
    others = [words for name, words in sent if name.endswith("-words") and name != form.words.name]
    return any(words.strip() for words in others)


@bp.post("/ideas/<int:id>/take-back")
@is_theirs
def take_back(id):
    theirs = select(Point).where(Point.proposed, Point.proposed_by_id == signed_in().id)
    point = get_or_404(theirs.where(Point.id == id))
    try:
        ideas.take_back(point)
    except ideas.Answered:
        flash(_("Somebody has answered already."), "careful")
    except points.OnTheDesk:
        flash(
            _("The duty team is looking at these words, so they stay for now. Try again later."),
            "careful",
        )
    else:
        session.commit()
        flash(_("Taken back."))
    return redirect(url_for("my_groups.index"), 303)
