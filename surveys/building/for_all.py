"""Which questions everybody comes to, and which some go past. Pure."""

from collections.abc import Iterator

from app.core.i18n import _
from surveys.building.content import Content, keys_of
from surveys.building.rules import written_rules
from surveys.definition import END
from surveys.reaching import unreached


def come_to_by_all(content: Content) -> set[str]:
    """The keys of those that no way goes past; its ways lead on, and never back."""
    keys = keys_of(content)
    past = set(unreached(dict(content))) if keys else set()
    for place, question in enumerate(content["questions"]):
        for rule in written_rules(question) if question["key"] not in past else ():
            until = len(keys) if rule["go"] == END else keys.index(rule["go"])
            past.update(keys[place + 1 : until])
    return set(keys) - past


def told_of_the_order(before: Content, after: Content) -> Iterator[str]:
    """What somebody who changed the order may not have thought of: who is asked what now."""
    was, now = come_to_by_all(before), come_to_by_all(after)
    there = [one for one in after["questions"] if one["key"] in keys_of(before)]
    for one in there:
        if one["key"] in now - was:
            yield _(
                "Now everybody is asked “%(question)s”. If it is only for some, change “What comes"
                " next” at the question before it.",
                question=one["ask"],
            )
        elif one["key"] in was - now:
            yield _(
                "Now some go past “%(question)s” and are not asked it. If everybody should be,"
                " change “What comes next” at the question that leads past it.",
                question=one["ask"],
            )
