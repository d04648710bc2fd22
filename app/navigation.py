"""What stands at the head of a staff page: the parts of the app this person may use."""

from flask import Flask, request, url_for

from app.core.i18n import lazy_gettext as _l
from app.core.permissions import Permission as P
from app.core.security import signed_in

STAFF_NAV = (
    (P.FEEDBACK_READ, _l("Messages"), "feedback.index"),
    (P.ALERTS, _l("Duty desk"), "safeguarding.index"),
    (P.ROTA, _l("Rota"), "rota.index"),
    (P.BREAK_GLASS_OVERSEE, _l("Opened by duty"), "opened.index"),
    (P.TRANSLATE, _l("Interpreting"), "interpreting.index"),
    (P.CODE, _l("Coding"), "coding.show"),
    (P.IMPORT, _l("Bring in comments"), "importing.new"),
    (P.PLEDGE_EDIT, _l("Promises"), "pledge_desk.index"),
    (P.COMMITMENTS, _l("You said, we did"), "commitments.index"),
    (P.AWARD_RUN, _l("Awards"), "award_desk.index"),
    (P.AWARD_NOMINATE, _l("Awards"), "award_team.index"),
    (P.STEP_CHECK, _l("Small steps"), "small_steps.index"),
    (P.GROUP_RUN, _l("Groups"), "group_desk.index"),
    (P.REPORT_READ, _l("Reports"), "reports.index"),
    (P.MEASURES, _l("Missing children in figures"), "measures.index"),
    (P.CLAIMS, _l("Asked for"), "claim_desk.index"),
    (P.OFFER_SHARE, _l("Send the offer"), "sharing.choose"),
    (P.OFFER_EDIT, _l("Local Offer"), "offer_desk.index"),
    (P.EPISODES, _l("Return interviews"), "interviews.index"),
    (P.INTERVIEW, _l("Listening"), "listening.index"),
    (P.PEOPLE, _l("Young people"), "people.index"),
    (P.SURVEY_ASK, _l("Surveys"), "survey_desk.index"),
    (P.SURVEY_HAND_OUT, _l("Surveys"), "survey_codes.index"),
    (P.TRANSLATE, _l("Survey words"), "survey_words.index"),
    (P.STAFF_MANAGE, _l("Staff"), "staff.index"),
    (P.INSPECTION_CHECK, _l("Inspections"), "inspection_desk.index"),
    (P.INSPECTION_ANSWER, _l("Young Inspectors ask"), "inspection_answers.index"),
    (P.SURVEY_CHECK, _l("Surveys to check"), "survey_check.index"),
)

HOMES = {
    "episodes": ("interviews.index", "listening.index"),
    "came_back": ("interviews.index", "listening.index"),
    "interviews": ("listening.index",),
    "interview_offer": ("interviews.index", "listening.index"),
    "interview_import": ("interviews.index",),
    "interview_actions": ("interviews.index", "listening.index"),
    "afterwards": ("interviews.index", "listening.index"),
    "shared_words": ("interviews.index", "listening.index"),
    "listening": ("interviews.index",),
    "arranging": ("interviews.index", "listening.index"),
    "conduct": ("listening.index", "interviews.index"),
    "after_talk": ("listening.index", "interviews.index"),
    "tablet_words": ("listening.index", "interviews.index"),
    "no_signal": ("listening.index", "interviews.index"),
    "award_results": ("award_desk.index",),
    "award_sending": ("award_desk.index", "award_team.index"),
    "nominees": ("award_desk.index",),
    "certificates": ("award_desk.index",),
    "group_hours": ("group_desk.index",),
    "group_meetings": ("group_desk.index",),
    "group_members": ("group_desk.index",),
    "group_planning": ("group_desk.index",),
    "group_points": ("group_desk.index",),
    "alarms": ("safeguarding.index",),
    "alerts_alike": ("safeguarding.index",),
    "handovers": ("safeguarding.index",),
    "inspection_worry": ("inspection_desk.index",),
    "shifts": ("rota.index",),
    "survey_days": ("survey_desk.index",),
    "survey_paper": ("survey_desk.index",),
    "opened": ("safeguarding.index",),
    "opened_conversations": ("safeguarding.index", "opened.index"),
    "return_number": ("interpreting.index",),
    "quotes": ("coding.show", "reports.index"),
    "offer_approval": ("offer_desk.index",),
    "join": ("people.index",),
    "parts": ("people.index",),
}
"""The pages that have no entry of their own, by their blueprint: under which entry they stand; of
several, under the first that this person has. A blueprint with an entry stands under its own.
"""


def init_app(app: Flask) -> None:
    """Give every template `staff_nav`: a list of (words, address, is this page)."""
    app.context_processor(lambda: {"staff_nav": _nav()})


def _nav() -> list[tuple]:
    account = signed_in()
    if account is None or account.is_young_person:
        return []
    entries = [(words, entry) for permission, words, entry in STAFF_NAV if account.may(permission)]
    here = _entry_of(request.endpoint or "", [entry for _words, entry in entries])
    return [(words, url_for(entry), entry == here) for words, entry in entries]


def _entry_of(endpoint: str, entries: list[str]) -> str | None:
    """Which of these entries this page stands under."""
    blueprint = endpoint.partition(".")[0]
    own = [entry for entry in entries if entry.partition(".")[0] == blueprint]
    homes = [entry for entry in HOMES.get(blueprint, ()) if entry in entries]
    return next(iter([*own, *homes]), None)
