"""Questions that ask who somebody is, found by their words, though nobody marked them so. Pure.

In English, as the questions are written. Better one too many than one too few: a question that is
found only uses some of the anonymity budget.
"""

import re

REACHED_BY = (
    r"post ?code|address|(?:phone|mobile)(?: number)?|e-?mail(?: address)?|user ?name|snap ?chat"
    r"|insta(?:gram)?|tik ?tok|whats ?app|discord"
)
NOUN = (
    r"names?|age|date of birth|birth ?(?:day|date|place)|place of birth|religion|faith|gender|sex"
    r"|pronouns|sexuality|sexual orientation|ethnicity|ethnic (?:group|background|origin)|race"
    r"|nationality|(?:country|town) of birth|(?:skin|hair|eye) colou?r|mother tongue"
    r"|disabilit(?:y|ies)|diagnosis|(?:health|medical) condition"
    rf"|{REACHED_BY}|(?:immigration|legal|care|asylum) status|year group|school year"
)
"""What says who somebody is, standing by itself over an empty line too."""
PLACE = (
    r"school|college|university|sixth form|nursery|church|mosque|temple|town|city|village|street"
    r"|area|country|county|year|year group|class|tribe|children'?s home|care home|home|house|team"
)
WORKER = (
    r"social worker|personal advis[eo]r|pa|worker|foster (?:carer|mum|dad)s?|carers?|key ?worker"
    r"|reviewing officer|iro|guardian|solicitor|head ?teacher|form tutor"
)
IDENTITY = (
    r"gay|lesbian|bi|bisexual|straight(?! away)|queer|trans(?:gender)?|non-?binary|asexual|lgbt\w*"
    r"|boy|girl|man|woman|male|female|muslim|christian|hindu|sikh|jewish|jew|buddhist|catholic"
    r"|religious|atheist|autistic|disabled|deaf|blind|dyslexic|neuro\w+|black|white|asian|african"
    r"|arab|british|english|european|kurdish|kurd|afghan|eritrean|sudanese|iranian|albanian|roma"
    r"|gypsy|(?:irish )?traveller|mixed(?: race)?|foreign|(?:a )?refugee|asylum[- ]seek\w+"
    r"|unaccompanied|(?:a )?separated child|pregnant|adopted|married|(?:young )?(?:carer|mum|dad"
    r"|parent|mother|father)|care leaver|in (?:foster |residential )?care"
    r"|on the (?:autism|autistic) spectrum|from (?:the uk|england|another country|abroad)"
)
CONDITION = (
    r"disabilit(?:y|ies)|special (?:educational )?needs|send?|ehcp|education,? health and care"
    r" plan|autism|adhd|dyslexia|epilepsy|diabetes|diagnosis|mental (?:illness|health"
    r" (?:problem|condition)s?)|(?:long[- ]term |health |medical )(?:illness|conditions?|problems?)"
    r"|baby|bab(?:y|ies) of your own|child(?:ren)? of your own|religion|faith|refugee status"
    r"|leave to remain|(?:british )?passport|visa|brothers?|sisters?|siblings|twin"
)
KIND = r"(?:(?:own|full|first|last|second|middle|real|home|main|current|native|exact) )?"
IS = r"(?: is| are|'s|'re)"
ENDS = r"(?=\s*$|\s*[?,.:;(/]|\s+(?:and|or|called|now|again|at the moment|please)\b)"

WORDS = (
    rf"\bwhat{IS} your {KIND}(?:{NOUN}|{PLACE}|languages?){ENDS}",
    rf"\b(?:tell us|write|write down|give|give us|say|put|type|enter) your {KIND}(?:{NOUN}){ENDS}",
    rf"^\W*(?:your )?{KIND}(?:{NOUN})\W*$",
    rf"\b(?:what|which) (?:[a-z-]+ )?(?:{PLACE}) (?:do|are|were|did|have) you"
    r" (?:go(?: to)?|attend|live|stay|study|lived|belong|grow up|come from|born|in|at|from|with)\b",
    r"\b(?:what|which) (?:ethnic group|religion|faith|gender|sex|race|nationality|ethnicity"
    r"|sexuality)(?: are| do| did| is|\W*$)",
    r"\b(?:what|which)(?: other)? languages? do you (?:speak|talk|use at home|use with)\b",
    r"\b(?:do|can) you speak (?:english|another|a different|any other|more than)\b",
    r"\bhow (?:old|tall) are you\b",
    r"\bhow old were you when you\b",
    r"\bwere you born\b",
    r"\bwhen(?: is|'s) your birthday\b",
    r"\bwhere (?:do you (?:live|come from|go to (?:school|college|church))|are you from"
    r"|did you (?:come from|grow up|live before)|is your family from)\b",
    r"\bwho do you live with\b",
    rf"\bwho(?: is| are|'s) your {KIND}(?:{WORKER}){ENDS}",
    rf"\bare you (?:an? |also |really )?(?:{IDENTITY}){ENDS}",
    r"\bare you (?:an? )?(?:boy|girl|man|woman),? (?:or|a)\b",
    rf"\b(?:do you have|have you got|have you) (?:an? |any |got )?(?:{CONDITION}){ENDS}",
    r"\bdo you (?:identify|consider yourself)\b",
    r"\bdo you (?:go to|attend) (?:an? |the |any )?(?:church|mosque|temple|synagogue|gurdwara)\b",
    r"\bdo you believe in god\b",
    r"\bhow long have you (?:been|lived|stayed) (?:in (?:foster |residential )?care|in (?:the )?uk"
    r"|in england|in this (?:home|house|country)|in your (?:home|placement)|here|there|with)\b",
    r"\bwhen did you (?:come|go|move|arrive|get) (?:in(?:to)? |to )(?:care|the uk|england|britain"
    r"|this country|here)\b",
    r"\bhow many (?:brothers|sisters|siblings|children|homes|placements)\b.*"
    r"\b(?:do you have|have you (?:got|had|lived))\b",
    r"\bwhat do you look like\b",
    r"\bwhat colou?r (?:is|are) your (?:hair|skin|eyes)\b",
)
A_NAME = re.compile(
    r"\b(?:what(?: is| are|'s)|tell us|write|write down|give|give us|say|put|type|enter)"
    rf" your {KIND}(?:names?|{REACHED_BY}|birthday|date of birth){ENDS}",
    re.IGNORECASE,
)
ASKS = re.compile("|".join(f"(?:{one})" for one in WORDS), re.IGNORECASE)


def asks_who_you_are(ask: str) -> bool:
    """Whether these words ask who somebody is."""
    return ASKS.search(_plain(ask)) is not None


def asks_for_a_name(ask: str) -> bool:
    """Whether they ask for a name, or for where somebody can be reached."""
    return A_NAME.search(_plain(ask)) is not None


def _plain(ask: str) -> str:
    return " ".join(ask.replace("’", "'").split())
