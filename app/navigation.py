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
    (P.REPORT_READ, _l("Reports"), "reports.index"),
    (P.MEASURES, _l("Missing children in figures"), "measures.index"),
    (P.CLAIMS, _l("Asked for"), "claims.desk"),
    (P.OFFER_SHARE, _l("Send the offer"), "sharing.choose"),
    (P.OFFER_EDIT, _l("Local Offer"), "offer_desk.index"),
    (P.EPISODES, _l("Return interviews"), "interviews.index"),
    (P.INTERVIEW, _l("Listening"), "listening.index"),
    (P.PEOPLE, _l("Young people"), "people.index"),
    (P.SURVEY_ASK, _l("Surveys"), "survey_desk.index"),
    (P.SURVEY_HAND_OUT, _l("Surveys"), "survey_codes.index"),
    (P.TRANSLATE, _l("Survey words"), "survey_words.index"),
    (P.STAFF_MANAGE, _l("Staff"), "staff.index"),
)


def init_app(app: Flask) -> None:
    """Give every template `staff_nav`: a list of (words, address, is this page)."""
    app.context_processor(lambda: {"staff_nav": _nav()})


def _nav() -> list[tuple]:
    account = signed_in()
    if account is None or account.is_young_person:
        return []
    here = request.endpoint or ""
    return [
        (words, url_for(endpoint), here.partition(".")[0] == endpoint.partition(".")[0])
        for permission, words, endpoint in STAFF_NAV
        if account.may(permission)
    ]
