"""Help: who a young person can call, and one tap that tells the duty desk. For everybody, signed in
or not; the lines to call are there without the database too.
"""

from flask import Blueprint, current_app

from app.core.clock import now
from app.core.errors import database_errors
from app.core.i18n import current_language
from app.core.security import public
from app.safeguarding import duty_door
from app.safeguarding.helplines import (
    UNSURE,
    first_lines,
    more_lines,
    words_for_an_interpreter,
)

bp = Blueprint("help", __name__)


@bp.get("/help")
@public
def show():
    # Not render_template: that would first ask the database who is signed in, and this page has to
    # come when the database is away.
    page = current_app.jinja_env.get_template("help/show.html")
    return page.render(
        first=first_lines(now()),
        groups=more_lines(now()),
        unsure=UNSURE,
        say=words_for_an_interpreter(current_language()),
        door=_door(),
    )


def _door() -> duty_door.Door | None:
    """None while the database is away: a tap could not be kept then, and nothing is promised."""
    try:
        return duty_door.door()
    except database_errors():
        return None
