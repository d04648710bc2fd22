"""What young people tell us."""

from app.accounts.models import Council
from app.core.db import session
from app.people.models import YoungPerson
from feedback.models import Thread
from feedback.telling import give_feedback
from surveys.changing_drafts import save_answer
from surveys.definition import Given
from surveys.drafts import new_token
from surveys.fields.table import TYPES
from surveys.publishing import current_version
from surveys.return_numbers import return_number_for
from surveys.routing import path
from surveys.services import answers_of, definition_of, digest_of_answers, start_response


def make_statement(
    young_person: YoungPerson | None = None,
    words: str = "My room is cold.",
    *,
    form: str = "something_else",
    language: str = "en",
    readers: tuple[str, ...] = (),
    about: tuple[str, ...] = (),
    council: Council | None = None,
    token: str | None = None,
    question: str | None = None,
) -> Thread:
    """Something a young person said and sent, through the same door as on the page.

    By name with `young_person`, otherwise anonymously, about `council` if they named it. The words
    are the answer to this `question`, or else to the form's first one for words.
    """
    token = token or new_token()
    response = start_response(
        current_version(form),
        language,
        token=token,
        young_person=young_person,
        council_code=council.code if council else None,
    )
    definition = definition_of(response)
    asked = [definition.question(key) for key in path(definition, {})]
    in_words = next(one for one in asked if TYPES[one.type].stores_words)
    written = definition.question(question) if question else in_words
    save_answer(response, written, Given(words=words), language)
    for purpose, codes in (("readers", readers), ("about", about)):
        asked_whom = definition.with_purpose(purpose)
        if asked_whom and codes:
            save_answer(response, asked_whom, Given(choices=codes), language)
    looked_over = digest_of_answers(response, answers_of(response))
    thread_id = give_feedback(response, looked_over, return_number_for(token))
    return session.get(Thread, thread_id)
