"""A conversation that took place, through the same doors as on the tablet."""

from datetime import timedelta

from app.accounts.models import Account
from app.core.clock import now
from app.interviews import conducting, reading_back, sharing
from app.interviews.keeping import asking_of, keep
from app.interviews.models import ReturnInterview
from surveys.definition import Given
from surveys.fields.table import TYPES


def talk(interview: ReturnInterview, listener: Account, **answers) -> ReturnInterview:
    """The child says these things to this listener: words, or codes that are picked."""
    asking = asking_of(conducting.begin(interview, listener, interview.language))
    for key, said in answers.items():
        question = asking.definition.question(key)
        in_words = TYPES[question.type].stores_words
        given = Given(words=said) if in_words else Given(choices=tuple(said))
        keep(interview, asking, question, given)
    held = conducting.Held(now() - timedelta(hours=1), "in_person", child_took_part=True)
    conducting.mark_held(interview, listener, held)
    return interview


def agree(interview: ReturnInterview) -> ReturnInterview:
    reading_back.agree(interview, asking_of(interview.words).digest())
    return interview


def paragraph(interview: ReturnInterview, key: str) -> sharing.Paragraph:
    return next(one for one in sharing.paragraphs(interview) if one.question.key == key)


def share(interview: ReturnInterview, key: str, *readers: str) -> None:
    sharing.share(interview, paragraph(interview, key).answer, readers)
