"""Asking to join a group, the answer, and the reminder when none came in time."""

from datetime import date

from sqlalchemy import exists, func, select

from app.accounts.councils import staff_with
from app.accounts.models import Account, Council
from app.core import audit
from app.core.addresses import public_address
from app.core.clock import add_working_days, today
from app.core.db import session
from app.core.outbox import post
from app.core.periodic import every
from app.core.permissions import Permission
from app.groups.member_models import JoinRequest, Member
from app.groups.models import Group
from app.people.models import YoungPerson
from app.safeguarding.models import Alert
from app.safeguarding.services import check_words

SUBJECT = "group_request"
BETWEEN = "\n\n"
"""Stands between what was said at one time and at another."""
LONGEST = 3_000
"""Characters of one request, however often they add to it."""


class Closed(Exception):
    """The group takes nobody just now."""


class AlreadyIn(Exception):
    """They are in it."""


class Enough(Exception):
    """They have written as much as anybody can read before somebody answers."""


class AlreadyAnswered(Exception):
    """Somebody has answered, or it was taken back."""


def ask_to_join(group: Group, person: YoungPerson, words: str, language: str) -> JoinRequest:
    """One open request at a time: asked twice, it is the one there is, and what they write now is
    put below what they wrote before. Raises Closed, AlreadyIn, Enough.
    """
    # One at a time for each young person, so that two taps at once make one request.
    session.execute(select(YoungPerson.id).where(YoungPerson.id == person.id).with_for_update())
    if group.joining != "open":
        raise Closed
    if membership(group, person) is not None:
        raise AlreadyIn
    there = open_request(group, person)
    if there is None:
        return _new_request(group, person, words, language)
    _add_words(there, words, language)
    return there


def _new_request(group: Group, person: YoungPerson, words: str, language: str) -> JoinRequest:
    request = JoinRequest(
        group_id=group.id,
        young_person_id=person.id,
        asked_on=today(),
        due_on=due_day(person),
        language=language,
    )
    session.add(request)
    session.flush()
    _add_words(request, words, language)
    return request


def _add_words(request: JoinRequest, words: str, language: str) -> None:
    """Keep and look through what is said, below what was said before; the same again is nothing
    new. Raises Enough.
    """
    said = request.words or ""
    if not words or words in said.split(BETWEEN):
        return
    if not said:
        request.language = language
    added = f"{said}{BETWEEN}{words}" if said else words
    if len(added) > LONGEST:
        raise Enough
    request.words = added
    session.flush()
    council = request.young_person.council_code
    check_words(SUBJECT, request.id, [(language, words)], council)


def is_with_the_desk(request: JoinRequest) -> bool:
    """Whether the duty desk has, or had, what they wrote."""
    about = (Alert.subject_kind == SUBJECT, Alert.subject_id == request.id)
    return session.scalar(select(exists().where(*about)))


def due_day(person: YoungPerson) -> date:
    """By when somebody answers what this one asks today."""
    return add_working_days(today(), session.get_one(Council, person.council_code).reply_days)


def membership(group: Group, person: YoungPerson) -> Member | None:
    """This young person's place in this group today."""
    rows = select(Member).where(
        Member.group_id == group.id, Member.young_person_id == person.id, Member.is_current()
    )
    return session.scalars(rows).unique().first()


def open_request(group: Group, person: YoungPerson) -> JoinRequest | None:
    """What they asked and nobody has answered."""
    rows = select(JoinRequest).where(
        JoinRequest.group_id == group.id,
        JoinRequest.young_person_id == person.id,
        JoinRequest.state == "waiting",
    )
    return session.scalars(rows).unique().one_or_none()


def requests_of(person: YoungPerson) -> list[JoinRequest]:
    """What they asked, newest first."""
    rows = select(JoinRequest).where(JoinRequest.young_person_id == person.id)
    newest = rows.order_by(JoinRequest.asked_on.desc(), JoinRequest.id)
    return list(session.scalars(newest).unique())


def waiting_for(account: Account) -> list[JoinRequest]:
    """The open requests of this officer's councils, soonest due first."""
    rows = JoinRequest.visible_to(account).where(JoinRequest.state == "waiting")
    return list(session.scalars(rows.order_by(JoinRequest.due_on, JoinRequest.id)).unique())


def waiting_by_group(account: Account) -> dict[int, int]:
    """How many of them there are, by the group's id."""
    rows = JoinRequest.visible_to(account).where(JoinRequest.state == "waiting")
    counted = rows.with_only_columns(JoinRequest.group_id, func.count()).group_by(
        JoinRequest.group_id
    )
    return {group: count for group, count in session.execute(counted)}


def others_for(request: JoinRequest) -> list[Group]:
    """The groups an officer may name instead: open, and for young people of that council."""
    rows = Group.open_to(request.young_person.council_code)
    rows = rows.where(Group.id != request.group_id, Group.joining == "open")
    return list(session.scalars(rows.order_by(Group.title)))


def answer(
    request: JoinRequest, by: Account, state: str, because: str, other: Group | None = None
) -> None:
    """`welcome`, `not_this_one` or `another_one` (then `other`), with what they read of it.

    Raises AlreadyAnswered.
    """
    _still_waits(request)
    request.other_group_id = other.id if state == "another_one" else None
    request.answer = because or None
    request.answered_on, request.answered_by_name, request.state = today(), by.display_name, state
    session.flush()
    if state == "welcome" and membership(request.group, request.young_person) is None:
        let_in(request.group, request.young_person)
    audit.record(f"request_{state}", SUBJECT, request.id, by)


def let_in(group: Group, person: YoungPerson) -> Member:
    """They are in it from today."""
    member = Member(group_id=group.id, young_person_id=person.id, from_on=today())
    member.group, member.young_person = group, person
    session.add(member)
    session.flush()
    return member


def withdraw(request: JoinRequest) -> None:
    """They do not want to any more. Raises AlreadyAnswered."""
    _still_waits(request)
    request.state = "withdrawn"
    session.flush()


def _still_waits(request: JoinRequest) -> None:
    session.refresh(request, with_for_update={"of": JoinRequest})
    if request.state != "waiting":
        raise AlreadyAnswered


@every(hours=1)
def remind() -> int:
    """Mail the officers of the council once when the day promised has passed; how many requests."""
    late = select(JoinRequest).where(
        JoinRequest.state == "waiting",
        JoinRequest.due_on < today(),
        JoinRequest.reminded_on.is_(None),
    )
    found = session.scalars(late.with_for_update(skip_locked=True, of=JoinRequest)).unique().all()
    for request in found:
        request.reminded_on = today()
        url = public_address(f"/groups/desk/requests/{request.id}")
        rows = staff_with(Permission.GROUP_RUN, request.young_person.council_code)
        for account in session.scalars(rows.order_by(Account.id)):
            post(account.email, "group_request_waiting", name=account.display_name, url=url)
    session.flush()
    return len(found)
