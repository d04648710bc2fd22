"""What speaks for an alert, in what somebody wrote."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.safeguarding.cues import NO_WORDS, OTHER_LANGUAGE, scan

NOT_FOR_A_LIST = {OTHER_LANGUAGE, NO_WORDS}
"""What a scan says of words that only a person can judge."""
PICKED = "PICKED"
"""Among the cues: they picked an answer that says they may not be safe."""


@dataclass(frozen=True)
class Danger:
    """What speaks for an alert: how urgent it is, where that comes from, and the cues found."""

    level: str
    source: str
    cues: tuple[str, ...] = ()


def danger_in(words: Iterable[tuple[str, str]]) -> Danger | None:
    """Look for danger in what somebody wrote: (language, text) each. None if none is found.

    English is looked through for cues; anything else goes straight to a person, the same day.
    """
    findings = [scan(text, language) for language, text in words]
    found = [finding for finding in findings if finding.level != "none"]
    if not found:
        return None
    cues = tuple(dict.fromkeys(cue for finding in found for cue in finding.cues))
    level = "red" if any(finding.level == "red" for finding in found) else "amber"
    return Danger(level, "language" if NOT_FOR_A_LIST.issuperset(cues) else "cue", cues)


def with_what_was_picked(found: Danger | None) -> Danger:
    """The danger found in their words, if any was, of somebody who also picked an answer that says
    they may not be safe: it is said beside what the words tell, and is late no later than they.
    """
    if found is None:
        return Danger("amber", "button")
    return replace(found, cues=(*found.cues, PICKED))
