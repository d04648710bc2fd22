"""Questions that lead: how they are seen, and asked instead where that can be told. Pure.

What is offered is a sentence, or it is not offered.
"""

import re

VERBS = {
    "do": "do", "does": "does", "did": "did", "is": "is", "are": "are", "was": "was",
    "were": "were", "would": "would", "should": "should", "could": "could", "have": "have",
    "has": "has", "ca": "can", "wo": "will",
}  # fmt: skip
"""What stands before n’t, and the same without it."""

WHO = (
    r"(?:i|you|it|they|he|she|we|this|there|people|adults|grown-ups|(?:any|every|some)(?:body|one))"
)
MANY = r"(?:staff|carers|workers|teachers|children|kids|friends|rules)"
OF = r"(?:my|your|our|the|his|her|their|these|those)"
DOES = (
    r"(?:am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|gets?|needs?"
    r"|helps?|works?|listens?|makes?|feels?)"
)
SENTENCE = re.compile(
    rf"^(?:{WHO} (?!and\b|or\b|who\b)\w+|(?:{OF} )?(?:(?!and\b|or\b)[\w-]+ ){{1,3}}{DOES}\b)", re.I
)
"""That somebody does something, or is so: what can be asked as “…, or not?”."""
GOES_ON = re.compile(rf"\b(?:and|or|but|because|so) (?:that|if|when|{WHO}|{OF})\b|[.?!;:]", re.I)
"""A second sentence in it."""

NOT_THINK = re.compile(
    r"^(?:do|would|should)n['’]t you (?:think|agree|say|feel)(?: that)? (?P<rest>.+?)\?*$", re.I
)
AGREE = re.compile(r"^do you (?:not )?agree(?: that)? (?P<rest>.+?)\?*$", re.I)
AGREE_WITH = re.compile(r"^do you (?:not )?agree with (?P<rest>.+?)\?*$", re.I)
NOT = re.compile(rf"^(?P<verb>[a-z]+)n['’]t (?P<rest>(?:{WHO}|{OF}|{MANY})\b.*?)[?.!]*$", re.I)
HOW = re.compile(
    r"^how (?:very |really )?(?:good|great|nice|kind|helpful|brilliant|bad|awful|horrible|unfair"
    r"|fair|safe|unsafe|easy|hard|difficult|boring|fun|lovely|poor|well) "
    r"(?P<verb>is|are|was|were) (?P<rest>.+?)\?*$",
    re.I,
)
HOW_DO = re.compile(
    r"^how (?:happy|unhappy|sad|pleased|angry|worried|proud|satisfied|comfortable"
    r"|safe) (?:are|were) you"
    r"(?: with| about| at| in)? (?P<rest>.+?)\?*$",
    re.I,
)
HOW_MUCH = re.compile(
    r"^how much (?:do|did) you (?:like|love|enjoy|hate|dislike) (?P<rest>.+?)\?*$", re.I
)
NO_THING = re.compile(r"^(?:that|because|to|about to|as|so|and|or|if|since|before|after)\b", re.I)
"""What cannot stand after “How do you feel about”."""
A_TIME = re.compile(r"^(?:when|now|today|here|there|most days|right now)\b", re.I)
TAIL = re.compile(
    r"^(?P<rest>.+?), (?:right|is(?:n['’]t)? it|are(?:n['’]t)? they|do(?:n['’]t)? you"
    r"|would(?:n['’]t)? you|do(?:es)?n['’]t (?:it|they|he|she)|yes|no|okay|ok)\?+$",
    re.I,
)
ASKED = re.compile(rf"^(?:{DOES}|what|who|how|why|when|where|which) ", re.I)
PUSHES = re.compile(
    r"^(?:obviously|of course|surely|clearly|we all know(?: that)?"
    r"|(?:everyone|everybody) (?:agrees|says|knows)(?: that)?),? "
    r"|,? (?:obviously|of course|surely|as (?:everyone|everybody|we all) knows?),?(?= \w)",
    re.I,
)


def leading(ask: str) -> str | None:
    """How to ask this without leading anybody, "" where that cannot be told; None if it does not
    lead.
    """
    ask = ask.strip()
    if found := AGREE_WITH.match(ask):
        return f"What do you think of {found['rest']}?"
    if found := AGREE.match(ask):
        return _or_not(found["rest"])
    if (found := NOT_THINK.match(ask)) and SENTENCE.match(found["rest"]):
        return _or_not(found["rest"])
    if (found := NOT.match(ask)) and found["verb"].casefold() in VERBS:
        return f"{VERBS[found['verb'].casefold()].capitalize()} {found['rest']}?"
    if found := HOW.match(ask):
        return f"How {found['verb'].lower()} {found['rest']}?"
    if (found := HOW_DO.match(ask)) or (found := HOW_MUCH.match(ask)):
        return _feel(found["rest"])
    if found := TAIL.match(ask):
        rest = found["rest"]
        return f"{rest}?" if ASKED.match(rest) else _or_not(rest)
    if PUSHES.search(ask):
        plain = PUSHES.sub("", ask).strip()
        return plain[:1].upper() + plain[1:]
    return None


def _or_not(rest: str) -> str:
    if not SENTENCE.match(rest) or GOES_ON.search(rest):
        return ""
    return f"What do you think: {_lower(rest)}, or not?"


def _feel(rest: str) -> str:
    if NO_THING.match(rest):
        return ""
    return f"How do you feel {rest}?" if A_TIME.match(rest) else f"How do you feel about {rest}?"


def _lower(text: str) -> str:
    """The first letter small, unless it is I."""
    return text if re.match(r"I\b", text) else text[:1].lower() + text[1:]
