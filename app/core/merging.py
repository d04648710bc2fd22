"""Bringing a catalogue up to date: with the English as it is now, and with a translator's work."""

from difflib import SequenceMatcher
from gettext import c2py

from babel.messages.catalog import Catalog, Message

from app.core.catalogues import Catalogue, filled, for_staff
from app.core.faithful import faults

CONTEXT = "\x04"
ALIKE = 0.6  # how much of a changed sentence must still be the same to offer its old translation

Key = tuple[str | None, str]


def key(message: Message) -> Key:
    """What a message is looked up by: its context, and its English (the singular)."""
    english = message.id[0] if message.pluralizable else message.id
    return message.context, english


def name(message: Message) -> str:
    """How a message is called in a translator's file: its English, after its context if any."""
    context, english = key(message)
    return f"{context}{CONTEXT}{english}" if context else english


def update(catalogue: Catalogue, english: Catalog) -> None:
    """Make the catalogue hold exactly the messages of `english`, keeping every translation.

    English that changed a little keeps its old words, marked stale (fuzzy) until a translator has
    looked. English that is gone is kept aside, in case it comes back.
    """
    old = catalogue.messages
    known = {key(message): message for message in [*old.obsolete.values(), *catalogue]}
    wanted = {key(message) for message in english if message.id}
    loose = {k: m for k, m in known.items() if k not in wanted and filled(m)}
    fresh = Catalog(locale=old.locale)
    fresh.mime_headers = old.mime_headers
    for message in english:
        if message.id:
            before = known.get(key(message)) or _nearest(message, loose)
            fresh[message.id] = _with_words_of(before, message, old.num_plurals)
    fresh.obsolete = {k: _put_aside(message) for k, message in loose.items()}
    catalogue.messages = fresh


def missing(catalogue: Catalogue, *, staff_too: bool = False) -> list[dict]:
    """What a translator has to do, message by message, with what helps to do it well."""
    return [
        _task(catalogue, message)
        for message in catalogue
        if not catalogue.usable(message) and (staff_too or not for_staff(message))
    ]


def merge(catalogue: Catalogue, words: dict[str, str | list[str]]) -> list[str]:
    """Put a translator's words in; the list of what was refused and why. The rest is kept.

    `words` is by English (`name`), with a list of forms for a counted message. The catalogue
    becomes a draft again: nobody has checked what has just come in.
    """
    messages = {name(message): message for message in catalogue}
    refused = []
    for english, translation in words.items():
        message = messages.get(english)
        if message is None:
            refused.append(f"{english!r}: there is no such English")
            continue
        faults = _put_in(catalogue, message, translation)
        refused += [f"{english!r}: {fault}" for fault in faults]
    if len(refused) < len(words):
        catalogue.checked_by = ""
    return refused


def _put_in(catalogue: Catalogue, message: Message, words: str | list[str]) -> list[str]:
    forms = words if isinstance(words, list) else [words]
    if not all(isinstance(form, str) and form.strip() for form in forms):
        return ["there are no words"]
    expected = catalogue.messages.num_plurals if message.pluralizable else 1
    if len(forms) != expected or isinstance(words, list) != message.pluralizable:
        return [f"needs {'a list of ' if message.pluralizable else ''}{expected} form(s)"]
    tried = message.clone()
    tried.string = tuple(forms) if message.pluralizable else forms[0]
    faults = catalogue.faults(tried)
    if not faults:
        message.string = tried.string
        message.flags.discard("fuzzy")
    return faults


def _task(catalogue: Catalogue, message: Message) -> dict:
    task = {"msgid": name(message)}
    if message.pluralizable:
        task |= {"plural": message.id[1], "forms": _forms(catalogue.messages)}
    notes = [comment for comment in message.auto_comments if not for_staff(message)]
    if notes:
        task["note"] = " ".join(notes)
    if filled(message):
        task["was"] = message.string
        task["faults"] = catalogue.faults(message)
    return task | {"where": [path for path, _line in message.locations]}


def _forms(catalog: Catalog) -> list[str]:
    """For each plural form in turn, the first few numbers it is used for."""
    form_of = c2py(catalog.plural_expr)
    numbers: dict[int, list[str]] = {index: [] for index in range(catalog.num_plurals)}
    for number in range(201):
        numbers[form_of(number)].append(str(number))
    return [", ".join(found[:4]) + (", …" if len(found) > 4 else "") for found in numbers.values()]


def _nearest(message: Message, loose: dict[Key, Message]) -> Message | None:
    """The translation whose English this one most likely was before, taken out of `loose`."""
    context, english = key(message)
    alike = [
        (SequenceMatcher(None, english, old, autojunk=False).ratio(), (other, old))
        for other, old in loose
        if other == context and _could_be(english, old)
    ]
    best = max(alike, default=(0.0, None), key=lambda pair: pair[0])
    return loose.pop(best[1]) if best[1] and best[0] >= ALIKE else None


def _could_be(one: str, other: str) -> bool:
    return 2 * min(len(one), len(other)) / (len(one) + len(other) or 1) >= ALIKE


def _with_words_of(before: Message | None, message: Message, plurals: int) -> Message:
    """`message` with the words of `before`, stale unless the English is still the same."""
    empty = ("",) * plurals if message.pluralizable else ""
    new = message.clone()
    new.string = empty
    if before is None or not filled(before):
        return new
    if before.pluralizable == message.pluralizable:
        new.string = before.string
    else:
        new.string = (before.string,) * plurals if message.pluralizable else before.string[-1]
    new.user_comments = list(before.user_comments)
    if before.id != message.id or before.fuzzy:
        new.flags.add("fuzzy")
        if not message.pluralizable and faults(message.id, new.string):
            new.string = empty  # old words with gaps of their own would be no help
            new.flags.discard("fuzzy")
    return new


def _put_aside(message: Message) -> Message:
    message.locations, message.auto_comments = [], []
    return message
