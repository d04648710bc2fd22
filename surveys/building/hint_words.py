"""The words that hints on a question look for. They are English, which surveys are written in."""

import re

YOUNGEST = {"4_7": 4, "8_11": 8, "11_17": 11, "care_leavers": 16}
"""How old those are who may just read a question for these ages."""

NEGATIVE = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|without|cannot|\w+n['’]t"
    r"|un(?:happy|safe|fair|kind|able|helpful|comfortable|welcome|sure)|dis(?:agree|like)\w*)\b",
    re.IGNORECASE,
)
SAFETY = re.compile(
    r"\b(?:(?:un)?safe(?:ty)?|hurt(?:s|ing)?|hit(?:s|ting)?|beat(?:s|en|ing)?|punch\w*|slap\w*"
    r"|kick(?:s|ed|ing)? you|bull(?:y\w*|ied|ies)|scared?|scar(?:es|ing) you|afraid|frighten\w*"
    r"|threat\w*|abus\w*|harm(?:s|ed|ing|ful)?|(?:shout|scream|yell|swear)(?:s|ed|ing)? at you"
    r"|kill\w*|die|dying|dead|suicid\w*|cut(?:ting)? yourself"
    r"|touch(?:es|ed|ing)? you|naked|nudes?|(?:have|had|having|for) sex|sexual(?!ity| orient)\w*"
    r"|(?:run|runs|ran|running) away|(?:go|gone|going|went) missing"
    r"|drugs?|alcohol|drunk|weed|knife|knives|gangs?"
    r"|hungry|starv\w*|enough (?:food|to eat)|(?:left|leave you) alone"
    r"|(?:made|mak(?:e|es|ing)|forc(?:e|es|ed|ing)) you (?:do|to|go|touch)"
    r"|did(?: not|n['’]t) (?:want|like|ask for)"
    r"|keep (?:it |a |this )?secrets?)\b",
    re.IGNORECASE,
)
"""What is asked about when an answer may say that somebody is in danger."""
OR_NOT = re.compile(r",? or not\b", re.IGNORECASE)
"""Leaves both answers open."""
DONT_KNOW = re.compile(
    r"don['’]t know|not sure|rather not|don['’]t want to say|no idea|can['’]t say|something else"
    r"|other",
    re.IGNORECASE,
)
GOOD = frozenset(
    "good great happy love like likes nice fun best better brilliant excellent always yes easy"
    " helpful kind safe lovely amazing fair".split()
)
BAD = frozenset(
    "bad sad unhappy hate horrible awful worst worse poor never no hard unkind unsafe scared boring"
    " rude unfair lonely terrible".split()
)
OK = frozenset("okay ok between sometimes half bit same neither not so".split())
