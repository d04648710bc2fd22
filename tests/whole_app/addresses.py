"""Every address of the app, with what belongs to somebody in its gaps."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from app.accounts.models import Account
from tests.whole_app.world import Belongings

# Which of a child's belongings stands in a gap of an address: (blueprint or view, gap).
OWNED: dict[tuple[str, str], Callable[[Belongings], object]] = {
    ("after_talk", "id"): lambda its: its.talked.id,
    ("afterwards", "id"): lambda its: its.offered.id,
    ("alerts_alike", "id"): lambda its: its.alert.id,
    ("asking", "id"): lambda its: its.report.id,
    ("award_desk", "id"): lambda its: its.awarded.round.id,
    ("award_results", "id"): lambda its: its.awarded.card.id,
    ("award_results.index", "id"): lambda its: its.awarded.round.id,
    ("award_sending", "code"): lambda its: its.awarded.round.link_code,
    ("award_team", "id"): lambda its: its.awarded.nominee.id,
    ("awards", "code"): lambda its: its.awarded.round.link_code,
    ("awards", "question"): lambda _its: "who",
    ("certificates", "batch_id"): lambda its: its.awarded.batch.id,
    ("certificates", "id"): lambda its: its.awarded.round.id,
    ("certificates.as_pdf", "id"): lambda its: its.awarded.nominee.id,
    ("carer_steps", "code"): lambda its: its.awarded.link.code,
    ("claim_desk", "id"): lambda its: its.claim.id,
    ("claims", "id"): lambda its: its.claim.id,
    ("coding", "id"): lambda its: its.answer.id,
    ("commitments", "id"): lambda its: its.commitment.id,
    ("conduct", "id"): lambda its: its.talked.id,
    ("came_back", "id"): lambda its: its.episode.id,
    ("came_back", "other"): lambda its: its.twin.id,
    ("episodes", "id"): lambda its: its.episode.id,
    ("feedback", "id"): lambda its: its.thread.id,
    ("group_desk", "id"): lambda its: its.grouped.group.id,
    ("group_desk.answer", "id"): lambda its: its.grouped.request.id,
    ("group_desk.request", "id"): lambda its: its.grouped.request.id,
    ("group_meetings", "id"): lambda its: its.grouped.meeting.id,
    ("group_inspectors", "id"): lambda its: its.grouped.member.id,
    ("group_hours", "id"): lambda its: its.grouped.hours.id,
    ("group_hours.new", "id"): lambda its: its.grouped.member.id,
    ("group_hours.write", "id"): lambda its: its.grouped.member.id,
    ("group_members", "id"): lambda its: its.grouped.member.id,
    ("group_members.create", "id"): lambda its: its.grouped.group.id,
    ("group_members.find", "id"): lambda its: its.grouped.group.id,
    ("group_members.new", "id"): lambda its: its.grouped.group.id,
    ("group_planning", "id"): lambda its: its.grouped.group.id,
    ("group_planning.change", "id"): lambda its: its.grouped.meeting.id,
    ("group_planning.edit", "id"): lambda its: its.grouped.meeting.id,
    ("group_points", "id"): lambda its: its.grouped.note.id,
    ("group_points.decide", "id"): lambda its: its.grouped.point.id,
    ("group_points.new", "id"): lambda its: its.grouped.meeting.id,
    ("group_points.write", "id"): lambda its: its.grouped.meeting.id,
    ("groups", "slug"): lambda its: its.grouped.group.slug,
    ("handovers", "id"): lambda its: its.handover.id,
    ("interpreting", "id"): lambda its: its.answer.id,
    ("inspectors", "id"): lambda its: its.young_person.id,
    ("judging", "id"): lambda its: its.awarded.card.id,
    ("handed_over", "id"): lambda its: its.talked.id,
    ("interview_actions", "action_id"): lambda its: its.action.id,
    ("interview_actions", "id"): lambda its: its.offered.id,
    ("interview_offer", "id"): lambda its: its.offered.id,
    ("interviews", "id"): lambda its: its.offered.id,
    ("arranging", "id"): lambda its: its.offered.id,
    ("leaving_group", "id"): lambda its: its.grouped.member.id,
    ("listening", "id"): lambda its: its.offered.id,
    ("mine", "id"): lambda its: its.thread.id,
    ("my_awards", "id"): lambda its: its.awarded.nominee.id,
    ("my_awards.answer_step", "id"): lambda its: its.awarded.step.id,
    ("my_awards.step", "id"): lambda its: its.awarded.step.id,
    ("my_group_ideas", "id"): lambda its: its.grouped.meeting.id,
    ("my_group_ideas.take_back", "id"): lambda its: its.grouped.point.id,
    ("my_groups", "id"): lambda its: its.grouped.member.id,
    ("my_groups.withdraw", "id"): lambda its: its.grouped.request.id,
    ("nominees", "category_id"): lambda its: its.awarded.round.categories[3].id,
    ("nominees", "id"): lambda its: its.awarded.nominee.id,
    ("nominees", "nomination_id"): lambda its: its.awarded.nomination.id,
    ("nominees.index", "id"): lambda its: its.awarded.round.id,
    ("no_signal", "id"): lambda its: its.talked.id,
    ("offer_approval", "id"): lambda its: its.claim.entitlement_id,
    ("offer_desk", "id"): lambda its: its.claim.entitlement_id,
    ("opened", "id"): lambda its: its.opened.id,
    ("opened", "young_person_id"): lambda its: its.young_person.id,
    ("opened_conversations", "id"): lambda its: its.opened.id,
    ("parts", "assignment_id"): lambda its: its.assignment.id,
    ("parts", "id"): lambda its: its.young_person.id,
    ("people", "id"): lambda its: its.young_person.id,
    ("pledge_desk", "council"): lambda its: its.young_person.council_code,
    ("quotes", "answer_id"): lambda its: its.answer.id,
    ("reports", "id"): lambda its: its.report.id,
    ("reports.as_pdf", "id"): lambda its: its.frozen.id,
    ("reports.show", "id"): lambda its: its.frozen.id,
    ("shifts", "id"): lambda its: its.shift.id,
    ("safeguarding", "id"): lambda its: its.alert.id,
    # Nobody was asked to read it, so no Young Inspector finds it.
    ("signing", "id"): lambda its: its.report.id,
    ("step_matching", "council"): lambda its: its.awarded.link.council_code,
    ("step_matching", "id"): lambda its: its.awarded.carer_step.id,
    ("support", "id"): lambda its: its.young_person.id,
    ("small_steps", "id"): lambda its: its.awarded.step.id,
    ("shared_words", "id"): lambda its: its.talked.id,
    ("staff", "id"): lambda its: its.staff.id,
    ("survey_bank", "id"): lambda its: its.survey.id,
    ("survey_builder", "id"): lambda its: its.survey.id,
    ("survey_check", "id"): lambda its: its.survey.id,
    ("survey_files", "id"): lambda its: its.survey.id,
    ("survey_frame", "id"): lambda its: its.survey.id,
    ("survey_looking", "id"): lambda its: its.survey.id,
    ("survey_preview", "id"): lambda its: its.survey.id,
    ("survey_preview", "key"): lambda its: its.survey.definition["questions"][0]["key"],
    ("survey_questions", "id"): lambda its: its.survey.id,
    ("survey_questions", "key"): lambda its: its.survey.definition["questions"][0]["key"],
    ("survey_order", "id"): lambda its: its.survey.id,
    ("survey_order", "key"): lambda its: its.survey.definition["questions"][0]["key"],
    ("survey_sharing", "council"): lambda its: its.young_person.council_code,
    ("survey_sharing", "id"): lambda its: its.answered.survey.id,
    ("survey_throwing_away", "id"): lambda its: its.survey.id,
    ("survey_ways", "id"): lambda its: its.survey.id,
    ("survey_ways", "key"): lambda its: its.survey.definition["questions"][0]["key"],
    ("survey_answers", "link"): lambda its: its.answered.link,
    ("survey_answers", "question"): lambda _its: "food",
    ("survey_codes", "id"): lambda its: its.answered.survey.id,
    ("survey_codes", "young_person_id"): lambda its: its.young_person.id,
    ("survey_days", "council"): lambda its: its.young_person.council_code,
    ("survey_days", "id"): lambda its: its.answered.survey.id,
    ("survey_desk", "council"): lambda its: its.young_person.council_code,
    ("survey_desk", "id"): lambda its: its.answered.survey.id,
    ("survey_kiosk", "council"): lambda its: its.young_person.council_code,
    ("survey_kiosk", "id"): lambda its: its.answered.survey.id,
    ("survey_paper", "council"): lambda its: its.young_person.council_code,
    ("survey_paper", "id"): lambda its: its.answered.survey.id,
    ("survey_comments", "answer_id"): lambda its: its.answered.comment.id,
    ("survey_comments", "id"): lambda its: its.answered.survey.id,
    ("survey_results", "id"): lambda its: its.answered.survey.id,
    ("survey_sending", "link"): lambda its: its.answered.link,
    ("survey_words", "id"): lambda its: its.answered.survey.id,
    ("tablet_words", "id"): lambda its: its.talked.id,
    ("talk", "id"): lambda its: its.talked.id,
    ("talk_door", "id"): lambda its: its.talked.id,
    ("talk_wishes", "id"): lambda its: its.talked.id,
    ("talk_words", "id"): lambda its: its.talked.id,
    ("tell", "id"): lambda its: its.draft.id,
}
INSPECTION, CRITERION, VISIT, PICTURE, FINDING, ADVICE = (
    lambda its: its.inspected.inspection.id,
    lambda its: its.inspected.criterion.id,
    lambda its: its.inspected.visit.id,
    lambda its: its.inspected.picture.id,
    lambda its: its.inspected.finding.id,
    lambda its: its.inspected.advice.id,
)
OWNED |= {
    ("inspecting", "criterion_id"): CRITERION,
    ("inspecting", "id"): INSPECTION,
    ("inspection_start", "id"): INSPECTION,
    ("inspection_start", "service_id"): lambda its: its.inspected.service.id,
    ("inspection_answer_check", "recommendation_id"): ADVICE,
    ("inspection_answers", "id"): ADVICE,
    ("inspection_answers", "inspection_id"): INSPECTION,
    ("inspection_changes", "id"): FINDING,
    ("inspection_changes", "kind"): lambda _its: "finding",
    ("inspection_check", "finding_id"): FINDING,
    ("inspection_check", "id"): INSPECTION,
    ("inspection_check", "picture_id"): PICTURE,
    ("inspection_check", "recommendation_id"): ADVICE,
    ("inspection_desk", "service_id"): lambda its: its.inspected.service.id,
    ("inspection_evidence", "id"): CRITERION,
    ("inspection_findings", "id"): FINDING,
    ("inspection_findings.change_recommendation", "id"): ADVICE,
    ("inspection_findings.create", "id"): INSPECTION,
    ("inspection_findings.create_recommendation", "id"): INSPECTION,
    ("inspection_findings.edit_recommendation", "id"): ADVICE,
    ("inspection_findings.new", "id"): INSPECTION,
    ("inspection_findings.new_recommendation", "id"): INSPECTION,
    ("inspection_findings.remove_recommendation", "id"): ADVICE,
    ("inspection_follow_up", "id"): ADVICE,
    ("inspection_follow_up.certificate", "id"): INSPECTION,
    ("inspection_follow_up.give_certificate", "id"): INSPECTION,
    ("inspection_worry", "id"): INSPECTION,
    ("inspection_visits", "id"): VISIT,
    ("inspection_visits.create", "id"): INSPECTION,
    ("inspection_visits.new", "id"): INSPECTION,
    ("inspection_pictures", "id"): PICTURE,
    ("inspections", "id"): INSPECTION,
    ("inspectors_words_check", "words_id"): lambda its: its.inspected.words.id,
    ("inspectors_worry", "id"): lambda its: its.inspected.worry.id,
}
# A question of each of their forms.
QUESTIONS = {
    "conduct": "before",
    "tablet_words": "before",
    "talk_wishes": "where",
    "talk_words": "before",
}
# What stands in the others, which belong to nobody.
OTHERS = {
    "ages": "8_11",
    "code": "ABCD-EFGH",
    "codes": "none",
    "council": "west",
    "form": "something_else",
    "key": "P2",
    "kind": "answer",
    "language": "ar",
    "name": "none",
    "number": "1234567812345678",
    "question": "your_words",
    "slug": "none",
    "token": "none",
}


# What is sent along where an empty form would name nothing.
SENT = {"mine.quote": lambda its: {"request": its.quote.id, "answer": "no"}}


@dataclass(frozen=True)
class Address:
    """One method at one path."""

    endpoint: str
    method: str
    path: str
    owned: bool
    """True when the path names something that belongs to a child or a council."""
    data: dict[str, object]


def addresses(app: Flask, belongings: Belongings, methods=("GET", "POST")) -> list[Address]:
    """Every rule and method. Raises KeyError for a gap these tables do not know."""
    adapter = app.url_map.bind("localhost")
    found = []
    for rule in app.url_map.iter_rules():
        gaps = {name: fill(rule, name, belongings) for name in rule.arguments}
        path = adapter.build(rule.endpoint, gaps, method=sorted(rule.methods)[0])
        owned = any(owner_of(rule, name) for name in rule.arguments)
        data = SENT[rule.endpoint](belongings) if rule.endpoint in SENT else {}
        for method in sorted(rule.methods & set(methods)):
            found.append(Address(rule.endpoint, method, path, owned, data))
    return found


def open_to(app: Flask, account: Account | None, found: list[Address]) -> list[Address]:
    """Those of them that are open to all, or to a permission of this account (None: nobody)."""
    permissions = account.permissions if account else frozenset()
    allowed = ((one, app.view_functions[one.endpoint].allowed) for one in found)
    return [one for one, needed in allowed if not needed or needed & permissions]


def owner_of(rule: Rule, gap: str) -> Callable[[Belongings], object] | None:
    blueprint = rule.endpoint.rpartition(".")[0]
    return OWNED.get((rule.endpoint, gap)) or OWNED.get((blueprint, gap))


def fill(rule: Rule, gap: str, belongings: Belongings) -> object:
    owner = owner_of(rule, gap)
    if owner:
        return owner(belongings)
    asked_here = QUESTIONS.get(rule.endpoint.rpartition(".")[0]) if gap == "question" else None
    return asked_here or OTHERS[gap]
