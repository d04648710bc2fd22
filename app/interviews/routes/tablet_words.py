"""The child's own words on the tablet of whoever listened: read back, corrected, and shared."""

from flask import Blueprint, abort, redirect, url_for

from app.core.security import requires, signed_in
from app.interviews.models import LISTENERS
from app.interviews.routes import reading
from app.interviews.routes.tablet import LAYOUT, reading_with_the_child

bp = Blueprint("tablet_words", __name__, url_prefix="/interviews/<int:id>/talk/back")

listens = requires(*LISTENERS)


def _way(interview) -> reading.Way:
    if not interview.child_took_part:
        abort(redirect(url_for("after_talk.held", id=interview.id)))
    ways = ("after_talk.done", "conduct.not_safe")
    done, not_safe = (url_for(way, id=interview.id) for way in ways)
    return reading.Way(interview, "tablet_words", LAYOUT, done, not_safe, by=signed_in())


def _way_to_share(interview) -> reading.Way:
    """Until the form is complete. From then on the child shares behind their own door alone."""
    if interview.form_completed_at is not None:
        abort(redirect(url_for("after_talk.done", id=interview.id)))
    return _way(interview)


@bp.get("/")
@listens
def show(id):
    with reading_with_the_child(id) as interview:
        return reading.show(_way(interview))


@bp.post("/agree")
@listens
def agree(id):
    with reading_with_the_child(id) as interview:
        return reading.agree(_way(interview))


@bp.get("/change/<question>")
@listens
def change(id, question):
    with reading_with_the_child(id) as interview:
        return reading.change(_way(interview), question)


@bp.post("/change/<question>")
@listens
def keep_change(id, question):
    with reading_with_the_child(id) as interview:
        return reading.keep_change(_way(interview), question)


@bp.get("/share/<question>")
@listens
def share(id, question):
    with reading_with_the_child(id) as interview:
        return reading.share(_way_to_share(interview), question)


@bp.post("/share/<question>")
@listens
def keep_share(id, question):
    with reading_with_the_child(id) as interview:
        return reading.keep_share(_way_to_share(interview), question)
