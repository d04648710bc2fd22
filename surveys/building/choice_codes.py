"""What stands for an answer somebody wrote, and which answers contradict every other."""

import re
import unicodedata

KNOWN_CODES = {
    "i don't know": "dont_know",
    "i’m not sure": "not_sure",
    "i'm not sure": "not_sure",
    "i'd rather not say": "rather_not",
    "i don't want to say": "rather_not",
}
ALONE = re.compile(
    r"^(?:i don['’]t know|i['’]?m not sure|none of (?:these|them)|nothing|nobody|none"
    r"|i['’]d rather not say|i don['’]t want to say)\.?$",
    re.IGNORECASE,
)
"""Answers that contradict every other one."""


def code_for(label: str, taken: set[str]) -> str:
    """What stands for this answer for good: made of its words, where they are in Latin letters."""
    known = KNOWN_CODES.get(label.casefold().replace("’", "'").rstrip("."))
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", plain.replace("'", "")).strip("_")[:30].strip("_")
    base = known or (words if re.match(r"[a-z]", words) else f"a_{words}".rstrip("_"))
    number, code = 2, base
    while code in taken:
        number, code = number + 1, f"{base}_{number}"
    return code
