"""Words for what alerts store as codes. Only the duty desk shows them."""

from app.core.i18n import lazy_gettext as _l
from app.safeguarding.subjects import OF_OTHERS

LEVELS = {"red": _l("Urgent"), "amber": _l("Today")}

SOURCES = {
    "button": _l("The young person said that they are not safe"),
    "cue": _l("Words that may mean danger"),
    "language": _l("Not in English, or not in words: nobody has read it yet"),
    "reader": _l("Somebody who read it is worried"),
}

CUE_OF_OTHERS = _l("Words that may mean danger, to somebody they write about or to themselves")


def source_of(alert) -> str:
    """Why this alert was raised, in words."""
    if alert.source == "cue" and alert.subject_kind in OF_OTHERS:
        return CUE_OF_OTHERS
    return SOURCES[alert.source]


SLOTS = {
    "office": _l("Office hours"),
    "weekend": _l("Weekend, daytime"),
    "holiday": _l("Bank holiday, daytime"),
    "night": _l("Evening and night"),
}
"""What the hours of a day on the rota are called."""

QUIET = {
    "mail": _l("Mail is not going out."),
    "texts": _l("Texts are not going out."),
    "worker": _l("The worker that sends mail and watches the clocks has stopped."),
    "rota": _l("Nobody is on duty now, by the rota."),
    "desk": _l("An alert is late, and nobody has opened the duty desk for two hours."),
}
"""What has fallen quiet, by its part: app.safeguarding.alarms."""

OPENING_REASONS = {
    "danger": _l("They or somebody else may be in danger now"),
    "missing": _l("They are missing, or did not come home"),
    "worry": _l("Something that was said or seen is worrying, and cannot wait"),
    "other": _l("Something else that cannot wait"),
}
"""Why a young person's conversations are opened, as the reader picks it. What the young person is
told is in app.people.texts.OPENED_BECAUSE."""

ONLY_IF_THEY_CAN_READ, ONLY_IF_NOT = "cannot_be_traced", "cannot_be_reached"
"""Outcomes of those who left no name: with a number to come back by, and without."""
OUTCOMES = {
    "spoke_with_child": _l("Somebody spoke with the young person"),
    "visit": _l("Somebody is going to see them"),
    "police_or_ambulance": _l("Police or ambulance were called"),
    "social_worker": _l("Their own worker takes it on"),
    "strategy_discussion": _l("A strategy discussion was held, or is arranged"),
    "health": _l("Health or mental health services take it on"),
    "interpreter_read_it": _l("An interpreter read it, and they are safe"),
    "already_known": _l("It is known, and help is already there"),
    "no_risk": _l("It was read, and there is no danger in it"),
    "cannot_be_traced": _l("They did not say who they are: an answer was left for them"),
    "cannot_be_reached": _l("They did not say who they are, and no answer can reach them"),
}

CUES = {
    "IMMEDIATE_DANGER": _l("May be in danger at this moment"),
    "SUICIDE": _l("May be thinking about dying"),
    "SELF_HARM": _l("May be hurting themselves"),
    "EATING": _l("Eating that causes worry"),
    "SEXUAL_ABUSE": _l("May be sexual harm"),
    "ABUSE_BY_ADULT": _l("May be hurt or frightened by an adult"),
    "NEGLECT_HUNGER": _l("May be hungry, cold or left alone"),
    "SEXUAL_EXPLOITATION": _l("May be asked for sex or pictures"),
    "CRIMINAL_EXPLOITATION": _l("May be made to carry, sell or hold things"),
    "TRAFFICKING_LABOUR": _l("May be made to work, or in debt for the journey"),
    "RUNNING_AWAY": _l("May be away, or about to leave"),
    "BULLYING_HATE": _l("May be bullying or hate"),
    "DOMESTIC_ABUSE": _l("May be hurt or controlled by somebody close, or violence at home"),
    "ONLINE_HARM": _l("May be harm online"),
    "FGM_FORCED_MARRIAGE": _l("May be about forced marriage, cutting, being taken abroad"),
    "ASYLUM_DISTRESS": _l("May be distress about asylum or age"),
    "SUBSTANCE": _l("May be drugs, drink or pills"),
    "HOMELESS_TONIGHT": _l("May have nowhere safe to sleep"),
    "HARM_OTHERS": _l("May hurt someone"),
    "CHILD_AT_RISK": _l("Another child may be being hurt"),
    "URGENT_MEDICAL": _l("May need a doctor now"),
    "NOT_SAFE_TO_ANSWER": _l("May be watched, or made to write"),
    "OTHER_LANGUAGE": _l("Not in English"),
    "NO_WORDS": _l("Signs or pictures only"),
    "PICKED": _l("They picked an answer that says they may not be safe"),
}

EVIDENCE = {
    "confirmed_copy": _l("Seen in a copy of their own or an official page"),
    "secondary_copy": _l("Seen in a copy of somebody else’s page"),
    "background": _l("Not seen anywhere: found by hearsay"),
}
"""How well a helpline's number is known, before anybody has rung it."""
