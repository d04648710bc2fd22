"""What is handed over: certificates made in batches, and small steps with what they are given."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.awards.round_models import AwardRound, Nominee
from app.core.crypto import Sealed, SealedFile
from app.core.db import Base, RandomId
from app.core.permissions import Permission
from app.people.models import YoungPerson


class CertificateBatch(RandomId, Base):
    """One making of certificates: all of a round in one council, or some of them again."""

    __tablename__ = "certificate_batch"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("award_round.id", ondelete="CASCADE"), index=True
    )
    asked_on: Mapped[date]
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    finished: Mapped[bool] = mapped_column(default=False)
    print_file_sealed: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    print_file = SealedFile()
    """Every certificate that could be made, one after the other."""

    round: Mapped[AwardRound] = relationship()

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """Those with a certificate of a nominee this officer answers for. What else is in it is
        not theirs: a nominee of whom no council was known may have been found to be another's.
        """
        return select(cls).where(cls.id.in_(_batches_with(_seen_by(account))))

    @classmethod
    def whole_for(cls, account: Account) -> Select:
        """Of those, the ones in which there is nobody else's: the file for the printer cannot be
        taken apart.
        """
        others = select(Nominee.id).where(Nominee.id.not_in(_seen_by(account)))
        return cls.visible_to(account).where(cls.id.not_in(_batches_with(others)))


class Certificate(RandomId, Base):
    """A nominee's certificate and letter, and when they were printed and sent."""

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("nominee_id"), Index("ix_certificate_batch_id", "batch_id"))

    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id", ondelete="CASCADE"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("certificate_batch.id"))
    """The last one it was made in."""
    language: Mapped[str] = mapped_column(String(10))
    """Beside English."""
    file_sealed: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    file = SealedFile()
    made_on: Mapped[date | None]
    missing: Mapped[str] = mapped_column(String(40), default="")
    """Code points (`U+4E2D U+6587`) that no font of ours has; the certificate was not made."""
    printed_on: Mapped[date | None]
    sent_on: Mapped[date | None]
    reprints: Mapped[int] = mapped_column(default=0)

    nominee: Mapped[Nominee] = relationship()


def _seen_by(account: Account) -> Select:
    return Nominee.visible_to(account).with_only_columns(Nominee.id)


def _batches_with(nominees: Select) -> Select:
    return select(Certificate.batch_id).where(Certificate.nominee_id.in_(nominees))


class StepLink(Base):
    """A council's link by which carers offer small steps; a new code kills the old one."""

    __tablename__ = "step_link"

    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    made_on: Mapped[date]


class SmallStep(RandomId, Base):
    """A step that was small to others and big to the one who made it: offered, checked by a second
    person, agreed to, told to a board, and thanked for.
    """

    __tablename__ = "small_step"
    __table_args__ = (
        CheckConstraint(
            "checked_by_id IS NULL OR checked_by_id <> offered_by_id",
            name="somebody_else_checks_it",
        ),
        CheckConstraint(
            "consent IN ('', 'yes', 'no') AND (consent = '' OR checked_on IS NOT NULL)",
            name="asked_only_about_what_was_checked",
        ),
        CheckConstraint("board_on IS NULL OR consent = 'yes'", name="no_board_without_a_yes"),
        CheckConstraint(
            "NOT by_link OR offered_by_id IS NULL", name="nobody_is_behind_an_open_link"
        ),
        CheckConstraint(
            "NOT consent_own_hand OR (consent <> '' AND consent_written_by_id IS NULL)",
            name="own_hand_is_nobody_elses",
        ),
        CheckConstraint("held IN ('', 'worry', 'flood', 'put_aside')", name="known_reason"),
        CheckConstraint(
            "young_person_id IS NOT NULL OR (by_link AND checked_on IS NULL)",
            name="nobody_in_it_only_by_link",
        ),
        UniqueConstraint("sent_key"),
        Index("ix_small_step_council_code_board_on", "council_code", "board_on"),
    )

    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    young_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE"), index=True
    )
    """None until an officer has matched what came by the link."""
    by_link: Mapped[bool] = mapped_column(default=False)
    """From a carer, who has no account: nothing says which."""
    named_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    named = Sealed()
    """Whom the carer named; gone once it is known who that is."""
    held: Mapped[str] = mapped_column(String(10), default="")
    """Why nobody goes on with it: `worry`, `flood`, `put_aside`, or nothing."""
    sent_key: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """Keyed hash of what the page sent along, so that sent twice it is one."""
    offered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    offered_on: Mapped[date]
    story_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    story = Sealed()
    """As it was offered."""
    english_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    english = Sealed()
    """An interpreter's, for a carer's story in another language."""
    english_by: Mapped[str] = mapped_column(String(120), default="")
    """What the interpreter was called."""
    told_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    told = Sealed()
    """As it may be told: what the second person let through."""
    language: Mapped[str] = mapped_column(String(10), default="en")
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    checked_on: Mapped[date | None]
    consent: Mapped[str] = mapped_column(String(3), default="")
    consent_on: Mapped[date | None]
    consent_written_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    """The worker who asked and wrote down the answer, as long as they have an account."""
    consent_own_hand: Mapped[bool] = mapped_column(default=False)
    """Whether the young person answered under their own name."""
    board_on: Mapped[date | None]
    """The board that hears of it."""
    certificate_on: Mapped[date | None]
    voucher_on: Mapped[date | None]

    young_person: Mapped[YoungPerson | None] = relationship()
    offered_by: Mapped[Account | None] = relationship(foreign_keys=[offered_by_id])

    @property
    def state(self) -> str:
        """How far it has come: a code of app.awards.texts.STEP_STATES."""
        if self.held or self.young_person_id is None:
            return self.held or "not_matched"
        if self.certificate_on and self.voucher_on:
            return "given"
        if self.board_on:
            return "on_agenda"
        if self.consent:
            return "agreed" if self.consent == "yes" else "private"
        return "checked" if self.checked_on else "offered"

    @classmethod
    def foreign(cls) -> Select:
        """What carers wrote in another language, until it is put aside or a second person has
        written it down as it may be told.
        """
        return select(cls).where(
            cls.by_link, cls.language != "en", cls.checked_on.is_(None), cls.held != "put_aside"
        )

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """What this account offered, what is about those it works with, and what its councils have
        to check.
        """
        check = within(cls.council_code, account, Permission.STEP_CHECK)
        theirs = YoungPerson.visible_to(account).with_only_columns(YoungPerson.id)
        mine = or_(cls.offered_by_id == account.id, cls.young_person_id.in_(theirs))
        return select(cls).where(or_(mine, check))
