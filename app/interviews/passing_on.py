"""What a child shares with those who have no account here: whoever listened tells them, and it is
written down who was told which part, and when. The child sees that.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.accounts.models import Account
from app.core.alone import alone
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import speaking
from app.core.languages import ENGLISH
from app.interviews import afterwards, sharing
from app.interviews.models import ReturnInterview, SharedParagraph


@dataclass(frozen=True)
class ToTell:
    """One part, and one reader who is told of it in person."""

    shared: SharedParagraph
    paragraph: sharing.Paragraph

    @property
    def is_done(self) -> bool:
        return self.shared.passed_on is not None


def to_tell(interview: ReturnInterview, found: Collection[sharing.Paragraph]) -> list[ToTell]:
    """Of these paragraphs, what is or was to be told to whom, one reader after the other."""
    paragraphs = {one.answer.id: one for one in found}
    rows = select(SharedParagraph).where(
        SharedParagraph.interview_id == interview.id,
        SharedParagraph.reader.in_(sharing.TOLD_IN_PERSON),
        SharedParagraph.answer_id.in_(paragraphs),
    )
    order = [*paragraphs]
    shared = sorted(session.scalars(rows), key=lambda one: (one.reader, order.index(one.answer_id)))
    return [ToTell(one, paragraphs[one.answer_id]) for one in shared]


def pass_on(
    interview: ReturnInterview, told: Collection[ToTell], on: date, by: Account
) -> list[ToTell]:
    """`by` has told these readers these parts on this day. Those that were told before, or that the
    child has taken back meanwhile, are left alone; what was written down now is returned.
    """
    alone(interview)
    still = set(
        session.scalars(
            select(SharedParagraph.id).where(
                SharedParagraph.interview_id == interview.id, SharedParagraph.passed_on.is_(None)
            )
        )
    )
    new = [one for one in told if one.shared.id in still]
    for one in new:
        one.shared.passed_on, one.shared.passed_on_by = on, by.display_name
    for reader in dict.fromkeys(one.shared.reader for one in new):
        parts = [one for one in new if one.shared.reader == reader]
        afterwards.tell(interview, reader, on, _in_words(parts), by)
    return new


def _in_words(parts: Collection[ToTell]) -> str:
    """Which parts it was, in English: what was said in them stands where the child said it."""
    with speaking(ENGLISH):
        return " · ".join(_(one.paragraph.question.ask) for one in parts)
