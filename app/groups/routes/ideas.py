"""A young person's own ideas for a meeting: taken back while nobody has said anything to them."""

from flask import Blueprint, flash, redirect, url_for
from sqlalchemy import select

from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.groups import ideas, points
from app.groups.models import Point

bp = Blueprint("my_group_ideas", __name__, url_prefix="/groups/mine/ideas")


@bp.post("/<int:id>/take-back")
@requires(Permission.OWN_MESSAGES)
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
