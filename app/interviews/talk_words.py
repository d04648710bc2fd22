"""What a child reads about a return interview, for what is stored as codes. Reading age seven."""

from app.core.i18n import _l
from app.core.i18n import gettext as _
from app.people.texts import PARTS

READERS = {
    "social_worker": _l("Your social worker"),
    "personal_adviser": _l("Your personal adviser"),
    "reviewing_officer": _l("Your reviewing officer"),
    "carer": _l("The people you live with"),
    "police": _l("The police"),
    "participation_team": _l("The participation team"),
}

READERS_FOR_STAFF = {
    **{part: PARTS[part] for part in ("social_worker", "personal_adviser", "reviewing_officer")},
    "carer": _l("The people they live with"),
    "police": _l("The police"),
    "participation_team": _l("The participation team"),
}

READER_MEANINGS = {
    # NOTE: Said to a child who chooses who may read a part of what they said. Short.
    "carer": _l("The person you talked with tells them this part."),
    "police": _l("The person you talked with tells them this part."),
    "participation_team": _l(
        "They collect what many young people say, to make things better. Your name is not in it."
    ),
}

TOLD = {
    **READERS,
    "child": _l("You"),
    "team_manager": _l("The manager of your worker"),
    "home_authority": _l("The council of the place you live in"),
    "health": _l("A doctor or nurse"),
    "other": _l("Somebody else"),
}


def to_tell(reader: str, ask: str) -> str:
    """Whom one tells, and of which part: READERS_FOR_STAFF, and the msgid of what was asked."""
    return f"{READERS_FOR_STAFF[reader]}: {_(ask)}"


PLACES = {
    "home": _l("Where you live"),
    "school": _l("At school"),
    "cafe": _l("In a café"),
    "walk": _l("On a walk"),
    "office": _l("In an office"),
    "youth_centre": _l("In a youth club"),
    "car": _l("In a car"),
    "somewhere_else": _l("Somewhere else"),
}

METHODS = {
    "in_person": _l("Face to face"),
    "phone": _l("On the phone"),
    "video": _l("On a video call"),
}

HELPED = {"yes": _l("Yes"), "partly": _l("A bit"), "no": _l("No")}
