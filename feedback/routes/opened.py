"""What somebody on duty has opened: a young person's conversations, for as long as that lasts."""

from flask import Blueprint, Flask, render_template, url_for
from sqlalchemy import select

from app.core.db import get_or_404
from app.core.forms import EmptyForm
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people import complaints
from app.people.break_glass import BreakGlass
from app.safeguarding import reading_door
from feedback import opened

bp = Blueprint("opened_conversations", __name__, url_prefix="/feedback/opened")


def init_app(app: Flask) -> None:
    """The duty desk leads here, and nobody complained about gets the keys to an account."""
    reading_door.put_up(app, _address)
    complaints.put_up(app, opened.kept_from)


def _address(id: int) -> str:
    return url_for("opened_conversations.show", id=id)


@bp.get("/<int:id>")
@requires(Permission.BREAK_GLASS)
def show(id):
    """The list. Each conversation leaves its own footprint when it is opened."""
    own = select(BreakGlass).where(BreakGlass.account_id == signed_in().id, BreakGlass.id == id)
    reading = get_or_404(own)
    return render_template(
        "feedback/opened.html",
        reading=reading,
        threads=opened.conversations_in(reading, signed_in()),
        form=EmptyForm(formdata=None),
    )
