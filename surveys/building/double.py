"""Two questions in one: how they are seen, and asked one by one instead. Pure."""

import re

from surveys.building.hint_words import BAD, GOOD

PAIRS = re.compile(
    r"\b(?:brothers? (?:and|or) sisters?|mum (?:and|or) dad|day and night|yes (?:and|or) no|or not"
    r"|up and down|in and out|more or less|health and feelings|now and then|friends and family"
    r"|family and friends|foster mum (?:and|or) dad|again and again|black and white|one or two"
    r"|two or three|and so on|or so|he/she|she/he|him/her|his/her|they/them"
    r"|you and your (?:social )?\w+)\b",
    re.I,
)
"""What belongs together and is one thing."""
OPPOSITE = (
    ("hot", "cold"), ("warm", "cold"), ("big", "small"), ("early", "late"), ("loud", "quiet"),
    ("fast", "slow"), ("long", "short"), ("clean", "dirty"), ("right", "wrong"), ("true", "false"),
    ("more", "less"), ("same", "different"), ("too much", "too little"), ("little", "much"),
    ("good", "not"), ("alone", "together"), ("old", "new"),
)  # fmt: skip
OR = re.compile(r"\b(?P<a>[\w’'-]+) or (?:too |very |really )?(?P<b>[\w’'-]+)", re.I)
JOINED = re.compile(r"\b(?:and/or|and|or)\b|[a-z]\s*/\s*[a-z]", re.I)

THING = r"(?:it|you|they|he|she|this|that|(?:your|the|my|our|this|that) \w+(?: \w+)?)"
OF = r"(?:my|your|our|the|an?|his|her|their)"
WHAT = (
    rf"(?:(?:do|would|should)(?:n['’]t)? you (?:think|say|agree)(?: that)? {THING}"
    rf" (?:is|are|was|were)|(?:is|are|was|were) {THING}"
    r"|(?:do|did|does|can) (?:you|they|he|she|it) (?:like|love|enjoy|hate|feel|trust|want|need|get"
    r"|have))"
)
SPLIT = re.compile(
    rf"^(?P<start>{WHAT}) (?P<a>[\w’'-]+) (?:and/or|and|or) (?P<b>[\w’'-]+)\?$", re.I
)
"""Two single words: warm and quiet."""
SPLIT_THINGS = re.compile(
    rf"^(?P<start>(?:are you|is it|(?:do|did|can) you \w+(?: (?:with|to|about|at|in|from))?))"
    rf" (?P<a>{OF} \w+(?: \w+)?) (?:and/or|and|or) (?P<b>{OF} \w+(?: \w+)?)\?$",
    re.I,
)
"""Two things that are named in full: your worker and your teacher."""


def double_question(ask: str) -> tuple[str, ...] | None:
    """The questions to ask one by one, as far as that can be told: () for no idea how, None if it
    is only one question.
    """
    ask = ask.strip()
    asked = [one for one in re.split(r"(?<=\?)\s+", ask) if one.endswith("?")]
    if len(asked) > 1:
        return tuple(asked)
    if not JOINED.search(OR.sub(_one_of_two, PAIRS.sub("", ask))):
        return None
    found = SPLIT.match(ask) or SPLIT_THINGS.match(ask)
    if found is None:
        return ()
    return tuple(f"{found['start']} {part}?" for part in (found["a"], found["b"]))


def _one_of_two(found: re.Match[str]) -> str:
    """Nothing for the two ends of one question, good or bad; or what was found."""
    a, b = found["a"].casefold(), found["b"].casefold()
    ends = {a, b} & GOOD and {a, b} & BAD
    named = (a, b) in OPPOSITE or (b, a) in OPPOSITE
    return "" if ends or named or b == f"un{a}" or a == f"un{b}" else found[0]
