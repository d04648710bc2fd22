"""Keeping comments that were brought in: each an anonymous response, sealed, checked for danger.

Rows are kept in slices, and whoever imports commits after each: a slice takes a moment, so that a
child who sends something meanwhile never waits for the whole file. An import that was broken off is
simply run again; what is here already is refused.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from sqlalchemy import select

from app.accounts.models import Account, Council
from app.core import audit
from app.core.clock import today
from app.core.crypto import keyed_hash
from app.core.db import session
from app.core.outbox import post
from app.safeguarding.duty_mail import facts_of_many, tell_what_waited
from app.safeguarding.duty_people import duty_emails
from app.safeguarding.models import Alert
from app.safeguarding.services import check_words
from feedback.imported_questions import QUESTION, definition_asking
from feedback.importing import Comment, Problem, Reader
from feedback.models import Coding, ImportBatch, ImportedRow
from feedback.theming.codebook import codebook
from surveys.models import Answer, FormVersion, Response
from surveys.publishing import current_version, publish

SLICE = 200
"""Rows between two commits."""
MOST_THEMES = 3
FATES = REFUSED, KEPT, ALREADY_HERE, TWICE = "refused", "kept", "already_here", "twice"


@dataclass(frozen=True)
class Fate:
    """What happens to one row."""

    row: Comment | Problem
    what: str
    """KEPT, ALREADY_HERE, TWICE (in this file) or REFUSED."""


@dataclass
class Intake:
    """One file on its way in."""

    council_code: str
    """The council of every row that names none."""
    day: date
    """The day of every row that has none."""
    language: str = "en"
    by: Account | None = None
    """None when it is the installation's own command."""
    _batch: ImportBatch | None = None
    _met: set[bytes] = field(default_factory=set)
    _versions: dict[str, FormVersion] = field(default_factory=dict)
    _alerts: dict[str, list[Alert]] = field(default_factory=dict)

    @property
    def batch_id(self) -> int | None:
        """The ImportBatch of what was kept; None while nothing was."""
        return self._batch.id if self._batch and self._batch.kept else None

    def look(self, rows: Sequence[Comment | Problem]) -> list[Fate]:
        """What happens to each of these rows; nothing is written. Remembers them as met."""
        digests = {id(row): self._digest(row) for row in rows if isinstance(row, Comment)}
        here = set(
            session.scalars(
                select(ImportedRow.digest).where(ImportedRow.digest.in_(set(digests.values())))
            )
        )
        fates = []
        for row in rows:
            digest = digests.get(id(row))
            if digest is None:
                fates.append(Fate(row, REFUSED))
            elif digest in self._met:
                fates.append(Fate(row, TWICE))
            elif digest in here:
                fates.append(Fate(row, ALREADY_HERE))
            else:
                self._met.add(digest)
                fates.append(Fate(row, KEPT))
        return fates

    def keep(self, rows: Sequence[Comment | Problem]) -> list[Fate]:
        """As `look`, and the good rows are kept. To be committed by the caller."""
        fates = self.look(rows)
        batch = self._begun()
        kept = [fate.row for fate in fates if fate.what == KEPT]
        self._keep(kept, batch)
        batch.kept += len(kept)
        batch.already_here += sum(fate.what in (ALREADY_HERE, TWICE) for fate in fates)
        batch.refused += sum(fate.what == REFUSED for fate in fates)
        return fates

    def finish(self) -> int:
        """Tell the duty desks, in one mail each, how many comments need looking at; how many do."""
        tell_what_waited({alert.id for alerts in self._alerts.values() for alert in alerts})
        for code, alerts in self._alerts.items():
            for email in duty_emails(code):
                post(email, "alerts_imported", **facts_of_many(alerts))
        return sum(map(len, self._alerts.values()))

    def _begun(self) -> ImportBatch:
        if self._batch is None:
            self._batch = ImportBatch(
                council_code=self.council_code,
                imported_on=today(),
                imported_by_id=self.by.id if self.by else None,
                kept=0,
                already_here=0,
                refused=0,
            )
            session.add(self._batch)
            session.flush()
            if self.by is not None:
                audit.record("imported", "import_batch", self._batch.id, self.by)
        return self._batch

    def _keep(self, comments: Sequence[Comment], batch: ImportBatch) -> None:
        """Parents before children, all of a kind at once: ten thousand rows are not far."""
        responses = [self._response(comment) for comment in comments]
        session.add_all(responses)
        session.flush()
        for comment, response in zip(comments, responses, strict=True):
            answer = Answer(
                response_id=response.id,
                question_key=QUESTION,
                kind="words",
                language=response.language,
            )
            answer.words = comment.text
            session.add(answer)
            session.add_all(_proposals(comment, answer))
            session.add(
                ImportedRow(
                    digest=self._digest(comment), batch_id=batch.id, response_id=response.id
                )
            )
        session.flush()
        for comment, response in zip(comments, responses, strict=True):
            self._look_for_danger(comment, response)
        session.flush()

    def _response(self, comment: Comment) -> Response:
        day = comment.day or self.day
        return Response(
            form_version_id=self._version(comment.question).id,
            anonymous=True,
            council_code=comment.council or self.council_code,
            language=comment.language or self.language,
            key_hash=secrets.token_bytes(32),
            started_on=day,
            sent_on=day,
            source="import",
        )

    def _look_for_danger(self, comment: Comment, response: Response) -> None:
        alert = check_words(
            "response",
            response.id,
            [(response.language, comment.text)],
            response.council_code,
            anonymous=True,
            imported=True,
        )
        if alert is not None:
            self._alerts.setdefault(response.council_code, []).append(alert)

    def _version(self, question: str) -> FormVersion:
        """The form that asks this question; every question that was asked elsewhere is one."""
        if question not in self._versions:
            asked = definition_asking(question)
            publish(asked)
            self._versions[question] = current_version(asked["key"])
        return self._versions[question]

    def _digest(self, comment: Comment) -> bytes:
        """What makes a row the same row. Only the day it names itself: another run has another."""
        said = (
            comment.council or self.council_code,
            comment.source_id,
            comment.day.isoformat() if comment.day else "",
            comment.question,
            comment.text,
        )
        return keyed_hash("imported-row", "\0".join(said))


def reader(councils: Iterable[Council]) -> Reader:
    """A reader of files in which a council is called by its code or its name."""
    names = {name.casefold(): one.code for one in councils for name in (one.code, one.name)}
    return Reader(names, today())


def slices(rows: Iterable[Comment | Problem]) -> Iterator[list[Comment | Problem]]:
    """The rows, SLICE at a time."""
    rest = iter(rows)
    while chunk := list(islice(rest, SLICE)):
        yield chunk


def _proposals(comment: Comment, answer: Answer) -> list[Coding]:
    """The codes a file brings, as proposals: a person here still confirms each."""
    known = [theme for theme in dict.fromkeys(comment.themes) if theme in codebook()]
    return [
        Coding(
            answer_id=answer.id,
            sub_theme=theme,
            proposed_by="officer",
            codebook_version=codebook().version,
        )
        for theme in known[:MOST_THEMES]
    ]
