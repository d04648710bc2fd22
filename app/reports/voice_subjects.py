"""What the duty desk is shown of a dissent that reads like a worry."""

from markupsafe import escape

from app.core.db import session
from app.core.i18n import gettext
from app.reports.signing import SUBJECT
from app.reports.voice_models import Dissent
from app.safeguarding.subjects import SUBJECTS, Subject


def register() -> None:
    """Let alerts on dissents be opened."""
    SUBJECTS[SUBJECT] = dissent_subject


def dissent_subject(dissent_id: int) -> Subject | None:
    """The words, and the name of who wrote them. None when they are gone."""
    row = session.get(Dissent, dissent_id)
    if row is None:
        return None
    return Subject(
        title=gettext("A Young Inspector does not agree with a report"),
        words=[(gettext("What they wrote"), [escape(row.words)])],
        who=row.signature.account.display_name,
        language=row.language,
        trail=(SUBJECT, row.id),
    )
