"""What the duty desk is shown of a nomination that reads like a worry."""

from markupsafe import escape

from app.awards import carer_steps
from app.awards.interpreted import english_of
from app.awards.models import Nomination, SmallStep
from app.awards.nominating import SUBJECT
from app.core.db import session
from app.core.i18n import _, gettext
from app.safeguarding.subjects import SUBJECTS, Subject
from surveys.services import answers_read_back


def register() -> None:
    """Let alerts on nominations be opened."""
    SUBJECTS[SUBJECT] = nomination_subject
    SUBJECTS[carer_steps.SUBJECT] = step_subject


def step_subject(step_id: int) -> Subject | None:
    """What a carer wrote by the link, and whom they named."""
    step = session.get(SmallStep, step_id)
    if step is None:
        return None
    said = [(_("Who is it about?"), step.named), (_("What happened?"), step.story)]
    if step.english:
        said.append((_("English by %(name)s", name=step.english_by), step.english))
    person = step.young_person
    return Subject(
        title=_("A small step from a carer"),
        words=[(question, [escape(words)]) for question, words in said if words],
        who=person.known_as if person else "",
        young_person_id=step.young_person_id,
        language=step.language,
        can_read=False,
    )


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
    for english in english_of([nomination]).values():
        words.append((_("English by %(name)s", name=english.by_name), [escape(english.words)]))
    person, title = response.young_person, response.version.definition["title"]
    return Subject(
        title=gettext(title),
        words=words,
        who=person.known_as if person else "",
        language=response.language,
        can_read=person is not None,
        trail=(SUBJECT, nomination.id),
    )
