"""T10: a whole class behind one address is heard, and a flood is slowed."""

from sqlalchemy import func, select

from feedback.models import Thread
from tests.talking import tell
from tests.whole_app.test_guessing import tries

CHILDREN = 30
STATEMENTS = 3


def test_thirty_children_behind_one_address_are_all_heard(app, session):
    for child in range(CHILDREN):
        phone = app.test_client()
        for number in range(STATEMENTS):
            sent = tell(phone, "something_else", {"your_words": f"Child {child}, thing {number}."})
            assert sent.status_code == 302
    assert session.scalar(select(func.count()).select_from(Thread)) == CHILDREN * STATEMENTS


def test_thirty_children_behind_one_address_open_their_answers(app):
    for child in range(CHILDREN):
        phone = app.test_client()
        for _ in range(STATEMENTS):
            assert tries(phone, f"{child:016d}").status_code == 422
