"""A child may change what they said. What raised an alert stays with the alert, as it was said."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.core.i18n import speaking
from app.core.languages import ENGLISH
from app.interviews.danger import SUBJECT, raised
from app.interviews.models import ReturnInterview
from app.safeguarding import words_before
from app.safeguarding.words_before import WordsBefore
from surveys.definition import Given, Question
from surveys.models import Answer, Response
from surveys.reading_back import lines_of
from surveys.services import answer_rows, definition_of


@contextmanager
def kept_for_the_desk(interview: ReturnInterview) -> Iterator[None]:
    """Whatever is changed inside this: what the desk was shown before stays with its open alert."""
    if not words_before.has_open_alert(SUBJECT, interview.id):
        yield
        return
    before = _shown(interview)
    yield
    after = _shown(interview)
    gone = {place: said for place, said in before.items() if after.get(place) != said}
    words_before.keep_before(SUBJECT, interview.id, gone)


def _shown(interview: ReturnInterview) -> dict[str, str]:
    """What the desk is shown now, by its place; what was picked is named in English."""
    with speaking(ENGLISH):
        return {
            _place(interview, answer): "\n".join(_lines(answer)) for answer in raised(interview)
        }


def _lines(answer: Answer) -> list[str]:
    question = definition_of(answer.response).question(answer.question_key)
    given = Given(tuple(answer.choices or ()), answer.words)
    return [str(line) for line in lines_of(question, given)]


def _place(interview: ReturnInterview, answer: Answer) -> str:
    part = "wishes" if answer.response_id == interview.wishes_id else "words"
    return f"{part}:{answer.question_key}"


def changed(interview: ReturnInterview) -> list[tuple[WordsBefore, Question, list[str]]]:
    """What the duty desk had and was changed since: as it was, what was asked, and what stands
    there now, in lines; none if it was taken out.
    """
    return [
        (row, *_now(interview, row.place)) for row in words_before.before_of(SUBJECT, interview.id)
    ]


def _now(interview: ReturnInterview, place: str) -> tuple[Question, list[str]]:
    part, key = place.split(":", 1)
    response: Response = getattr(interview, part)
    answer = answer_rows(response).get(key)
    return definition_of(response).question(key), _lines(answer) if answer else []


def keys_changed(interview: ReturnInterview) -> set[str]:
    """The questions of the talk of which the desk had other words."""
    rows = words_before.before_of(SUBJECT, interview.id)
    return {row.place.removeprefix("words:") for row in rows if row.place.startswith("words:")}
