"""The child's own words, on their own phone: read back, corrected, agreed to, and shared."""

from flask import Blueprint, abort, redirect, url_for

from app.core.security import public
from app.interviews import talking
from app.interviews.routes import door, reading

bp = Blueprint("talk_words", __name__, url_prefix="/talk/<int:id>/words")


def _way(id: int) -> reading.Way:
    """Only once they talked, and only where what was said may be shown."""
    interview = door.mine(id)
    here = url_for("talk.show", id=id)
    ready = talking.stage_of(interview) in (talking.TALKED, talking.AGREED)
    if not ready or not door.opens_words(interview):
        abort(redirect(here))
    not_safe = url_for("talk_door.not_safe", id=id)
    return reading.Way(interview, "talk_words", "talk/layout.html", here, not_safe)


@bp.get("/")
@public
def show(id):
    return reading.show(_way(id))


@bp.post("/agree")
@public
def agree(id):
    return reading.agree(_way(id))


@bp.get("/change/<question>")
@public
def change(id, question):
    return reading.change(_way(id), question)


@bp.post("/change/<question>")
@public
def keep_change(id, question):
    return reading.keep_change(_way(id), question)


@bp.get("/share/<question>")
@public
def share(id, question):
    return reading.share(_way(id), question)


@bp.post("/share/<question>")
@public
def keep_share(id, question):
    return reading.keep_share(_way(id), question)
