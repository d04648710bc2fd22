"""Other words that people use for what is in the offer: they are searched, and never shown."""

import hashlib
from functools import cache
from pathlib import Path

import yaml

from app.offer.folding import fold

FILE = Path(__file__).with_name("other_words.yaml")


@cache
def _by_topic() -> dict[str, dict[str, tuple[str, ...]]]:
    kept = yaml.safe_load(FILE.read_text("utf-8"))
    return {
        topic: {
            language: tuple(one.strip() for one in written.split(","))
            for language, written in spoken.items()
        }
        for topic, spoken in kept.items()
    }


def other_words(topic: str, language: str) -> str:
    """What else lines on this topic are called in this language, as one text; "" if nothing."""
    return " ".join(_by_topic().get(topic, {}).get(str(language), ()))


@cache
def called(topic: str) -> frozenset[str]:
    """Everything lines on this topic are called in any language, each folded for searching."""
    spoken = _by_topic().get(topic, {})
    return frozenset(fold(one) for some in spoken.values() for one in some)


@cache
def mark() -> str:
    """Stands for all of it, so that what is searched is made anew when a word is added."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()
