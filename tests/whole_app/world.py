"""Two councils, somebody in every role in the one, and a child in each.

`own` is what belongs to the child in the west, whom everyone here works with; `other` is the same
of a child in the north, whom nobody here knows.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.accounts.models import Account, Council, RoleGrant
from app.core.clock import now, today
from app.core.db import session
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import (
    assign,
    make_council,
    make_episode,
    make_return_interview,
    make_shift,
    make_staff,
    make_survey,
    make_young_person,
)
from app.interviews.actions import add_action
from app.interviews.models import Action, Episode, ReturnInterview
from app.interviews.wishes import begin
from app.offer.claim_models import Claim
from app.offer.claims import claim_line
from app.people.break_glass import BreakGlass
from app.people.models import Assignment, YoungPerson
from app.pledge.publishing import publish_what_ships
from app.pledge.services import start_draft
from app.reports.models import Report
from app.reports.services import start_report
from app.safeguarding.duty_models import Handover, Shift
from app.safeguarding.handovers import write
from app.safeguarding.models import Alert
from app.safeguarding.opening import open_conversations
from feedback.commitment import Commitment
from feedback.commitments import Wording, undertake
from feedback.models import (
    TEAMS,
    Coding,
    Message,
    QuoteRequest,
    Thread,
    ThreadAudience,
)
from feedback.theming.codebook import codebook
from surveys.models import Answer, FormVersion, Response
from surveys.publishing import current_version
from surveys.survey_models import Survey
from tests.interviews.talked import talk
from tests.offer.lines import make_shown_line
from tests.reports.freezing import freeze
from tests.whole_app.answered import Answered, make_answered
from tests.whole_app.awarded import Awarded, make_awarded
from tests.whole_app.grouped import Grouped, make_grouped
from tests.whole_app.inspected import Inspected, make_inspected, take_part

PARTS = {
    Role.WORKER: "social_worker",
    Role.REVIEWING_OFFICER: "reviewing_officer",
    Role.TEAM_MANAGER: "team_manager",
}
UNDERTAKEN = Wording("Buses are dear.", "We ask the bus company.", due_on=date(2027, 1, 1))
WORDS = "Nobody told me when my review is."


@dataclass
class Belongings:
    """What belongs to one child, and to the council that answers to them."""

    young_person: YoungPerson
    assignment: Assignment
    response: Response
    answer: Answer
    thread: Thread
    message: Message
    quote: QuoteRequest
    alert: Alert
    draft: Response
    """Begun and not sent."""
    report: Report
    """Being drafted."""
    frozen: Report
    claim: Claim
    shift: Shift
    handover: Handover
    opened: BreakGlass
    """By the duty worker of the world for the child in the west, otherwise by somebody else."""
    commitment: Commitment
    awarded: Awarded
    grouped: Grouped
    episode: Episode
    twin: Episode
    """The same, written down twice."""
    offered: ReturnInterview
    """After it: the child said no, and nobody has asked again yet."""
    action: Action
    talked: ReturnInterview
    """Another one: held, and read back by nobody yet."""
    survey: Survey
    """Being written, by somebody who is nobody else here."""
    staff: Account
    """The social worker, who is nobody in particular."""
    inspected: Inspected
    answered: Answered
    """A survey that was answered."""


@dataclass
class World:
    accounts: dict[Role, Account]
    own: Belongings
    other: Belongings


def make_world() -> World:
    """Everything, committed."""
    west = make_council("west", "West")
    north = make_council("north", "North")
    own = make_belongings(west, "robin")
    other = make_belongings(north, "wren")
    accounts = {role: make_staff(role, council=west) for role in Role}
    accounts[Role.YOUNG_INSPECTOR] = make_inspector()
    accounts[Role.YOUNG_PERSON] = own.young_person.account
    for role, part in PARTS.items():
        assign(accounts[role], own.young_person, part)
    own.claim.held_by = accounts[Role.WORKER]
    take_part(own.inspected, accounts[Role.YOUNG_INSPECTOR], accounts[Role.WORKER])
    for interview in (own.offered, own.talked):
        interview.interviewer = accounts[Role.RETURN_INTERVIEWER]
        interview.declared_at, interview.provider_type = now(), "youth_worker"
    own.opened.account_id = accounts[Role.DUTY_WORKER].id
    publish_what_ships()
    for council in (west, north):
        start_draft(council)
    session.commit()
    return World(accounts, own, other)


def make_inspector() -> Account:
    """A young person who inspects, and has told us nothing yet."""
    account = make_young_person(None, "magpie").account
    account.grants = [RoleGrant(role=Role.YOUNG_INSPECTOR, council_code="west")]
    return account


def make_belongings(council: Council, name: str) -> Belongings:
    young_person = make_young_person(council, name)
    staff = make_staff(Role.WORKER, council=council)
    last_quarter = Period.holding(today()).previous
    response = make_response(young_person, name, last_quarter.last_day)
    response.sent_on, response.sent_at = last_quarter.last_day, now()
    answer = Answer(response_id=response.id, question_key="your_words", kind="words", language="ti")
    answer.words = WORDS
    add(answer)
    add(
        Coding(
            answer_id=answer.id,
            sub_theme=next(iter(codebook())).id,
            proposed_by="officer",
            confirmed_by_name="Officer",
            confirmed_at=now(),
            codebook_version=codebook().version,
        )
    )
    thread = make_thread(response, council, young_person)
    message = Message(
        thread_id=thread.id,
        position=1,
        author_kind="young_person",
        language="ti",
        written_on=today(),
    )
    message.words = WORDS
    quote = QuoteRequest(
        answer_id=answer.id,
        thread_id=thread.id,
        language="en",
        council_code=council.code,
        quarter=last_quarter.code,
        asked_by_name="Officer",
        asked_on=today(),
    )
    quote.excerpt = WORDS
    episode = make_episode(young_person, returned_at=now())
    twin = make_episode(young_person, returned_at=episode.returned_at)
    offered = make_return_interview(episode, answer="declined", language="ti")
    return Belongings(
        young_person=young_person,
        assignment=assign(staff, young_person),
        response=response,
        answer=answer,
        thread=thread,
        message=add(message),
        quote=add(quote),
        alert=make_alert(response, council),
        draft=make_response(young_person, f"{name}, again", today()),
        report=start_report(council, last_quarter, staff),
        frozen=make_frozen(council, last_quarter.previous, staff),
        claim=make_claim(council, young_person),
        shift=make_shift(make_duty_worker(council), now(), now() + timedelta(hours=8), council),
        handover=write(make_duty_worker(council), council.code, WORDS),
        opened=open_conversations(young_person, make_duty_worker(council), "worry", WORDS),
        commitment=undertake(council.code, UNDERTAKEN, staff),
        awarded=make_awarded(council, young_person, staff),
        grouped=make_grouped(council, young_person),
        episode=episode,
        twin=twin,
        offered=offered,
        action=add_action(offered, "Ask about the bus.", staff, today(), staff),
        talked=make_interview(young_person),
        survey=make_survey([council], make_staff(Role.YOUNG_INSPECTOR, council=council)),
        answered=make_answered(council),
        staff=staff,
        inspected=make_inspected(council, staff),
    )


def make_interview(young_person: YoungPerson) -> ReturnInterview:
    """Somebody listens to this child, who came back two days ago."""
    episode = make_episode(young_person, returned_at=now() - timedelta(days=2))
    interview = make_return_interview(episode, answer="accepted")
    talk(interview, make_staff(Role.RETURN_INTERVIEWER), before=WORDS, what_would_help=WORDS)
    begin(interview, "en")
    return interview


def make_duty_worker(council: Council) -> Account:
    return make_staff(Role.DUTY_WORKER, council=council)


def make_claim(council: Council, young_person: YoungPerson) -> Claim:
    """With a sentence that waits for an interpreter, and that nobody has looked through."""
    claim = claim_line(make_shown_line(council=council.code), young_person, "wanted")
    claim.words_language, claim.words = "ar", "أحتاج إلى سرير"
    return claim


def make_thread(response: Response, council: Council, young_person: YoungPerson) -> Thread:
    thread = add(
        Thread(
            response_id=response.id,
            council_code=council.code,
            young_person_id=young_person.id,
            opened_on=today(),
            due_on=today(),
        )
    )
    for part in (*PARTS.values(), *TEAMS):
        add(ThreadAudience(thread_id=thread.id, part=part, since_on=today()))
    return thread


def make_alert(response: Response, council: Council) -> Alert:
    return add(
        Alert(
            level="amber",
            source="language",
            subject_kind="response",
            subject_id=response.id,
            council_code=council.code,
            raised_on=today(),
            raised_at=now(),
            due_at=now(),
        )
    )


def make_frozen(council: Council, quarter: Period, account: Account) -> Report:
    report = start_report(council, quarter, account)
    freeze(report, account)
    return report


def make_response(young_person: YoungPerson, token: str, day: date) -> Response:
    """Something begun by name on this day."""
    return add(
        Response(
            form_version_id=some_version().id,
            anonymous=False,
            young_person_id=young_person.id,
            council_code=young_person.council_code,
            language="en",
            key_hash=token.encode().ljust(32),
            started_on=day,
        )
    )


def some_version() -> FormVersion:
    """A statement form that ships."""
    return current_version("something_else")


def add(row):
    session.add(row)
    session.flush()
    return row
