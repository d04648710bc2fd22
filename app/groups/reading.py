"""How what officers write for a group's young people reads, and whom it names: hints."""

from app.accounts.councils import councils_in_order
from app.core.looking import only_looks
from app.core.plain_words import ANYBODY, Hint, Looked, Readers, hints_on
from app.groups.models import Group
from app.people.pointing import Pointed, names_in, pointed_at
from app.safeguarding.cues import looks_english


def readers_of(group: Group | None) -> Readers:
    """Those the group is for; everybody, for one that names no first age or is being added."""
    if group is None or not group.age_from:
        return ANYBODY
    return Readers(group.age_from, f"{group.age_from}–{group.age_to}")


def hints_for(group: Group | None, *texts: str | None) -> list[Hint]:
    """What would be easier to read in these; nothing of words in another language."""
    english = [text for text in texts if text and looks_english(text)]
    return hints_on(english, readers_of(group))


def looked_at(group: Group | None, *texts: str | None) -> Looked | None:
    """What somebody is told who has asked how these read; None when nobody has."""
    if not only_looks():
        return None
    return Looked(hints_for(group, *texts), looks_english(" ".join(text or "" for text in texts)))


def named_by(group: Group, *texts: str | None) -> list[list[Pointed]]:
    """What each text points out that names somebody the app knows in the group's councils; nothing
    of one that names nobody, for capitals alone are everywhere in notes.
    """
    codes = (
        [group.council_code] if group.council_code else [one.code for one in councils_in_order()]
    )
    names = set().union(*map(names_in, codes)) if any(texts) else set()
    found = [pointed_at(text or "", names) for text in texts]
    return [some if any(one.why == "name" for one in some) else [] for some in found]
