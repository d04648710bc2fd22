"""What matters most when much can only be asked about: the order in which it is read.

Papers and safety, then a home, money and health; what is for fun comes last.
"""

BY_TOPIC = {
    **dict.fromkeys(
        ("separated_legal_help", "separated_are", "separated_support_while_waiting"), 0
    ),
    **dict.fromkeys(
        (
            "homeless_16_17",
            "priority_need_18_20",
            "priority_need_21_plus",
            "safe_place_16_17",
            "separated_age",
            "advocate",
        ),
        1,
    ),
    **dict.fromkeys(("driving", "travel", "digital"), 8),
    "leisure": 9,
}
BY_HEADING = {
    "accommodation": 2,
    "financial_literacy": 3,
    "health_and_wellbeing": 4,
    "participation_in_society": 5,
    "relationships": 5,
    "education_and_training": 6,
    "employment": 6,
}


def weight_of(topic: str, heading: str) -> int:
    """The smaller, the more it matters."""
    return BY_TOPIC.get(topic, BY_HEADING.get(heading, 7))
