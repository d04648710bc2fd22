"""Words for what alerts store as codes. Only the duty desk shows them."""

from app.core.i18n import lazy_gettext as _l

LEVELS = {"red": _l("Urgent"), "amber": _l("Today")}

SOURCES = {
    "button": _l("The young person said that they are not safe"),
    "cue": _l("Words that may mean danger"),
    "language": _l("Not in English, or not in words: nobody has read it yet"),
    "reader": _l("Somebody who read it is worried"),
}

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
}

CUES = {
    "IMMEDIATE_DANGER": _l("In danger at this moment"),
    "SUICIDE": _l("Thinking about dying"),
    "SELF_HARM": _l("Hurting themselves"),
    "EATING": _l("Eating that causes worry"),
    "SEXUAL_ABUSE": _l("Sexual harm"),
    "ABUSE_BY_ADULT": _l("Hurt or frightened by an adult"),
    "NEGLECT_HUNGER": _l("Hungry, cold or left alone"),
    "SEXUAL_EXPLOITATION": _l("Favours asked for sex or pictures"),
    "CRIMINAL_EXPLOITATION": _l("Made to carry, sell or hold things"),
    "TRAFFICKING_LABOUR": _l("Made to work, or in debt for the journey"),
    "RUNNING_AWAY": _l("Away, or about to leave"),
    "BULLYING_HATE": _l("Bullying or hate"),
    "DOMESTIC_ABUSE": _l("Hurt or controlled by a partner, or violence at home"),
    "ONLINE_HARM": _l("Harm online"),
    "FGM_FORCED_MARRIAGE": _l("Forced marriage, cutting, taken abroad"),
    "ASYLUM_DISTRESS": _l("Distress about asylum or age"),
    "SUBSTANCE": _l("Drugs, drink or pills"),
    "HOMELESS_TONIGHT": _l("Nowhere safe to sleep"),
    "HARM_OTHERS": _l("May hurt someone"),
    "CHILD_AT_RISK": _l("Another child is being hurt"),
    "URGENT_MEDICAL": _l("Needs a doctor now"),
    "NOT_SAFE_TO_ANSWER": _l("Watched, or made to write"),
    "OTHER_LANGUAGE": _l("Not in English"),
    "NO_WORDS": _l("Signs or pictures only"),
}

EVIDENCE = {
    "confirmed_copy": _l("Seen in a copy of their own or an official page"),
    "secondary_copy": _l("Seen in a copy of somebody else’s page"),
    "background": _l("Not seen anywhere: found by hearsay"),
}
"""How well a helpline's number is known, before anybody has rung it."""
