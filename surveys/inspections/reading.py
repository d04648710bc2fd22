"""How what is written in an inspection reads for young people: hints, for English words."""

from app.core.looking import only_looks
from app.core.plain_words import ANYBODY, Hint, Looked, hints_on
from app.safeguarding.cues import looks_english


def hints_for(words: str | None) -> list[Hint]:
    """What would be easier to read in these; nothing of words in another language."""
    return hints_on([words], ANYBODY) if words and looks_english(words) else []


def looked_at(words: str | None) -> Looked | None:
    """What somebody is told who has asked how these read; None when nobody has."""
    return how_it_reads(words) if only_looks() else None


def how_it_reads(words: str | None) -> Looked:
    """What there is to say of these."""
    return Looked(hints_for(words), looks_english(words or ""))
