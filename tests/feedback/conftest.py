"""What these tests share: an officer in the west, comments brought in, and one that was said."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_young_person
from feedback.importing import Comment
from feedback.intake import Intake
from surveys.models import Answer
from tests.feedback.quoting import MAY, WORDS
from tests.reports.saying import say


@pytest.fixture
def west(session):
    return make_council("west")


@pytest.fixture
def officer(west):
    """A participation officer of the west."""
    return make_staff(Role.PARTICIPATION_OFFICER, council=west, display_name="Ola")


@pytest.fixture
def bring_in(session, west):
    """Keeps these words as comments that were brought in; their answers."""

    def keep(*texts, council="west", day=date(2026, 7, 1), question=""):
        rows = [
            Comment(line=n, text=text, question=question, source_id=f"{n}")
            for n, text in enumerate(texts, 2)
        ]
        Intake(council, day).keep(rows)
        session.commit()
        by_words = {answer.words: answer for answer in session.scalars(select(Answer))}
        return [by_words[text] for text in texts]

    return keep


@pytest.fixture
def comment_of(session):
    """The answer in words of a statement."""

    def find(thread):
        return session.scalar(
            select(Answer).where(Answer.response_id == thread.response_id, Answer.kind == "words")
        )

    return find


@pytest.fixture
def child(west):
    """Zuri, whose worker is called Leah."""
    child = make_young_person(west, chosen_name="Zuri")
    assign(make_staff(Role.WORKER, display_name="Leah Okafor"), child)
    return child


@pytest.fixture
def said(child, session):
    """What Zuri said in May, coded: the answer and its conversation."""
    answer, thread = say(child, MAY, "REL_WORKER:good", words=WORDS)
    session.commit()
    return answer, thread
