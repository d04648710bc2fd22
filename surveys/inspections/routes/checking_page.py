"""The officers' page of one inspection: all that waits for their look, and what was typed there."""

from collections.abc import Iterable

from flask import render_template, request

from app.core.clock import today
from app.core.forms import EmptyForm
from app.core.security import signed_in
from app.people.pointing import POINTED, names_in, pointed_at
from surveys.inspections import checking, evidence, visiting
from surveys.inspections.desk_forms import CheckForm, HoldForm, SendBackForm
from surveys.inspections.desk_texts import DESK_STATES
from surveys.inspections.finding_models import Recommendation
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import ANSWER_LOOK, mark_of
from surveys.inspections.reading import hints_for, looked_at
from surveys.inspections.rewording import Told, told_mark
from surveys.inspections.texts import (
    ANSWERS,
    FINDING_KINDS,
    LOOKS,
    PICTURE_KINDS,
    RATINGS,
    VISIT_KINDS,
)
from surveys.inspections.visit_models import EvidencePicture
from surveys.inspections.worried_reader import known_at_desk

WORDS_OF_CODES = {
    "why": POINTED,
    "answers": ANSWERS,
    "states": DESK_STATES,
    "kinds": FINDING_KINDS,
    "ratings": RATINGS,
    "visit_kinds": VISIT_KINDS,
    "picture_kinds": PICTURE_KINDS,
    "looks": LOOKS,
}


def drawn(inspection: Inspection, status: int = 200, wrong=None, back_form=None, **more):
    """`wrong`: (row, form) of the words that were sent and will not do. What else was typed on the
    page comes back with it, but for the row that is `kept`. `outdated`: the row in which others
    wrote meanwhile.
    """
    page = render_template(
        "inspections/desk/check.html",
        inspection=inspection,
        outdated=more.get("outdated"),
        checks=inspection.state == "with_officer",
        given=inspection.state == "given",
        hints={
            row.id: hints_for(row.told or row.words)
            for row in [*inspection.findings, *inspection.recommendations]
        },
        looked=looked_at(back_form.why.data if back_form else None),
        visits=visiting.visits_of(inspection),
        back_form=back_form
        or SendBackForm(formdata=request.form if "why" in request.form else None),
        button_form=EmptyForm(formdata=None),
        desk=known_at_desk(inspection, signed_in()),
        wrong_form=wrong[1] if wrong else back_form,
        me=signed_in(),
        today=today(),
        answered=_answered(inspection, wrong, more.get("kept")),
        **_to_look_at(inspection, wrong, more.get("kept")),
        **_when_given(inspection),
        **WORDS_OF_CODES,
    )
    return page, status


def _to_look_at(inspection: Inspection, wrong, kept) -> dict:
    """What waits for the look, with what the app points out in it."""
    names = names_in(inspection.council_code)
    rows = [*inspection.findings, *inspection.recommendations]
    pictures = evidence.pictures_of([one.id for one in inspection.criteria], signed_in())
    shown = [one for some in pictures.values() for one in some]
    forms = {row.id: _filled(row) for row in (*rows, *shown)}
    forms |= typed(row for row in (*rows, *shown) if row is not kept)
    if wrong is not None and isinstance(wrong[1], CheckForm):
        forms[wrong[0].id] = wrong[1]
    return {
        "rows": [(row, forms[row.id], pointed_at(row.told or row.words, names)) for row in rows],
        "forms": forms,
        "pictures": pictures,
        "pointed_in": {one.id: pointed_at(one.words, names) for one in inspection.criteria},
        "pointed_on": {one.id: pointed_at(one.line, names) for one in shown},
    }


def _answered(inspection: Inspection, wrong, kept) -> list[tuple]:
    """What the service answered, with what was typed beside it and what the app points out."""
    names = names_in(inspection.council_code)
    found = []
    for row in inspection.recommendations:
        if row.answer is not None:
            form = hold_form_for(row, **({"formdata": None} if row is kept else {}))
            form.seen.data = mark_of(row, ANSWER_LOOK)
            form = wrong[1] if wrong and wrong[0] is row else form
            found.append((row, form, pointed_at(row.because or "", names)))
    return found


def hold_form_for(row: Recommendation, **values) -> HoldForm:
    """The form beside this answer, with what was sent unless there is something else to fill it."""
    data = {"held": row.answer_held}
    return HoldForm(prefix=f"answer{row.id}", data=data, **values)


def _when_given(inspection: Inspection) -> dict:
    """What giving it now would mean: what still waits, and the days that would move."""
    earliest = checking.earliest_answer()
    due = {one.due_on for one in inspection.recommendations}
    return {
        "waiting": checking.waiting_in(inspection),
        "with_inspectors": checking.with_the_inspectors([inspection]),
        "unsettled": checking.unsettled_in([inspection]),
        "earliest": earliest,
        "moved": sorted(day for day in due if day < earliest),
    }


def form_for(row: Told, **values) -> CheckForm:
    """The form beside this row, with what was sent unless there is something else to fill it."""
    return CheckForm(row.as_written, prefix=f"row{row.id}", **values)


def _filled(row: Told) -> CheckForm:
    told = {"told": row.told or row.as_written, "told_because": row.told_because}
    told |= {"inside": getattr(row, "inside", False), "seen": told_mark(row)}
    return form_for(row, formdata=None, data=told)


def typed(rows: Iterable[Told]) -> dict[int, CheckForm]:
    """The forms of those rows that came with the page, filled with what was typed or ticked."""
    return {row.id: form_for(row) for row in rows if f"row{row.id}-told" in request.form}


def anything_unsent(inspection: Inspection, but: Told | None) -> bool:
    """True if something was typed or ticked beside another row than this, or to the inspectors, and
    is not kept yet.
    """
    if request.form.get("why", "").strip():
        return True
    shown = evidence.pictures_of([one.id for one in inspection.criteria], signed_in())
    pictures: list[EvidencePicture] = [one for some in shown.values() for one in some]
    rows = [*inspection.findings, *inspection.recommendations, *pictures]
    others = {row.id: row for row in rows if row is not but}
    sent = typed(others.values())
    return not all(_is_kept(others[id], form) for id, form in sent.items())


def _is_kept(row: Told, form: CheckForm) -> bool:
    same = _plain(form.told.data) == _plain(row.told or row.as_written)
    reason = _plain(form.told_because.data) == _plain(row.told_because)
    inside = form.inside.data == getattr(row, "inside", False)
    return same and reason and inside and not form.sure.data


def _plain(words: str | None) -> str:
    return (words or "").replace("\r\n", "\n").strip()
