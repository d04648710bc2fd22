"""Questions that lead, and two questions in one: how they are seen and asked instead. Pure."""

import re

VERBS = {
    "do": "do", "does": "does", "did": "did", "is": "is", "are": "are", "was": "was",
    "were": "were", "would": "would", "should": "should", "could": "could", "have": "have",
    "has": "has", "ca": "can", "wo": "will",
}  # fmt: skip
"""What stands before n’t, and the same without it."""

NOT_THINK = re.compile(
    r"^(?:do|would|should)n['’]t you (?:think|agree|say|feel)(?: that)? (?P<rest>.+?)\?*$", re.I
)
AGREE = re.compile(r"^do you (?:not )?agree(?: that| with)? (?P<rest>.+?)\?*$", re.I)
NOT = re.compile(r"^(?P<verb>[a-z]+)n['’]t (?P<rest>.+?)\?*$", re.I)
HOW = re.compile(
    r"^how (?:very |really )?(?:good|great|nice|kind|helpful|brilliant|bad|awful|horrible|unfair"
    r"|fair|safe|unsafe|easy|hard|difficult|boring|fun|lovely|poor|well) "
    r"(?P<verb>is|are|was|were) (?P<rest>.+?)\?*$",
    re.I,
)
HOW_DO = re.compile(
    r"^how (?:happy|unhappy|sad|pleased|angry|worried|proud|satisfied|comfortable"
    r"|safe) (?:are|were) you"
    r"(?: with| about| at| in| when)? (?P<rest>.+?)\?*$",
    re.I,
)
HOW_MUCH = re.compile(
    r"^how much (?:do|did) you (?:like|love|enjoy|hate|dislike) (?P<rest>.+?)\?*$", re.I
)
TAIL = re.compile(
    r"^(?P<rest>.+?), (?:right|is(?:n['’]t)? it|are(?:n['’]t)? they|do(?:n['’]t)? you"
    r"|would(?:n['’]t)? you|do(?:es)?n['’]t (?:it|they|he|she)|yes|no|okay|ok)\?+$",
    re.I,
)
PUSHES = re.compile(
    r"\b(?:obviously|of course|surely|clearly|as (?:everyone|everybody|we all) knows?|we all know"
    r"(?: that)?|everyone (?:agrees|says|knows)(?: that)?|everybody (?:agrees|says|knows)"
    r"(?: that)?)\b,? ?",
    re.I,
)

PAIRS = re.compile(
    r"\b(?:brothers? (?:and|or) sisters?|mum (?:and|or) dad|day and night|yes (?:and|or) no|or not"
    r"|up and down|in and out|more or less|health and feelings|now and then|friends and family"
    r"|family and friends|foster mum (?:and|or) dad|again and again|black and white|one or two"
    r"|two or three|and so on|or so)\b",
    re.I,
)
"""What belongs together and is one thing."""
JOINED = re.compile(r"\b(?:and/or|and|or)\b|[a-z]\s*/\s*[a-z]", re.I)
SPLIT = re.compile(
    r"^(?P<start>.*\b(?:is|are|was|were|feel|do|does|did|can|how|like|about|with|get|have|has)"
    r"(?: (?:your|the|you|it|they|my|this|that))*(?: \w+)??) (?P<a>[\w’'-]+)"
    r" (?:and/or|and|or) (?P<b>[\w’'-]+(?: \w+)?)\?$",
    re.I,
)


def leading(ask: str) -> str | None:
    """How to ask this without leading anybody; None if it does not lead."""
    ask = ask.strip()
    if (found := NOT_THINK.match(ask)) or (found := AGREE.match(ask)):
        return f"What do you think: {_lower(found['rest'])}, or not?"
    if (found := NOT.match(ask)) and found["verb"].casefold() in VERBS:
        return f"{VERBS[found['verb'].casefold()].capitalize()} {found['rest']}?"
    if found := HOW.match(ask):
        return f"How {found['verb'].lower()} {found['rest']}?"
    if (found := HOW_DO.match(ask)) or (found := HOW_MUCH.match(ask)):
        return f"How do you feel about {found['rest']}?"
    if found := TAIL.match(ask):
        return f"What do you think: {_lower(found['rest'])}, or not?"
    if PUSHES.search(ask):
        plain = PUSHES.sub("", ask).strip()
        return plain[:1].upper() + plain[1:]
    return None


def double_question(ask: str) -> tuple[str, ...] | None:
    """The questions to ask one by one, as far as that can be told: () for no idea how, None if it
    is only one question.
    """
    ask = ask.strip()
    asked = [one for one in re.split(r"(?<=\?)\s+", ask) if one.endswith("?")]
    if len(asked) > 1:
        return tuple(asked)
    if not JOINED.search(PAIRS.sub("", ask)):
        return None
    found = SPLIT.match(ask)
    if found is None:
        return ()
    return tuple(f"{found['start']} {part}?" for part in (found["a"], found["b"]))


def _lower(text: str) -> str:
    """The first letter small, unless it is I."""
    return text if re.match(r"I\b", text) else text[:1].lower() + text[1:]
