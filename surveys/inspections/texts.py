"""The words of inspections that young people see: what a code is called."""

from markupsafe import Markup, escape

from app.accounts.council_names import council_name
from app.accounts.models import Account
from app.core.calendars import day_in_text
from app.core.i18n import _, _l
from app.core.permissions import Role
from surveys.inspections.service_models import InspectedService

SERVICE_KINDS = {
    "childrens_home": _l("A children’s home"),
    "supported_home": _l("A home with support for older teenagers"),
    "fostering_team": _l("A team for foster carers"),
    "social_work_team": _l("A team of social workers"),
    "leaving_care_team": _l("A leaving care team"),
    "family_time_place": _l("A place for family time"),
    "health_service": _l("Health care"),
    "hub": _l("A hub or drop-in"),
    "other": _l("Something else"),
}
VISIT_KINDS = {
    "announced": _l("They knew that we come"),
    "mystery": _l("A surprise visit"),
    "interview": _l("We asked people questions"),
    "document": _l("We read papers or a website"),
}
PARTS = {
    "criteria": _l("What a good one does"),
    "visits": _l("Visits"),
    "findings": _l("What we found"),
}
RATINGS = {
    "very_good": _l("Very good: others can learn from it"),
    "good": _l("Good"),
    "so_so": _l("So-so: some of it is good"),
    "not_good": _l("Not good: it has to change"),
    "could_not_tell": _l("We could not tell"),
}
SHORT_RATINGS = {
    "very_good": _l("Very good"),
    "good": _l("Good"),
    "so_so": _l("So-so"),
    "not_good": _l("Not good"),
    "could_not_tell": _l("Could not tell"),
}
PICTURE_KINDS = {"photo": _l("A photo"), "drawing": _l("A drawing")}
LOOKS = {
    "fine": _l("It is fine: no face, no name, no house number"),
    "not_to_show": _l("Do not show it"),
}
FINDING_KINDS = {
    "good": _l("Good"),
    "needs_work": _l("Needs work"),
    "worry": _l("A worry"),
}
STATES = {
    "being_done": _l("We are doing it"),
    "with_officer": _l("An adult of the participation team is reading it"),
    "given": _l("The service has it"),
}
ANSWERS = {
    "yes": _l("Yes, we do it"),
    "partly": _l("Partly, because"),
    "no": _l("No, because"),
}
STAGES = {
    "waits": _l("Waits for an answer"),
    "late": _l("The answer is late"),
    "answered": _l("Answered"),
    "undone": _l("They said it would be done by now"),
    "done": _l("Done"),
    "not_done": _l("Closed: not done"),
}
KIND_OF_BADGE = {
    "waits": "waiting",
    "late": "urgent",
    "answered": "plain",
    "undone": "urgent",
    "done": "good",
    "not_done": "plain",
    "good": "good",
    "needs_work": "waiting",
    "worry": "urgent",
}
AGREED = {
    "yes": _l("Yes, we agree"),
    "no": _l("No, we do not agree"),
}
JUDGEMENTS = {
    "good": _l("A good answer"),
    "not_enough": _l("Not enough"),
}
SEEN = {
    "happened": _l("Yes, it happened"),
    "partly": _l("A part of it happened"),
    "not_yet": _l("No, not yet"),
}
OUTCOMES = {
    "done": _l("Done"),
    "not_done": _l("Not done, and we stop asking"),
}

JOBS = {Role.TEAM_MANAGER: _l("Team manager"), Role.WORKER: _l("Worker")}
"""Of those who can be asked for an answer, as young people read it."""


def with_job(account: Account) -> str:
    """Somebody who can be asked, and what they are: a name alone says little."""
    job = next((words for role, words in JOBS.items() if role in account.roles), None)
    if job is None:
        return account.display_name
    # NOTE: Somebody’s name, and what they are: “Leah Okafor, worker”.
    return _("%(name)s, %(job)s", name=account.display_name, job=job)


def answered_now(row) -> tuple[str | None, ...]:
    """A recommendation's answer, and what inspectors said of it, in parts."""
    day = day_in_text(row.do_by) if row.do_by else None
    answer, judged = ANSWERS.get(row.answer), JUDGEMENTS.get(row.judged)
    return (answer, row.because, day, judged, row.judged_words)


def public_name(service: InspectedService) -> Markup:
    """What everybody may read it was: never which home, because children live there."""
    # NOTE: A service and where it is: “A children’s home, West Northamptonshire”.
    words = escape(_("%(service)s, %(council)s"))
    return words % {
        "service": _without_homes(service),
        "council": council_name(service.council.name),
    }


def board_name(service: InspectedService) -> str:
    """The same without marks, for a report."""
    council = service.council.name
    return _("%(service)s, %(council)s", service=_without_homes(service), council=council)


def _without_homes(service: InspectedService) -> str:
    return str(SERVICE_KINDS[service.kind]) if service.is_home else service.name
