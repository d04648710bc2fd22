"""Which files only staff ever see, so that a young person's screens can be complete on their own.

A page is for staff when its root layout is layouts/staff.html. A piece of a page (a macro, an
include) is for staff when everything that uses it is. Python files have no layout and are listed.
Whatever is in doubt counts as seen by young people: then a missing word is noticed.
"""

import re
from fnmatch import fnmatch
from pathlib import Path

STAFF_LAYOUT = "layouts/staff.html"

STAFF_PYTHON = (
    "*commands.py",
    "app/accounts/staff*.py",
    "app/accounts/texts.py",
    "app/awards/chapter.py",
    "app/awards/desk_forms.py",
    "app/awards/fairness.py",
    "app/awards/routes/certificates.py",
    "app/awards/routes/desk.py",
    "app/awards/routes/nominees.py",
    "app/awards/routes/results.py",
    "app/awards/routes/steps.py",
    "app/awards/routes/team.py",
    "app/awards/signature.py",
    "app/awards/staff_texts.py",
    "app/awards/step_english.py",
    "app/cli.py",
    "app/demo/*",
    "app/groups/chapter.py",
    "app/groups/desk*.py",
    "app/groups/routes/desk*.py",
    "app/groups/subjects.py",
    "app/interviews/actions.py",
    "app/interviews/after*.py",
    "app/interviews/chapter.py",
    "app/interviews/clocks.py",
    "app/interviews/conduct*.py",
    "app/interviews/conflicts.py",
    "app/interviews/episode*.py",
    "app/interviews/flags.py",
    "app/interviews/groups.py",
    "app/interviews/import*.py",
    "app/interviews/listening*.py",
    "app/interviews/measure*.py",
    "app/interviews/moment*.py",
    "app/interviews/national.py",
    "app/interviews/notes.py",
    "app/interviews/offer_forms.py",
    "app/interviews/questions.py",
    "app/interviews/reason_evidence.py",
    "app/interviews/routes/actions.py",
    "app/interviews/routes/afterwards.py",
    "app/interviews/routes/arranging.py",
    "app/interviews/routes/came_back.py",
    "app/interviews/routes/conduct.py",
    "app/interviews/routes/episodes.py",
    "app/interviews/routes/importing.py",
    "app/interviews/routes/listening.py",
    "app/interviews/routes/measures.py",
    "app/interviews/routes/no_signal.py",
    "app/interviews/routes/offer.py",
    "app/interviews/sending_later.py",
    "app/interviews/subjects.py",
    "app/interviews/texts.py",
    "app/interviews/translating.py",
    "app/migrations/*",
    "app/navigation.py",
    "app/offer/chapter.py",
    "app/offer/claim_english.py",
    "app/offer/claim_forms.py",
    "app/offer/desk*.py",
    "app/offer/differences.py",
    "app/offer/exporting.py",
    "app/offer/forms.py",
    "app/offer/importing.py",
    "app/offer/reading.py",
    "app/offer/record*.py",
    "app/offer/routes/approval.py",
    "app/offer/routes/claim_desk.py",
    "app/offer/routes/desk.py",
    "app/offer/rows.py",
    "app/offer/staff_texts.py",
    "app/people/care_statuses.py",
    "app/people/forms.py",
    "app/people/pointing.py",
    "app/people/routes.py",
    "app/pledge/chapter.py",
    "app/pledge/fields.py",
    "app/pledge/forms.py",
    "app/pledge/promises.py",
    "app/pledge/routes/desk.py",
    "app/reports/asking*.py",
    "app/reports/cell_words.py",
    "app/reports/folding.py",
    "app/reports/forms.py",
    "app/reports/pdf.py",
    "app/reports/routes.py",
    "app/reports/signed_chapter.py",
    "app/reports/voice_subjects.py",
    "app/safeguarding/alarm*.py",
    "app/safeguarding/deadlines.py",
    "app/safeguarding/duty_mail.py",
    "app/safeguarding/forms.py",
    "app/safeguarding/handover*.py",
    "app/safeguarding/opening*.py",
    "app/safeguarding/rota*.py",
    "app/safeguarding/routes.py",
    "app/safeguarding/staffed_hours.py",
    "app/safeguarding/texts.py",
    "feedback/*chapter*.py",
    "feedback/coding*.py",
    "feedback/commitment_forms.py",
    "feedback/commitments.py",
    "feedback/import*.py",
    "feedback/interpreting*.py",
    "feedback/promise_evidence.py",
    "feedback/quote_forms.py",
    "feedback/routes/coding.py",
    "feedback/routes/importing.py",
    "feedback/routes/interpreting.py",
    "feedback/routes/quotes.py",
    "feedback/routes/threads.py",
    "feedback/subjects.py",
    "feedback/tallies.py",
    "feedback/texts.py",
    "feedback/themes.py",
    "feedback/theming/learner.py",
    "surveys/*_checks.py",
    "surveys/building/routes/check.py",
    "surveys/checking.py",
    "surveys/inspections/chapter.py",
    "surveys/inspections/desk_forms.py",
    "surveys/inspections/desk_texts.py",
    "surveys/inspections/routes/answers.py",
    "surveys/inspections/routes/checking.py",
    "surveys/inspections/routes/checking_answers.py",
    "surveys/inspections/routes/checking_words.py",
    "surveys/inspections/routes/desk.py",
    "surveys/inspections/subjects.py",
)

_PARENT = re.compile(r"{%-?\s*extends\s+[\"']([^\"']+)[\"']")
_ANY_PARENT = re.compile(r"{%-?\s*extends\b")
_USED = re.compile(r"{%-?\s*(?:include|import|from)\s+[\"']([^\"']+)[\"']")


def staff_python(path: str) -> bool:
    """True for a Python file, by its path from the root, whose words only staff see."""
    return any(fnmatch(path, pattern) for pattern in STAFF_PYTHON)


def staff_templates(folder: Path) -> set[str]:
    """The names, from `folder`, of the templates that only staff see."""
    sources = {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    # Mail and texts go to staff alone: no young person ever gives an address or a number.
    staff = {name for name in sources if name.startswith(("mail/", "sms/"))}
    staff |= {name for name in sources if _root(name, sources) == STAFF_LAYOUT}
    users = _users(sources)
    pieces = [name for name in sources if not _ANY_PARENT.search(sources[name])]
    grew = True
    while grew:
        more = {name for name in pieces if users.get(name) and users[name] <= staff} - staff
        staff |= more
        grew = bool(more)
    return staff


def _root(name: str, sources: dict[str, str]) -> str:
    """The last template named on the way up from `name` that stands on its own layout."""
    seen = {name}
    while name != STAFF_LAYOUT:
        parent = _PARENT.search(sources.get(name, ""))
        if parent is None or parent.group(1) in seen:
            break
        name = parent.group(1)
        seen.add(name)
    return name


def _users(sources: dict[str, str]) -> dict[str, set[str]]:
    users: dict[str, set[str]] = {}
    for name, source in sources.items():
        for used in _USED.findall(source):
            users.setdefault(used, set()).add(name)
    return users
