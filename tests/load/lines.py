"""Thousands of lines of the offer, worded in every language, written straight to the tables."""

import random
from collections.abc import Iterator

from sqlalchemy import insert

from app.core.clock import now
from app.core.db import session
from app.core.languages import LANGUAGES
from app.offer.folding import fold
from app.offer.models import Entitlement, Revision, SearchText
from app.offer.shipping import shipped_lines

LETTERS = {
    "en": "etaoinshrdlcumwfgypbvk",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "fa-AF": "ابپتثجچحخدذرزژسشصضطعغفقکگلمنهوی",
    "ti": "".join(map(chr, range(0x1208, 0x1340, 3))),
}
VOCABULARY = 4_000
"""Different words of a language; a few of them make up most of what is written."""
TITLE, BODY = 5, 55
"""Words of a line: what ships has 5 and 45."""


def fill(lines: int) -> dict[str, list[str]]:
    """`lines` shown lines; gives back the words of each language, the commonest first."""
    source = random.Random(lines)
    spoken = {str(one): list(_vocabulary(source, LETTERS[str(one)])) for one in LANGUAGES}
    records = [one.record for one in shipped_lines()]
    english = {id(one): (fold(one.title), fold(f"{one.text} {one.how}")) for one in records}
    rules, revisions, texts = [], [], []
    for number in range(1, lines + 1):
        record = source.choice(records)
        rules.append(_rule(number, record.to_json()))
        revisions.append(_approved(number))
        for language, words in spoken.items():
            said = {"entitlement_id": number, "language": language}
            title, body = _written(source, words, TITLE), _written(source, words, BODY)
            if language == "en":
                own = english[id(record)]
                title, body = f"{own[0]} {title}", f"{own[1]} {body}"
            texts.append(said | {"title": title, "body": body})
    for table, rows in ((Entitlement, rules), (Revision, revisions), (SearchText, texts)):
        session.execute(insert(table), rows)
    return {language: words[:3] for language, words in spoken.items()}


def _vocabulary(source: random.Random, letters: str) -> Iterator[str]:
    """Folded, as they are kept."""
    for _ in range(VOCABULARY):
        yield fold("".join(source.choices(letters, k=source.randint(3, 9))))


def _written(source: random.Random, words: list[str], count: int) -> str:
    places = (int(len(words) * source.random() ** 4) for _ in range(count))
    return " ".join(words[place] for place in places)


def _rule(number: int, record: dict) -> dict:
    columns = ("topic", "heading", "strength", "who", "needs", "age_from", "no_referral")
    told = {name: record.pop(name) for name in columns}
    return told | {"id": number, "slug": f"line_{number}", "code": str(number), "content": record}


def _approved(number: int) -> dict:
    return {
        "id": number,
        "entitlement_id": number,
        "number": 1,
        "state": "approved",
        "content": {},
        "made_at": now(),
    }
