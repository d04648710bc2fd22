"""Questions whose answers may say that somebody is in danger, found by their words. Pure.

They are looked through for what the duty desk's own list of words looks for (`cues.yaml`), said as
whoever answers would say it, and for what only a question says. Better one too many than one too
few: all that comes of it is an idea.
"""

import re

from app.safeguarding.cues import NONE, RED, cue_list
from surveys.building.content import Question
from surveys.building.hint_words import SAFETY

AS_SAID = {"yourself": "myself", "your": "my", "yours": "mine"}
YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)


def asks_of_danger(question: Question) -> bool:
    """Whether its words, or an answer that can be picked, are about being in danger."""
    asks = [question["ask"], question.get("easier", {}).get("ask", "")]
    labels = [one["label"] for one in question.get("choices", ())]
    return any(map(_is_of_danger, asks)) or any(cue_list().scan(one).level == RED for one in labels)


def _is_of_danger(ask: str) -> bool:
    said = (_said(ask, you) for you in ("I", "me"))
    return bool(SAFETY.search(ask)) or any(cue_list().scan(one).level != NONE for one in said)


def _said(ask: str, you: str) -> str:
    """“Do you cut yourself” as “Do I cut myself”; whether “you” is I or me is tried both ways."""
    return YOU.sub(lambda found: AS_SAID.get(found[0].casefold(), you), ask)
