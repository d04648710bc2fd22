"""What the duty desk is shown of a nomination that reads like a worry."""

from markupsafe import escape

from app.awards.models import Nomination
from app.awards.nominating import SUBJECT
from app.core.db import session
from app.core.i18n import gettext
from app.safeguarding.subjects import SUBJECTS, Subject
from surveys.services import answers_read_back


def register() -> None:
    """Let alerts on nominations be opened."""
    SUBJECTS[SUBJECT] = nomination_subject


def nomination_subject(nomination_id: int) -> Subject | None:
    """Everything that was answered; who was nominated is a name among the words."""
    nomination = session.get(Nomination, nomination_id)
    if nomination is None:
        return None
    response = nomination.response
    words = [
        (gettext(question), [escape(line) for line in lines])
        for question, lines in answers_read_back(response)
    ]
    person, title = response.young_person, response.version.definition["title"]
    return Subject(
        title=gettext(title),
        words=words,
        who=person.known_as if person else "",
        language=response.language,
        trail=(SUBJECT, nomination.id),
    )
