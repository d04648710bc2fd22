"""What a child shared with somebody who works with them: just those parts, for just that reader."""

from flask import Blueprint, render_template

from app.core.db import get_or_404, session, will_write
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.interviews import sharing, talk_words
from app.interviews.models import ReturnInterview

bp = Blueprint("shared_words", __name__, url_prefix="/interviews")


@bp.get("/<int:id>/words")
@requires(Permission.EPISODES, Permission.EPISODES_MANAGE, Permission.INTERVIEW)
def show(id):
    """That they opened it is on the trail before they see a word."""
    will_write()
    visible = ReturnInterview.visible_to(signed_in()).where(ReturnInterview.id == id)
    interview = get_or_404(visible)
    page = render_template(
        "talk/shared_words.html",
        interview=interview,
        paragraphs=sharing.paragraphs_for(signed_in(), interview),
        words=talk_words,
    )
    session.commit()
    return page
