"""Questions that say “not”, and the same asked about what is there. Pure.

Only the “not” of what is asked itself is ever taken away: “in a way you did not like” without it
asks for the opposite. Where that cannot be told, nothing is offered.
"""

import re

VERB = r"(?:do|does|did|am|is|are|was|were|have|has|had|can|could|will|would|should|must|ca|wo|sha)"
SUBJECT = (
    r"(?:i|you|we|they|it|he|she|this|there|adults|grown-ups|people|children|(?:any|some|every)"
    r"(?:body|one)|(?:my|your|our|their|his|her|the)"
    r"(?: (?!(?:who|that|which|when|where|if|and|or|not|never)\b)[\w-]+){1,2})"
)
OWN_NOT = re.compile(
    rf"^(?P<before>(?:{VERB} {SUBJECT}|{SUBJECT}(?: {VERB})?))"
    r"(?: (?:not|never)|n['’]t)\b(?P<after> .+)$",
    re.IGNORECASE,
)
"""Whose “not” it is: the verb of the question, or of the sentence, itself."""
IN_A_PART = re.compile(
    rf"^{VERB} (?!.*\b(?:think|feel|say|sure|scared|afraid|worried)\b).+ "
    rf"(?:(?:that|who|which|why)|you|they|he|she|we|it) {VERB}(?: (?:not|never)|n['’]t)\b",
    re.IGNORECASE,
)
"""In a question, a “not” in a part that only says which: a way you did not like."""
IS_CUT = re.compile(r"\b(?:ca|wo|sha)$", re.IGNORECASE)
NEEDS_NOT = re.compile(
    r"\b(?:any\w*|ever|yet|either|at all|much|many|until|only|not|never|no|nobody|nothing"
    r"|or|\w+n['’]t)\b",
    re.IGNORECASE,
)
"""What says something else, or nothing, without the “not” before it."""


def without_not(ask: str) -> str:
    """The same asked about what is there; "" where it is not that simple."""
    found = OWN_NOT.match(ask.strip())
    if found is None or IS_CUT.search(found["before"]) or NEEDS_NOT.search(found["after"]):
        return ""
    return found["before"] + found["after"]


def only_says_which(ask: str) -> bool:
    """Whether the “not” belongs to no verb that is said yes or no to."""
    return OWN_NOT.match(ask.strip()) is None and IN_A_PART.search(ask.strip()) is not None
