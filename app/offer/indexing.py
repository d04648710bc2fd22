"""Keeping what is searched in step with the lines and with the words of every language.

The rows are written here; each database keeps its full-text index over them by itself.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from flask import current_app
from sqlalchemy import delete, insert, select

from app.core.catalogues import FOLDER, po_file
from app.core.db import session
from app.core.i18n import gettext, speaking
from app.core.jobs import every
from app.core.languages import ENGLISH, LANGUAGES, Language
from app.offer import folding
from app.offer.models import Entitlement, IndexedLanguage, Revision, SearchText
from app.offer.other_words import mark, other_words
from app.offer.records import Record
from app.offer.showing import live

THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
AT_ONCE = 500
"""Lines whose rows are written together."""


def index(lines: Sequence[Entitlement]) -> None:
    """Let these lines, which are shown, be found by what they say now."""
    _write(lines, LANGUAGES)
    _remember(LANGUAGES)


def forget(line: Entitlement) -> None:
    """Let this line no longer be found."""
    session.execute(delete(SearchText).where(SearchText.entitlement_id == line.id))
    _remember(LANGUAGES)


def index_all(languages: Sequence[Language] = LANGUAGES) -> None:
    """Make the rows of these languages anew."""
    session.execute(delete(SearchText).where(SearchText.language.in_(map(str, languages))))
    _write(session.scalars(live()).all(), languages)
    _remember(languages)


def refresh() -> int:
    """Make anew what was made from other words than there are now; how many languages that was.

    Cheap when there is nothing to do. To be committed by the caller.
    """
    kept = {one.language: one.digest for one in session.scalars(select(IndexedLanguage))}
    digests = _digests(LANGUAGES)
    stale = [one for one in LANGUAGES if kept.get(str(one)) != digests[one]]
    if stale:
        index_all(stale)
    return len(stale)


@every(minutes=10)
def refresh_now_and_then() -> None:
    """The worker's round: after a new version has come with new translations."""
    refresh()


def _write(lines: Sequence[Entitlement], languages: Sequence[Language]) -> None:
    for start in range(0, len(lines), AT_ONCE):
        some = lines[start : start + AT_ONCE]
        ids = [line.id for line in some]
        session.execute(
            delete(SearchText).where(
                SearchText.entitlement_id.in_(ids), SearchText.language.in_(map(str, languages))
            )
        )
        rows = [row for language in languages for row in _rows(some, language)]
        if rows:
            session.execute(insert(SearchText), rows)


def _rows(lines: Iterable[Entitlement], language: Language) -> Iterator[dict]:
    """What these lines say in a language; none for a line of which it says nothing."""
    with speaking(language):
        for line in lines:
            record = Record.of(line)
            title, body = _said(record.title, language), _body(record, language)
            if title or body.strip():
                yield {
                    "entitlement_id": line.id,
                    "language": str(language),
                    "title": folding.fold(title),
                    "body": folding.fold(body),
                }


def _body(record: Record, language: Language) -> str:
    amount = record.amount.words if record.amount else ""
    texts = (record.text, amount, *record.conditions, record.how)
    said = " ".join(filter(None, (_said(one, language) for one in texts)))
    # £3,000 is found by 3000 too.
    whole = (number.replace(",", "") for number in THOUSANDS.findall(said))
    return " ".join((said, *whole, other_words(record.topic, language)))


def _said(words: str, language: Language) -> str:
    """These words in the language that is being spoken; "" where nobody translated them."""
    said = gettext(words) if words else ""
    return "" if said == words and language != ENGLISH else said


def _remember(languages: Iterable[Language]) -> None:
    digests = _digests(languages)
    known = {one.language: one for one in session.scalars(select(IndexedLanguage))}
    for language, digest in digests.items():
        if str(language) in known:
            known[str(language)].digest = digest
        else:
            session.add(IndexedLanguage(language=str(language), digest=digest))
    session.flush()


def _digests(languages: Iterable[Language]) -> dict[Language, str]:
    """What stands for everything a language's rows are made from: lines, translations, other words,
    folding.
    """
    approved = (
        select(Revision.id)
        .join(Entitlement)
        .where(Revision.state == "approved", Entitlement.withdrawn_on.is_(None))
    )
    lines = ",".join(map(str, session.scalars(approved.order_by(Revision.id))))
    folder = Path(current_app.config.get("TRANSLATIONS", FOLDER))
    digests = {}
    for language in languages:
        whole = hashlib.sha256(f"{folding.VERSION}:{mark()}:{lines}".encode())
        for file in (po_file(locale, folder) for locale in language.chain):
            whole.update(file.read_bytes() if file.exists() else b"-")
        digests[language] = whole.hexdigest()
    return digests
