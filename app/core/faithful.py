"""What a translation must keep of its English, so that it can stand in for it on a page.

A wrong placeholder would be an error page for a child, and a tag that was not there is a way in for
a script, so both keep a message out of the screens as if it had not been translated.
"""

import gettext
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

NUMBER = "%(num)"
_NAMED = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|\{\w+\}")
_PERCENT = re.compile(r"%%|%(?!\(\w+\))")
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|&#?\w+;|[<>]")


def faults(english: str, words: str) -> list[str]:
    """What is wrong with `words` as a translation of `english`; empty when nothing is."""
    return _faults(english, words, set(_NAMED.findall(english)))


def plural_faults(english: Sequence[str], forms: Sequence[str], plural: str) -> list[str]:
    """What is wrong with the `forms` of a counted message.

    `english` is its singular and plural, `plural` the rule from the catalogue's Plural-Forms. A
    form that is only ever used for one number (Arabic's "two messages") may leave that number out.
    """
    singular, several = english
    wanted = set(_NAMED.findall(several))
    alone = numbers_of_one_kind(plural)
    found = []
    for index, words in enumerate(forms):
        allowed = [wanted]
        if index in alone:
            allowed += [set(_NAMED.findall(singular))]
            allowed += [{name for name in wanted if not name.startswith(NUMBER)}]
        best = next((one for one in allowed if one == set(_NAMED.findall(words))), wanted)
        found += [f"form {index}: {fault}" for fault in _faults(several, words, best)]
    return found


@lru_cache(maxsize=64)
def numbers_of_one_kind(plural: str) -> frozenset[int]:
    """The plural forms that stand for a single number each, by a rule such as `(n != 1)`."""
    rule = gettext.c2py(plural)
    used = Counter(rule(number) for number in range(1001))
    return frozenset(index for index, times in used.items() if times == 1)


def _faults(english: str, words: str, placeholders: set[str]) -> list[str]:
    found = []
    if set(_NAMED.findall(words)) != placeholders:
        names = ", ".join(sorted(placeholders)) or "none"
        found.append(f"the placeholders must be exactly: {names}")
    if not Counter(_PERCENT.findall(words)) <= Counter(_PERCENT.findall(english)):
        found.append("a % sign that is not in the English")
    if Counter(_MARKUP.findall(words)) != Counter(_MARKUP.findall(english)):
        found.append("the HTML is not that of the English")
    if _edges(words) != _edges(english):
        found.append("the spaces at the start or end are not those of the English")
    return found


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
