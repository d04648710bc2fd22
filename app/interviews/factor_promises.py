"""Which promise a reason for going missing tells about, by the codebook's sub-themes.

A child who goes because nobody listens says something about a promise, although they were not asked
about it. What others did to a child (made them go, sold with them, met them online) is a crime and
no promise that was or was not kept: those reasons are counted, and laid beside none.
"""

QUESTIONS = {"push_factors": "push_", "pull_factors": "pull_"}
"""The questions that ask for reasons, and how the codes begin that are counted under each."""

SUB_THEMES: dict[str, tuple[str, ...]] = {
    "push_conflict": ("HOM_CARERS", "HOM_BELONG"),
    "push_unhappy_home": ("HOM_CARERS", "HOM_ROOM", "HOM_JOYS"),
    "push_unsafe": ("HOM_SAFE",),
    "push_residents": ("HOM_SAFE", "HOM_BELONG"),
    "push_school": ("EDU_SAFE", "EDU_STABLE", "EDU_HELP"),
    "push_rules": ("HOM_RULES",),
    "push_missing_people": ("REL_FAMILY", "REL_SIBS", "REL_FRIENDS"),
    "push_move": ("HOM_SETTLED",),
    "push_feelings": ("HLT_FEEL", "HLT_UNDERSTOOD"),
    "push_not_listened": ("VOI_LISTEN", "VOI_COMPLAIN"),
    "push_bored": ("HOM_PLACE", "HOM_JOYS", "FUT_AROUND"),
    "push_news": ("FUT_PAPERS",),
    "push_culture": ("REL_IDENTITY", "HOM_FOOD"),
    "push_substance": ("HLT_BODY",),
    "pull_family": ("REL_FAMILY", "REL_SIBS"),
    "pull_friends": ("REL_FRIENDS",),
    "pull_partner": ("REL_FRIENDS",),
    "pull_fun": ("HOM_JOYS", "FUT_AROUND"),
    "pull_money_gifts": ("FUT_MONEY",),
    "pull_county_lines": (),
    "pull_cse": (),
    "pull_online": (),
    "pull_substance": ("HLT_BODY",),
    "pull_community": ("REL_IDENTITY", "HOM_PLACE", "HOM_FOOD"),
    "pull_work": ("FUT_MONEY", "FUT_WORK"),
    "pull_forced": (),
}


def asked_under() -> dict[str, tuple[str, ...]]:
    """The reasons that are counted, by the question they are chosen in."""
    return {
        question: tuple(code for code in SUB_THEMES if code.startswith(beginning))
        for question, beginning in QUESTIONS.items()
    }
