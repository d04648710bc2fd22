"""What inspectors wrote and how it may be told: no adult changes their words in silence.

Whoever changes them says why. The inspectors read both and say whether they agree. Nothing goes out
that one of them does not agree with; what they say nothing to goes out after some working days.
"""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Account
from app.core.clock import add_working_days
from app.core.db import session

DAYS_TO_SAY = 5
"""Working days the inspectors have to say whether they agree."""


class Reworded:
    """Words of inspectors that an officer looks over. The model itself adds what is sealed: `told`,
    `told_because` and `objection`.
    """

    told_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    told_because_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    checked_on: Mapped[date | None]
    agreed: Mapped[bool | None]
    """What the inspectors say to what was changed; None while they have not said."""
    objection_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Why they last did not agree."""
    objection_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    """Who of them last said whether they agree."""

    @property
    def who_said(self) -> Account | None:
        """Who said what `agreed` holds; None when nobody did, or they are not known any more."""
        if self.agreed is None or self.objection_by_id is None:
            return None
        return session.get(Account, self.objection_by_id)

    @property
    def as_written(self) -> str:
        """The inspectors' own words."""
        return self.words

    @property
    def is_reworded(self) -> bool:
        """True if it is told in other words than theirs."""
        return self.told is not None and not same_words(self.told, self.as_written)

    def goes_out_on(self) -> date:
        """The day from which it may go out although they said nothing."""
        return add_working_days(self.checked_on, DAYS_TO_SAY)

    def is_settled(self, day: date) -> bool:
        """True if nothing was changed, they agree, or they had their days and said nothing."""
        if not self.is_reworded:
            return True
        return self.goes_out_on() <= day if self.agreed is None else self.agreed

    def tell(self, told: str | None, because: str | None = None) -> None:
        """These are the words from now on, and why they are not the inspectors' own. That they
        agreed with others, or for another reason, does not hold for these.
        """
        if (told, because) != (self.told, self.told_because):
            self.agreed = None
        self.told, self.told_because = told, because

    def not_told_yet(self) -> None:
        """An officer looks again, because the inspectors wrote something else."""
        self.tell(None)
        self.checked_by_id, self.checked_on = None, None


def same_words(one: str, other: str) -> bool:
    """True if they differ at most in how browsers end a line."""
    return one.split() == other.split()
