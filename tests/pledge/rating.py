"""A young person who says whether promises are kept, as it is after it was sent."""

from datetime import UTC, date, datetime, time

from app.core.db import random_id, session
from app.pledge.pledge_checks import form_key, question_key
from surveys.models import Answer, Response
from surveys.publishing import current_version


def rate(young_person, on: date, band: str = "11_15", council: str = "west", **ratings: str):
    """`rate(None, day, P2="kept")`: an anonymous check of the west's promises, sent that day."""
    named = young_person is not None
    response = Response(
        form_version_id=current_version(form_key(council, band)).id,
        anonymous=not named,
        young_person_id=young_person.id if named else None,
        council_code=young_person.council_code if named else council,
        language="en",
        key_hash=random_id().to_bytes(8, "big") * 4,
        started_on=on,
        sent_on=on,
        sent_at=datetime.combine(on, time(15), UTC) if named else None,
    )
    session.add(response)
    for key, rating in ratings.items():
        question = question_key(key)
        session.add(
            Answer(
                response_id=response.id,
                question_key=question,
                kind="choice",
                choices=[rating],
                language="en",
            )
        )
    session.flush()
    return response
