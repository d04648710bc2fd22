"""The words that hints look for, and how long a word or a sentence may be for each age.

They are English, which surveys are written in. How long is easy follows FACTS F1 (reading age) and
the Easy Read advice of 10–15 words.
"""

import re

READABLE = {"4_7": (10, 8), "8_11": (14, 10), "11_17": (18, 12), "care_leavers": (22, 14)}
"""For each age: the words of a sentence, and the letters of a word, that are still easy."""

EVERYDAY = frozenset(
    "something everything anything somebody everybody brothers birthday sometimes grown-ups"
    " grown-up grandma grandpa teachers children questions question together tomorrow yesterday"
    " understand understood important different interview information participation bedroom"
    " breakfast playground favourite".split()
)
"""Long words that even the young ones say themselves."""

SAY_RATHER = {
    # NOTE: What a young person should read in place of a word that offices use.
    "placement": "home",
    "placements": "homes",
    "contact": "family time",
    "sibling": "brother or sister",
    "siblings": "brothers and sisters",
    "respite": "short stay",
    "abscond": "go missing",
    "absconded": "went missing",
    "permanence": "staying here",
    "lac": "children in care",
    "neet": "not in work or training",
    "uasc": "separated children",
    "caseload": "the young people they help",
    "disclosure": "telling someone",
    "stakeholder": "person who has a say",
    "stakeholders": "people who have a say",
    "utilise": "use",
    "regarding": "about",
    "satisfied": "happy",
    "adequate": "good enough",
    "frequently": "often",
    "accommodation": "home",
}
"""FACTS F2, from TACT's Language That Cares, and a few of the words that forms are fond of."""

NEGATIVE = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|without|cannot|\w+n['’]t"
    r"|un(?:happy|safe|fair|kind|able|helpful|comfortable|welcome|sure)|dis(?:agree|like)\w*)\b",
    re.IGNORECASE,
)
SAFETY = re.compile(
    r"\b(?:un)?safe\b|\b(?:hurt|hit|bull(?:y|ied|ies)|scared|afraid|frightened|threaten\w*)\b",
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
