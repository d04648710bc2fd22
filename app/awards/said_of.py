"""What is said of somebody, as they would say it themselves.

The cues know how children speak of themselves: "he hits me". A nomination speaks of somebody else:
"her carer hits her". Turned round, the same cues find the same danger. The words that were written
are looked through as well, and what is turned round is kept nowhere.
"""

import re

MINE = {"his": "my", "their": "my", "hers": "mine", "theirs": "mine"}
MYSELF = {"him": "me", "them": "me", "himself": "myself", "herself": "myself"}
MYSELF |= {"themself": "myself", "themselves": "myself"}
I_DO = {"he": "i", "she": "i", "they": "i", "wants": "want", "has": "have", "is": "am"}
I_DO |= {"feels": "feel", "hates": "hate", "hurts": "hurt", "cuts": "cut", "takes": "take"}
AS_ME, AS_MINE = {"her": "me"}, {"her": "my"}
"""Her may be either, so that both ways of reading it are tried."""
WAYS = tuple(MINE | MYSELF | her | subject for her in (AS_ME, AS_MINE) for subject in ({}, I_DO))
WORD = re.compile(r"[^\W\d_]+")


def said_by_them(words: str) -> list[str]:
    """The same in the first person, in each way it can be meant; none where nothing changes."""
    turned = (_turned(words, way) for way in WAYS)
    return [text for text in dict.fromkeys(turned) if text != words]


def _turned(words: str, way: dict[str, str]) -> str:
    return WORD.sub(lambda found: way.get(found.group().lower(), found.group()), words)
