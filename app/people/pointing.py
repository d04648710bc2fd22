"""What in a text might tell who it is about: pointed out by the app, decided by a person.

Names of the young people and the staff of the council; places; words with a capital that does not
begin a sentence, and uncommon ones that do; and facts so rare that somebody at the board may know
of only one.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.councils import staff_with
from app.accounts.models import Account
from app.core.db import session
from app.core.i18n import _l
from app.core.permissions import Permission
from app.people.models import YoungPerson
from app.people.name_parts import folded, parts
from app.people.sentence_starts import may_be_a_name

WORD = re.compile(r"[^\W_][\w’'-]*")
BEGINS_A_SENTENCE = re.compile(r"(?:^|[.!?…:\n])[\s\"“‘(]*$")
PLACES = frozenset(
    folded(place)
    for place in (
        "Abington Brackley Brixworth Burton Corby Daventry Desborough Duston Earls Barton Finedon "
        "Higham Ferrers Irthlingborough Kettering Latimer Moulton Northampton Northamptonshire "
        "Oundle Raunds Rothwell Rushden Thrapston Towcester Weedon Wellingborough Wollaston "
        "academy avenue church college hospital house library lane mosque nursery park road school "
        "street university village"
    ).split()
)
RARE = frozenset(
    (
        "adopted award blind champion county court deaf degree diagnosed disabled first gold "
        "journalist medal mp national newspaper olympic only operation paralympic police pregnant "
        "prison published quads radio record refugee scholarship surgery television trial triplets "
        "twin twins tv wheelchair winner won youngest"
    ).split()
)


POINTED = {
    "name": _l("a name"),
    "place": _l("a place"),
    "capital": _l("begins with a capital letter"),
    "start": _l("perhaps a name"),
    "rare": _l("rare, or a number"),
}


@dataclass(frozen=True)
class Pointed:
    """A word of the text and why it is pointed out: a code of POINTED."""

    word: str
    why: str


def pointed_out(story: str, person: YoungPerson) -> list[Pointed]:
    """Each word once, for the first reason there is, in a story about this young person."""
    own = {folded(part) for part in parts(person.known_as or "")}
    return pointed_at(story, names_in(person.council_code), own)


def pointed_at(text: str, names: Set[str], own: Set[str] = frozenset()) -> list[Pointed]:
    """The same in a text about nobody in particular; `names` are those of `names_in`, and `own`
    those that are looked for even where they are written small.
    """
    found: dict[str, Pointed] = {}
    for match in WORD.finditer(text):
        word = match.group()
        why = next(_reasons(word, text[: match.start()], own, names), None)
        if why is not None:
            found.setdefault(folded(word) or word, Pointed(word, why))
    return list(found.values())


def _reasons(word: str, before: str, own: Set[str], names: Set[str]) -> Iterator[str]:
    plain = folded(re.sub(r"[’']s$", "", word))
    # A name written small may be a word like hope or will; the young person's own is looked for so.
    if plain in own or (plain in names and not word[0].islower()):
        yield "name"
    if plain in PLACES:
        yield "place"
    if plain in RARE or any(sign.isdigit() for sign in word):
        yield "rare"
    if BEGINS_A_SENTENCE.search(before):
        if may_be_a_name(word):
            yield "start"
    elif word[0].isupper() and plain != "i":
        yield "capital"


def names_in(council_code: str) -> set[str]:
    """Parts of the names of everybody the app knows in this council."""
    young = session.scalars(
        select(YoungPerson).where(YoungPerson.council_code == council_code)
    ).unique()
    staff = session.scalars(
        staff_with(Permission.PEOPLE, council_code).with_only_columns(Account.display_name)
    )
    called = [*(one.known_as or "" for one in young), *staff]
    return {folded(part) for name in called for part in parts(name)} - {""}
