"""Children who say why they left, in words they read back and agreed to."""

from datetime import date

from app.core.clock import now
from app.core.db import random_id, session
from app.interviews.factor_promises import asked_under
from app.interviews.factor_words import FORM
from app.interviews.models import ReturnInterview
from surveys.models import Answer, FormVersion, Response
from surveys.publishing import newest_version, publish


def publish_reasons() -> FormVersion:
    """The questions that are counted, under the key of the form that asks them."""
    publish(
        {
            "key": FORM,
            "kind": "interview",
            "listed": False,
            "symbol": "answer",
            "title": "Our talk",
            "intro": "Skip anything.",
            "thanks": "Thank you.",
            "questions": [
                {
                    "key": key,
                    "type": "several_choices",
                    "ask": "Why?",
                    "choices": [
                        {"code": code, "label": f"In words: {code[5:]}"}
                        for code in (*codes, "other_reason")
                    ],
                }
                for key, codes in asked_under().items()
            ],
        }
    )
    return newest_version(FORM)


def give_reasons(interview: ReturnInterview, *codes: str, agreed: bool = True) -> Response:
    """The child chose these reasons; a draft until they have agreed to what was written down."""
    young_person = interview.episode.young_person
    day = date(2026, 5, 9)
    response = Response(
        form_version_id=newest_version(FORM).id,
        anonymous=False,
        young_person_id=young_person.id,
        council_code=young_person.council_code,
        language="en",
        key_hash=random_id().to_bytes(8, "big") * 4,
        started_on=day,
        sent_on=day if agreed else None,
    )
    session.add(response)
    for key in asked_under():
        chosen = [code for code in codes if code.startswith(key[:5]) or code == "other_reason"]
        session.add(
            Answer(
                response_id=response.id,
                question_key=key,
                kind="choice",
                choices=chosen,
                language="en",
            )
        )
    session.flush()
    interview.words_id = response.id
    interview.read_back_at = now() if agreed else None
    session.flush()
    return response
