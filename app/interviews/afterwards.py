"""What follows a return interview: who sees to it, who was told, and the form completed.

That the form is completed never says that the child took part.
"""

from datetime import date

from sqlalchemy import update

from app.accounts.models import Account
from app.core import audit
from app.core.addresses import public_address
from app.core.alone import alone
from app.core.clock import now
from app.core.db import session
from app.core.i18n import _l
from app.core.outbox import post
from app.interviews.afterwards_models import TOLD
from app.interviews.danger import SUBJECT, is_kept_from, kept_from
from app.interviews.episodes import keeps_register
from app.interviews.listening import has_taken_on
from app.interviews.models import ReturnInterview, Told
from app.people.teams import case_team

OFFICER = "reviewing_officer"

MISSING = {
    "talk": _l("They said yes: first somebody talks with them, or they say no after all."),
    "attempts": _l("Nobody has written down how they were asked."),
    "carers_view": _l("They did not take part: what the people they live with know is not there."),
    "reviewing_officer": _l("Their reviewing officer has not been told."),
}
"""What has to be there before a form is complete."""


class NotReady(Exception):
    """The form cannot be completed yet: `missing` are keys of MISSING."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class AlreadyDone(Exception):
    """Somebody was first."""


def sees_to(account: Account, interview: ReturnInterview) -> bool:
    """True for whoever listens, and whoever keeps the register: they write down what is done and
    who was told, and complete the form. For nobody the child named.
    """
    if is_kept_from(interview, account):
        return False
    council_code = interview.episode.council_code
    return has_taken_on(interview, account) or keeps_register(account, council_code)


def reads_notes(account: Account, interview: ReturnInterview) -> bool:
    """True for whoever listened. The keepers of the register write them where there was no talk;
    what a child said stays with whom they said it to, from the moment somebody writes it down.
    """
    if is_kept_from(interview, account):
        return False
    if interview.child_took_part or interview.words_id is not None:
        return has_taken_on(interview, account)
    return sees_to(account, interview)


def tell(interview: ReturnInterview, who: str, on: date, what: str, by: Account) -> Told:
    """Write down that one of afterwards_models.TOLD was told, when, and what. A reviewing officer
    gets a mail that there is something to read, without a word of it.
    """
    told = Told(interview_id=interview.id, who=who, on=on, by_id=by.id, by_name=by.display_name)
    told.what = what or None
    interview.told.append(told)
    session.flush()
    audit.record("interview_told", SUBJECT, interview.id, by, note=who)
    if who == OFFICER:
        for officer in reviewing_officers(interview):
            mail_about(interview, officer)
    return told


def reviewing_officers(interview: ReturnInterview) -> list[Account]:
    """Those who have this part in the child's life today, and whom the child did not name."""
    team, named = case_team(interview.episode.young_person), kept_from(interview)
    return [one.worker for one in team if one.part == OFFICER and one.worker_id not in named]


def reads_told(account: Account, interview: ReturnInterview) -> set[str]:
    """The keys of texts.TOLD of which this account reads what was said: to its own part in the
    child's life today, and all of it for whoever sees to it. Nothing, if the child named them.
    """
    if is_kept_from(interview, account):
        return set()
    if sees_to(account, interview):
        return set(TOLD)
    team = case_team(interview.episode.young_person)
    return {one.part for one in team if one.worker_id == account.id}


def what_is_missing(interview: ReturnInterview) -> list[str]:
    """What has to be there before the form is complete, as keys of MISSING."""
    took_part = interview.child_took_part
    written = {note.section for note in interview.notes if note.words}
    lacks = {
        "talk": interview.answer == "accepted" and not took_part,
        "attempts": not took_part and not interview.attempts,
        "carers_view": not took_part and "carers_view" not in written,
        "reviewing_officer": bool(reviewing_officers(interview))
        and all(told.who != OFFICER for told in interview.told),
    }
    return [what for what, missing in lacks.items() if missing]


def complete_form(interview: ReturnInterview, by: Account) -> None:
    """The form is complete, whether the child took part or not. Raises NotReady or AlreadyDone."""
    alone(interview)
    missing = what_is_missing(interview)
    if missing:
        raise NotReady(missing)
    open_one = (ReturnInterview.id == interview.id) & ReturnInterview.form_completed_at.is_(None)
    completed = update(ReturnInterview).where(open_one).values(form_completed_at=now())
    session.flush()
    count = session.execute(completed, execution_options={"synchronize_session": False}).rowcount
    session.refresh(interview)
    if count != 1:
        raise AlreadyDone
    audit.record("interview_form_completed", SUBJECT, interview.id, by)


def mail_about(interview: ReturnInterview, account: Account) -> None:
    """Mail that there is something to know, and where: never of whom, or what."""
    url = public_address(f"/interviews/{interview.id}")
    post(account.email, "return_interview_told", name=account.display_name, url=url)
