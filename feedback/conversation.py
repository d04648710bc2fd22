"""A conversation as its pages show it: everything said, with an interpreter's words beside it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.core.db import session
from app.people.teams import parts_by_day
from feedback.models import Message, Thread, Translation
from surveys.models import Answer
from surveys.services import answers_read_back, definition_of


@dataclass(frozen=True)
class Said:
    """One text as a page shows it: the question (English, a msgid; empty for a message), the lines
    of the answer, and what an interpreter put beside it.
    """

    question: str
    lines: list[Any]
    beside: Translation | None = None


@dataclass(frozen=True)
class Turn:
    """One thing said in a conversation."""

    side: str
    """young_person or staff."""
    on: date
    said: list[Said]
    language: str
    who: str = ""
    """The worker's name; empty for the young person."""
    title: str = ""
    """The worker's job as it was typed when they wrote."""
    part: str = ""
    """The part they had in the young person's life on that day, a code; empty for none."""
    read_on: date | None = None


def conversation(thread: Thread) -> list[Turn]:
    """Everything said, oldest first. Costs the same number of queries however long it is."""
    response = thread.response
    beside = _translated_answers(thread)
    first = Turn(
        side="young_person",
        on=response.sent_on,
        said=[
            Said(question, lines, beside.get(question))
            for question, lines in answers_read_back(response)
        ],
        language=response.language,
    )
    translated, part_of = _translated_messages(thread), parts_by_day(thread.young_person_id)
    return [
        first,
        *(
            _turn(one, translated.get(one.id), part_of(one.author_id, one.written_on))
            for one in thread.messages
        ),
    ]


def _turn(message: Message, beside: Translation | None, part: str) -> Turn:
    return Turn(
        side=message.author_kind,
        on=message.written_on,
        said=[Said("", [message.words or ""], beside)],
        language=message.language,
        who=message.author_name,
        title=message.author_title,
        part=part,
        read_on=message.read_on,
    )


def _translated_answers(thread: Thread) -> dict[str, Translation]:
    """English beside the answers, by the question that was asked."""
    definition = definition_of(thread.response)
    rows = session.execute(
        select(Answer.question_key, Translation)
        .join(Answer, Answer.id == Translation.answer_id)
        .where(Answer.response_id == thread.response_id)
    )
    return {definition.question(key).ask: translation for key, translation in rows}


def _translated_messages(thread: Thread) -> dict[int, Translation]:
    rows = select(Translation).join(Message, Message.id == Translation.message_id)
    found = session.scalars(rows.where(Message.thread_id == thread.id))
    return {translation.message_id: translation for translation in found}
