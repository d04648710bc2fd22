"""The demo's inspections: answered, late, put right and with a certificate, changed by an officer
and waiting for the inspectors' word, and being done.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta

from app.accounts.models import Account, RoleGrant
from app.core.clock import today
from app.core.db import session
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.seen_by_inspectors import (
    ANSWER,
    CENTRE,
    CRITERIA,
    DESK,
    DESK_TOLD,
    DESK_WHY,
    DROP_IN,
    HOUSE,
    HUNG_A_CURTAIN,
    LOOKED_AGAIN,
    OWN_WORDS,
    SEEN_AT_A_HUB,
    STILL_OWED,
    Seen,
)
from app.people.models import YoungPerson
from surveys.inspections import (
    answer_looks,
    answering,
    certificates,
    checking,
    doing,
    finding,
    own_words,
    visiting,
)
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.service_models import InspectedService

On = Callable[[date], AbstractContextManager]


def make_inspector(account: Account, council_code: str) -> Account:
    """This young person inspects in this council from now on."""
    if Role.YOUNG_INSPECTOR not in account.roles:
        account.grants.append(RoleGrant(role=Role.YOUNG_INSPECTOR, council_code=council_code))
        session.flush()
    return account


def make_service(council_code: str, name: str, kind: str, answers: Account | None = None):
    """A service on the list."""
    service = InspectedService(
        council_code=council_code,
        name=name,
        kind=kind,
        answers_id=answers.id if answers else None,
    )
    session.add(service)
    session.flush()
    return service


def make_inspection(
    service: InspectedService,
    inspectors: Sequence[Account],
    owner: Account,
    beside: Account | None = None,
    seen: Seen = SEEN_AT_A_HUB,
) -> Inspection:
    """One with criteria, a visit, findings and a recommendation, still being done."""
    first, *others = inspectors
    inspection = doing.start_inspection(service, today(), [one.id for one in others], beside, first)
    for words, (rating, notes) in zip(CRITERIA, seen.ratings, strict=True):
        doing.rate(doing.add_criterion(inspection, words), rating, notes)
    people = tuple(one.id for one in inspectors)
    told = visiting.Told("announced", today(), people, seen.visit)
    visiting.add_visit(inspection, told, first)
    for kind, words in seen.found:
        finding.add_finding(inspection, kind, words)
    finding.add_recommendation(inspection, seen.recommended, owner, today() + timedelta(days=28))
    session.flush()
    session.refresh(inspection)
    return inspection


def give_inspection(inspection: Inspection, officer: Account) -> Inspection:
    """Handed over, looked over and given to the service."""
    _look_over(inspection, officer)
    checking.give(inspection, officer)
    return inspection


def _look_over(inspection: Inspection, officer: Account) -> None:
    doing.hand_over(inspection)
    for row in [*inspection.findings, *inspection.recommendations]:
        checking.check(row, row.words, officer)


def inspect(
    young: Sequence[YoungPerson],
    both: Sequence[Account],
    staff: dict[str, Account],
    on: On,
) -> None:
    """Everything, on the days it is taken to have happened. `both` inspect in both councils; `on`
    sets the clock for a while.
    """
    sky, dawit, *_others, kai = young
    nova, ike = both
    inspectors = [make_inspector(one.account, "west") for one in (sky, dawit)]
    northern = [make_inspector(kai.account, "north"), ike]
    officer, manager, worker = staff["participation"], staff["manager"], staff["worker"]
    hub = make_service("west", "The Lighthouse Hub", "hub", worker)
    team = make_service("west", "Leaving Care Team", "leaving_care_team", manager)
    house = make_service("west", "Riverside House", "childrens_home", manager)
    centre = make_service("north", "Family Time Centre", "family_time_place", worker)
    drop_in = make_service("north", "Corby Drop-in", "hub", staff["north"])
    last = Period.holding(today()).previous
    with on(last.first_day + timedelta(days=10)):
        certified = give_inspection(
            make_inspection(house, [nova, *inspectors], manager, seen=HOUSE), officer
        )
    with on(last.first_day + timedelta(days=20)):
        give_inspection(make_inspection(centre, northern, worker, officer, CENTRE), officer)
        answered = make_inspection(hub, inspectors, worker, officer)
        finding.add_recommendation(answered, STILL_OWED, worker, today() + timedelta(days=28))
        session.refresh(answered)
        give_inspection(answered, officer)
    with on(last.first_day + timedelta(days=30)):
        for one, by, given in (
            (answered, worker, ANSWER),
            (certified, manager, HUNG_A_CURTAIN),
        ):
            _answer(one, by, given)
            answer_looks.look_at_answer(one.recommendations[0], officer)
        for council, writer in (("west", inspectors[0]), ("north", ike)):
            words = own_words.write_words(council, last, OWN_WORDS, writer)
            own_words.check_words(words, OWN_WORDS, officer)
    with on(last.first_day + timedelta(days=70)):
        _certify(certified, nova, officer)
    with on(today() - timedelta(days=1)):
        changed = make_inspection(drop_in, [ike, nova], staff["north"], officer, DROP_IN)
        _change_words(changed, officer)
    make_inspection(team, [nova, *inspectors], manager, officer)
    session.flush()


def _answer(inspection: Inspection, worker: Account, given: answering.Answer) -> None:
    row = inspection.recommendations[0]
    done_by = today() + timedelta(days=60)
    said = replace(given, do_by=done_by)
    answering.answer(row, said, worker)
    answering.judge(row, "good", "Thank you for saying it plainly.")


def _certify(inspection: Inspection, inspector: Account, officer: Account) -> None:
    """They look again, it happened, and every criterion is met."""
    [row] = inspection.recommendations
    answering.revisit(row, today(), "happened", LOOKED_AGAIN, inspector)
    for criterion in inspection.criteria:
        if criterion.rating not in certificates.MET:
            doing.rate(criterion, "good", LOOKED_AGAIN, inspector)
    answering.close(row, "done")
    certificates.give_certificate(inspection, certificates.usual_end(), officer)


def _change_words(inspection: Inspection, officer: Account) -> None:
    """By one finding a person would be known: the officer changes it and says why, and it waits for
    the inspectors' word.
    """
    _look_over(inspection, officer)
    for row in inspection.findings:
        if row.words == DESK:
            checking.check(row, DESK_TOLD, officer, because=DESK_WHY)
