"""What was asked where a comment was made: each such question is a form of its own."""

import hashlib

QUESTION = "comment"


def definition_asking(question: str) -> dict:
    """A form of one question, under a key of its own; with "" where it is not known what was asked.

    It is built here and does not ship as a file, because nobody answers it on a page of ours.
    """
    key, ask = "imported_comment", "A comment"
    if question:
        key = f"imported_{hashlib.sha256(question.encode('utf-8', 'replace')).hexdigest()[:20]}"
        # A percent sign would be taken for a gap to fill in.
        ask = question.replace("%", " percent")
    return {
        "key": key,
        "kind": "survey",
        "listed": False,
        "symbol": "something_else",
        "title": "Comments brought in",
        "intro": "Said somewhere else, before it came here.",
        "thanks": "Thank you.",
        "questions": [{"key": QUESTION, "type": "long_text", "ask": ask}],
    }
