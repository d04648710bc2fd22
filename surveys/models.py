"""Forms, the versions of them that were published, and what was answered."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of
from app.people.models import YoungPerson
from surveys.definition import Given

KINDS = (
    "statement",
    "pledge_check",
    "interview",
    "nomination",
    "suggestion",
    "survey",
    "inspection",
)

CONFIDED_TO = ("listener", "readers")


class Form(RandomId, Base):
    """A set of questions under a name that stays while its versions change."""

    __tablename__ = "form"

    key: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = mapped_column(String(20))

    versions: Mapped[list["FormVersion"]] = relationship(
        back_populates="form", order_by="FormVersion.number"
    )


class FormVersion(RandomId, Base):
    """A form as it was published: never changed afterwards, only withdrawn."""

    __tablename__ = "form_version"
    __table_args__ = (UniqueConstraint("form_id", "number"),)

    form_id: Mapped[int] = mapped_column(ForeignKey("form.id", ondelete="CASCADE"))
    number: Mapped[int]
    definition: Mapped[dict] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    published_on: Mapped[date]
    withdrawn_on: Mapped[date | None]

    form: Mapped[Form] = relationship(back_populates="versions", lazy="joined")


class Response(RandomId, Base):
    """One filling-in of a form; a draft until it is sent.

    The browser holds a token and the row only its keyed hash, which makes sending twice the same
    as sending once. An anonymous response has nothing here that could lead to a child: no person,
    and no time finer than a day.
    """

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint(
            "NOT anonymous OR (young_person_id IS NULL AND sent_at IS NULL)",
            name="an_anonymous_response_leads_to_nobody",
        ),
        CheckConstraint(
            "anonymous OR return_hash IS NULL", name="only_the_anonymous_have_a_return_number"
        ),
        CheckConstraint("source IN ('app', 'import')", name="known_source"),
        # All that a report asks of a response, so that it reads no row.
        Index(
            "ix_response_said",
            "council_code",
            "sent_on",
            "anonymous",
            "source",
            "young_person_id",
            postgresql_include=["id"],
        ),
        Index("ix_response_young_person_id_sent_on", "young_person_id", "sent_on"),
    )

    form_version_id: Mapped[int] = mapped_column(ForeignKey("form_version.id"), index=True)
    anonymous: Mapped[bool]
    young_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE")
    )
    council_code: Mapped[str | None] = mapped_column(ForeignKey("council.code"))
    """The young person's council; for the anonymous the one they named, or None."""
    language: Mapped[str] = mapped_column(String(10))
    """The language it is being answered in."""
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    return_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    started_on: Mapped[date]
    sent_on: Mapped[date | None]
    sent_at: Mapped[datetime | None]
    source: Mapped[str] = mapped_column(String(10), default="app")
    changes: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often it was changed, so that a draft is sent only as it was read."""
    stopped_at: Mapped[str | None] = mapped_column(String(60))
    """The question from which a draft was put away for later, if that was done last."""
    about: Mapped[str | None] = mapped_column(String(80))
    """The page it was begun from, as `surveys.abouts` names it: offer/council_tax_west."""

    version: Mapped[FormVersion] = relationship(lazy="joined")
    young_person: Mapped[YoungPerson | None] = relationship()
    answers: Mapped[list["Answer"]] = relationship(
        back_populates="response", cascade="all, delete-orphan"
    )


class Answer(RandomId, Base):
    """One answer: codes that were chosen, or words that were written."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("response_id", "question_key"),
        CheckConstraint("kind IN ('words', 'choice')", name="known_kind"),
        CheckConstraint(
            f"confided_to IS NULL OR {one_of('confided_to', CONFIDED_TO)}",
            name="known_confided_to",
        ),
        Index("ix_answer_said", "response_id", "kind", "confided_to", postgresql_include=["id"]),
    )

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"))
    question_key: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(10))
    choices: Mapped[list[str] | None] = mapped_column(JSON)
    """Codes, in the order they were chosen; never words that depend on the language."""
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()
    language: Mapped[str] = mapped_column(String(10))
    confided_to: Mapped[str | None] = mapped_column(String(10))
    """None for a comment. What was said in confidence is none: the `listener` alone has it, or
    `readers` too whom the young person chose (and an interpreter, for them).
    """

    response: Mapped[Response] = relationship(back_populates="answers")

    @property
    def given(self) -> Given:
        """What the row says."""
        return Given(choices=tuple(self.choices or ()), words=self.words)
