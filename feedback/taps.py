"""Checks that were answered with taps alone: they are counted, and wait for nobody's answer.

Somebody who only says which promises are kept has asked for nothing. No conversation is opened, no
reply is promised, and there is no number to keep. One word of their own, or an answer that says
they may not be safe, and an adult reads it and writes back as always.
"""

from collections.abc import Mapping

from surveys.definition import Definition, Given

COUNTED = frozenset({"pledge_check"})
"""The kinds of form whose taps say all there is to say."""


def may_be_counted(definition: Definition) -> bool:
    """True for a form that can be answered with taps alone."""
    return definition.kind in COUNTED


def only_taps(definition: Definition, sent: Mapping[str, Given]) -> bool:
    """True if what is sent is to be counted and not to be answered."""
    return may_be_counted(definition) and not any(
        given.words or definition.question(key).alert_on.intersection(given.choices)
        for key, given in sent.items()
    )
