"""What the pages of whoever listens share: whose interview it is, and the child's language."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Response, make_response, render_template
from sqlalchemy import select

from app.core import audit
from app.core.db import get_or_404, session, will_write
from app.core.i18n import current_language, speaking
from app.core.security import signed_in
from app.interviews.danger import SUBJECT
from app.interviews.models import ReturnInterview
from app.interviews.routes.handed_over import hand_over
from surveys.models import Answer

LAYOUT = "talk/tablet/layout.html"


def heard_by_me(id: int) -> ReturnInterview:
    """The interview, if whoever is here is the one who listens, and has said how independent they
    are; otherwise not found.
    """
    rows = select(ReturnInterview).where(
        ReturnInterview.id == id,
        ReturnInterview.is_with(signed_in()),
        ReturnInterview.declared_at.is_not(None),
    )
    return get_or_404(rows)


@contextmanager
def facing_the_child(id: int) -> Iterator[ReturnInterview]:
    """Inside this, the page is in the child's language, whatever the adult reads. Once it is drawn,
    the tablet is the child's until the adult types their password.
    """
    interview = heard_by_me(id)
    with speaking(interview.language):
        yield interview
    hand_over(interview.id)


@contextmanager
def reading_with_the_child(id: int) -> Iterator[ReturnInterview]:
    """As `facing_the_child`, for a page that shows what was said. That an adult had it before them
    is on the trail first.
    """
    will_write()
    with facing_the_child(id) as interview:
        said = select(Answer.id).where(Answer.response_id == interview.words_id)
        if session.scalar(said.limit(1)) is not None:
            audit.record("read", SUBJECT, interview.id, signed_in(), note="words")
            session.commit()
        yield interview


def page(template: str, status: int = 200, **facts) -> Response:
    """A page the child looks at; it says its language, which is not that of the account."""
    answer = make_response(render_template(template, layout=LAYOUT, **facts), status)
    answer.headers["Content-Language"] = current_language().html
    return answer
