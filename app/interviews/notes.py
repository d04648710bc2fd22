"""What a professional writes after a return interview: never the child's own words, and never put
together with them. What they judge to be a risk goes to the duty desk at once.
"""

from collections.abc import Mapping

from sqlalchemy import select

from app.accounts.models import Account
from app.core import audit
from app.core.alone import alone
from app.core.audit import AuditEntry
from app.core.clock import now
from app.core.db import session
from app.core.i18n import _l
from app.core.snapshots import digest
from app.interviews.danger import SUBJECT, raise_about
from app.interviews.models import Note, ReturnInterview
from app.interviews.words_models import SECTIONS

NO_RISK = "none"
RISK_LEVELS = {
    "red": _l("Somebody may get hurt: the duty desk now"),
    "amber": _l("Somebody should look today: the duty desk"),
    NO_RISK: _l("No, nothing that the duty desk must know"),
}
"""A professional's own judgement, as the level of the alert it raises."""


class Changed(Exception):
    """Somebody else has written in the notes since they were opened."""


def mark_of(interview: ReturnInterview) -> str:
    """Stands for the notes as they are now; another one as soon as anybody writes in them. Empty
    while there are none.
    """
    if not interview.notes:
        return ""
    return digest([[one.section, one.written_at.isoformat()] for one in _in_order(interview)])


def _in_order(interview: ReturnInterview) -> list[Note]:
    return sorted(interview.notes, key=lambda note: SECTIONS.index(note.section))


def written(interview: ReturnInterview) -> dict[str, str]:
    """What stands in each section; "" where nothing does."""
    there = {note.section: note.words or "" for note in interview.notes}
    return {section: there.get(section, "") for section in SECTIONS}


def write_notes(
    interview: ReturnInterview, words: Mapping[str, str], by: Account, seen: str
) -> None:
    """What a professional writes, by section, in place of what stood there. `seen` is the mark of
    what they had before them. Raises Changed.
    """
    alone(interview)
    session.refresh(interview, ["notes"])
    if mark_of(interview) != seen:
        raise Changed
    before = written(interview)
    for section in SECTIONS:
        if words.get(section, before[section]) != before[section]:
            write_note(interview, section, words[section], by)


def write_note(interview: ReturnInterview, section: str, words: str, by: Account) -> Note:
    """One section, in place of what stood there."""
    note = next((one for one in interview.notes if one.section == section), None)
    if note is None:
        note = Note(interview_id=interview.id, section=section)
        interview.notes.append(note)
    note.words = words
    note.by_id, note.by_name, note.written_at = by.id, by.display_name, now()
    session.flush()
    audit.record("interview_note_written", SUBJECT, interview.id, by, note=section)
    return note


def judge_risk(interview: ReturnInterview, level: str, by: Account) -> None:
    """What a professional makes of the risks, a key of RISK_LEVELS. Red and amber go to the duty
    desk at once: it is a person's judgement, and no word list is asked.
    """
    if level == NO_RISK:
        return
    raise_about(interview, level, "reader")
    audit.record("raised_alert", SUBJECT, interview.id, by, note=level)


def noted_for_the_desk(interview: ReturnInterview) -> Note | None:
    """The risks a professional wrote, once they judged that the duty desk must know."""
    judged = select(AuditEntry.number).where(
        AuditEntry.subject_id == interview.id,
        AuditEntry.subject == SUBJECT,
        AuditEntry.action == "raised_alert",
    )
    if session.scalar(judged.limit(1)) is None:
        return None
    return next((one for one in interview.notes if one.section == "risks" and one.words), None)
