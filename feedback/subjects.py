"""What the duty desk is shown of something said: a response, or a message in its conversation."""

from flask import url_for
from markupsafe import escape
from sqlalchemy import select

from app.core.db import session
from app.core.i18n import gettext
from app.safeguarding.subjects import SUBJECTS, Subject
from feedback import heaps
from feedback.models import Message, Thread
from surveys.models import Response
from surveys.services import answers_read_back


def register() -> None:
    """Let alerts on responses and messages be opened."""
    SUBJECTS["response"] = response_subject
    SUBJECTS["message"] = message_subject
    heaps.register()


def response_subject(response_id: int) -> Subject | None:
    """Everything answered in a response."""
    response = session.get(Response, response_id)
    if response is None:
        return None
    words = [
        (gettext(question), [escape(line) for line in lines])
        for question, lines in answers_read_back(response)
    ]
    return _subject(response, words, response.language)


def message_subject(message_id: int) -> Subject | None:
    """One message, under the title of what it belongs to."""
    message = session.get(Message, message_id)
    if message is None:
        return None
    return _subject(message.thread.response, [("", [message.words or ""])], message.language)


def _subject(response: Response, words: list[tuple[str, list[str]]], language: str) -> Subject:
    thread_id = session.scalar(select(Thread.id).where(Thread.response_id == response.id))
    title = response.version.definition["title"]
    return Subject(
        title=gettext(title),
        words=words,
        url=url_for("feedback.show", id=thread_id) if thread_id else "",
        who=response.young_person.known_as if response.young_person else "",
        young_person_id=response.young_person_id,
        language=language,
        can_read=thread_id is not None,
        trail=("thread", thread_id) if thread_id else None,
    )
