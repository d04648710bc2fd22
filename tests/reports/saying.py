"""Young people who say something on a day, and an officer who says what it is about."""

from datetime import date

from sqlalchemy import select

from app.core.clock import add_working_days, now
from app.core.db import random_id, session
from feedback.models import PARTICIPATION, Coding, Thread, ThreadAudience
from surveys.models import Answer, Form, FormVersion, Response

WEST, NORTH = "west", "north"
ANONYMOUS = None


def any_version() -> FormVersion:
    """A published form with one written question."""
    version = session.scalars(select(FormVersion).limit(1)).first()
    if version is None:
        form = Form(key="something-else", kind="statement")
        definition = {"title": "Something else", "questions": []}
        version = FormVersion(
            form=form,
            number=1,
            definition=definition,
            digest="0" * 64,
            published_on=date(2026, 1, 1),
        )
        session.add(version)
        session.flush()
    return version


def say(
    young_person,
    on: date,
    *about: str,
    words: str = "I said something.",
    council: str = WEST,
    answered_after: int | None = None,
    language: str = "en",
    source: str = "app",
):
    """A comment to the participation team, with its conversation; nobody's when anonymous.

    `about`: "HOM_FOOD:good".
    """
    named = young_person is not None
    code = young_person.council_code if named else council
    response = Response(
        form_version_id=any_version().id,
        anonymous=not named,
        young_person_id=young_person.id if named else None,
        council_code=code,
        language=language,
        key_hash=random_id().to_bytes(8, "big") * 4,
        started_on=on,
        sent_on=on,
        source=source,
    )
    answer = Answer(response_id=response.id, question_key="words", kind="words", language=language)
    answer.words = words
    thread = Thread(
        response_id=response.id,
        council_code=code,
        young_person_id=response.young_person_id,
        opened_on=on,
        due_on=add_working_days(on, 3),
        first_answered_on=None if answered_after is None else add_working_days(on, answered_after),
        state="waiting" if answered_after is None else "answered",
    )
    readers = ThreadAudience(thread_id=thread.id, part=PARTICIPATION, since_on=on)
    session.add_all([response, answer, thread, readers])
    for each in about:
        code_it(answer, *each.split(":"))
    session.flush()
    return answer, thread


def code_it(answer, sub_theme: str, valence: str | None = "good") -> Coding:
    """A person confirms what a comment is about."""
    coding = Coding(
        answer_id=answer.id,
        sub_theme=sub_theme,
        valence=valence,
        proposed_by="officer",
        confirmed_by_name="An officer",
        confirmed_at=now(),
        codebook_version="2026.1",
    )
    session.add(coding)
    return coding
