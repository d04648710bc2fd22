"""Words for what episodes and return interviews store as codes.

Adults and children read most of them alike, so they are as plain as they can be.
"""

from app.core.i18n import _l
from app.people.texts import PARTS

KINDS = {
    "missing": _l("Missing"),
    "away_without_authorisation": _l("Away without permission: where they are is known"),
}
SHORT_KINDS = {
    "missing": _l("Missing"),
    "away_without_authorisation": _l("Away without permission"),
}

RISKS = {
    "no_apparent": _l("No apparent risk"),
    "low": _l("Low risk"),
    "medium": _l("Medium risk"),
    "high": _l("High risk"),
}

FROM = {
    "home": _l("Where they live"),
    "family": _l("A visit to their family"),
    "school": _l("School or college"),
    "hospital": _l("Hospital"),
    "out_with_others": _l("Out with others"),
    "somewhere_else": _l("Somewhere else"),
}

REPORTED_BY = {
    "carer": _l("Their foster carer"),
    "home_staff": _l("The staff where they live"),
    "school": _l("School or college"),
    "social_worker": _l("Their social worker"),
    "family": _l("Their family"),
    "police": _l("The police"),
    "other": _l("Somebody else"),
}

RETURNS = {
    "came_back": _l("They came back by themselves"),
    "found_by_carer": _l("The people they live with found them"),
    "found_by_police": _l("The police found them"),
    "found_by_family": _l("Their family found them"),
    "found_by_other": _l("Somebody else found them"),
}

ANSWERS = {"accepted": _l("Yes"), "declined": _l("No, thank you")}

PROVIDER_TYPES = {
    "social_worker": _l("A social worker of the council or trust"),
    "council_team": _l("A team of the council or trust for return interviews"),
    "youth_worker": _l("A youth worker"),
    "commissioned_independent": _l("An independent service the council pays for"),
    "other": _l("Somebody else"),
}

ATTEMPTS_HOW = {
    "in_person": _l("In person"),
    "phone": _l("By phone"),
    "message": _l("By message"),
    "link": _l("By link or code"),
    "through_carer": _l("Through the people they live with"),
    "letter": _l("By letter"),
}

ATTEMPT_OUTCOMES = {
    "offered": _l("They know of it, and are thinking about it"),
    "accepted": _l("They said yes"),
    "declined": _l("They said no"),
    "no_reply": _l("Asked or told, no answer"),
    "not_reached": _l("They could not be reached: they do not know of it yet"),
}

PLACES = {
    "home": _l("At home"),
    "school": _l("At school"),
    "cafe": _l("In a café"),
    "walk": _l("On a walk"),
    "office": _l("In an office"),
    "youth_centre": _l("At a youth centre"),
    "car": _l("In a car"),
    "somewhere_else": _l("Somewhere else"),
}

METHODS = {
    "in_person": _l("In person"),
    "phone": _l("By phone"),
    "video": _l("By video"),
}

SECTIONS = {
    "before": _l("Before they went"),
    "during": _l("While they were away"),
    "after": _l("Now that they are back"),
    "risks": _l("Risks"),
    "carers_view": _l("What the people they live with know"),
    "judgement": _l("Your own judgement"),
}

READERS = {
    **{part: PARTS[part] for part in ("social_worker", "personal_adviser", "reviewing_officer")},
    "carer": _l("The people they live with"),
    "police": _l("The police"),
    "participation_team": _l("The participation team"),
}

TOLD = {
    "child": _l("The young person"),
    **READERS,
    "team_manager": PARTS["team_manager"],
    "home_authority": _l("The council of the area they live in"),
    "health": _l("Health"),
    "other": _l("Somebody else"),
}

STAGES = {
    "missing": _l("Not back yet"),
    "to_offer": _l("Back: not offered yet"),
    "no_answer": _l("Offered: no answer yet"),
    "to_hold": _l("They said yes: to be held"),
    "to_complete": _l("Held: form to be completed"),
    "said_no": _l("They said no: form to be completed"),
    "ask_again": _l("Ask again now, kindly"),
    "done": _l("Completed"),
}
