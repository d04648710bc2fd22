"""Who works with whom, and how a young person gets an account of their own."""

from datetime import date, timedelta

from sqlalchemy import delete, update

from app.accounts import names
from app.accounts.councils import holds_for
from app.accounts.models import Account, RoleGrant
from app.accounts.passwords import hash_password
from app.accounts.services import name_is_taken
from app.accounts.sessions import end_all
from app.core import audit
from app.core.clock import now, today
from app.core.db import session
from app.core.permissions import Permission, Role
from app.people.complaints import could_be_in_what_they_said
from app.people.join_codes import WrongCode, code_hash, look_up_code, new_code
from app.people.models import Assignment, JoinCode, YoungPerson
from app.people.teams import case_team, parts_of

__all__ = [
    "add_young_person",
    "assign",
    "case_team",
    "change_home",
    "end_assignment",
    "give_join_code",
    "join",
    "keeps_record",
]

CODE_LASTS = timedelta(days=7)


class NameTaken(Exception):
    """Somebody else signs in with this name."""


class HasAccount(Exception):
    """This young person has an account, and `by` may not open it again."""


def keeps_record(account: Account, young_person: YoungPerson) -> bool:
    """True if `account` may say who works with this young person."""
    return holds_for(account, Permission.PEOPLE_MANAGE, young_person.council_code)


def add_young_person(
    known_as: str,
    council_code: str,
    birth_month: date,
    care_status: str,
    separated: bool,
    language: str,
    by: Account,
    home_type: str | None = None,
    home_provider: str = "",
    out_of_area: bool = False,
    disabled: bool | None = None,
) -> YoungPerson:
    """A new record. `birth_month` is the first of the month; `home_type`, one of HOME_TYPES."""
    young_person = YoungPerson(
        known_as=known_as,
        council_code=council_code,
        birth_month=birth_month.replace(day=1),
        care_status=care_status,
        separated=separated,
        language=language,
        home_type=home_type,
        home_provider=home_provider,
        out_of_area=out_of_area,
        disabled=disabled,
    )
    session.add(young_person)
    session.flush()
    audit.record("young_person_added", "young_person", young_person.id, by)
    return young_person


def change_home(
    young_person: YoungPerson,
    by: Account,
    home_type: str | None,
    home_provider: str,
    out_of_area: bool,
) -> None:
    """They live somewhere else now, or it is known better. Episodes keep what was true then."""
    young_person.home_type, young_person.home_provider = home_type, home_provider
    young_person.out_of_area = out_of_area
    session.flush()
    audit.record("home_changed", "young_person", young_person.id, by, note=home_type or "")


def assign(
    worker: Account, young_person: YoungPerson, part: str, starts_on: date, by: Account
) -> Assignment:
    """`worker` has this part from `starts_on`. Having it already changes nothing."""
    there = session.scalars(
        parts_of(young_person).where(
            Assignment.worker_id == worker.id,
            Assignment.part == part,
            Assignment.ends_on.is_(None),
        )
    ).first()
    if there:
        return there
    assignment = Assignment(
        worker_id=worker.id, young_person_id=young_person.id, part=part, starts_on=starts_on
    )
    session.add(assignment)
    session.flush()
    audit.record(
        "part_given", "young_person", young_person.id, by, note=f"{part} account {worker.id}"
    )
    return assignment


def end_assignment(assignment: Assignment, by: Account, at_once: bool = False) -> None:
    """The part ends with today, or `at_once`: then yesterday was its last day.

    One that began today, or has not begun, and ends at once is taken off; the trail keeps it.
    """
    last_day = today() - timedelta(days=1) if at_once else today()
    note = f"{assignment.part} account {assignment.worker_id} last day {last_day}"
    if assignment.starts_on > last_day:
        session.delete(assignment)
    else:
        assignment.ends_on = last_day
    session.flush()
    audit.record("part_ended", "young_person", assignment.young_person_id, by, note=note)


def give_join_code(young_person: YoungPerson, by: Account) -> str:
    """A new code for this young person, to be shown once; codes they have not used are void.

    Raises HasAccount when they have an account already, unless `by` keeps their record, never had a
    part in their life and was not complained about: whoever holds such a code can open the account
    again, and read what the child has said to others, and about whom.
    """
    if young_person.account_id is not None and (
        not keeps_record(by, young_person) or could_be_in_what_they_said(by, young_person)
    ):
        raise HasAccount
    session.execute(
        delete(JoinCode).where(
            JoinCode.young_person_id == young_person.id, JoinCode.used_at.is_(None)
        )
    )
    code = new_code()
    session.add(
        JoinCode(
            code_hash=code_hash(code),
            young_person_id=young_person.id,
            made_by_id=by.id,
            expires_at=now() + CODE_LASTS,
        )
    )
    session.flush()
    audit.record("join_code_given", "young_person", young_person.id, by)
    return code


def join(code: str, chosen_name: str, passphrase: str, language: str) -> Account:
    """The young person's account, under the name and passphrase they chose; the code is used up.

    Someone who has an account gets into the same one, and whoever was signed in to it is out.
    Raises WrongCode, LapsedCode or NameTaken; then roll back, and the code can still be used.
    """
    hashed = hash_password(passphrase)
    young_person = _use(code)
    account = young_person.account or _new_account()
    if name_is_taken(chosen_name, but=account):
        raise NameTaken
    account.chosen_name = account.display_name = names.tidy(chosen_name)
    account.sign_in_name = names.sign_in_name(chosen_name)
    account.password_hash = hashed
    account.language = language
    account.active = True
    session.add(account)
    session.flush()
    young_person.account_id = account.id
    end_all(account)
    session.flush()
    return account


def _use(code: str) -> YoungPerson:
    """The young person whose code this is, used up in one statement, so that it works once."""
    used = session.scalar(
        update(JoinCode)
        .where(
            JoinCode.code_hash == code_hash(code),
            JoinCode.used_at.is_(None),
            JoinCode.expires_at > now(),
        )
        .values(used_at=now())
        .returning(JoinCode.young_person_id)
    )
    if used is None:
        look_up_code(code)
        raise WrongCode
    return session.get_one(YoungPerson, used)


def _new_account() -> Account:
    return Account(kind="young_person", grants=[RoleGrant(role=Role.YOUNG_PERSON)])
