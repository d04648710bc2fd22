"""What the builder's forms send."""

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=1+1",
    "a\x00b",
    "\u202eabc",
    "x" * 1_000_000,
    "\r\nSet-Cookie: y",
    "100% sure",
    "%(name)s {{ 7 * 7 }} {% x %}",
    "é" * 99,
    "\ud800",
    "سلام",
]


def question(seen, **changed):
    """A question with three answers, as the form sends it."""
    sent = {
        "type": "one_choice",
        "ask": "How is the food?",
        "hint": "",
        "why": "",
        "section": "",
        "easier_ask": "",
        "easier_hint": "",
        "ages": ["8_11", "11_17"],
        "new_1": "Good",
        "new_2": "Not good",
        "new_3": "I don’t know",
        "more": "",
        "starts_over": "yes",
    }
    return {**sent, "seen": seen, **changed}


def frame(seen, **changed):
    """Everything but the questions, as the form sends it."""
    sent = {
        "title": "How is home?",
        "intro": "We want to know.",
        "thanks": "Thank you.",
        "ages": ["8_11", "11_17"],
        "councils": ["west"],
        "opens_on": "",
        "closes_on": "",
        "asked": "",
        "starts_over": "yes",
    }
    return {**sent, "seen": seen, **changed}
