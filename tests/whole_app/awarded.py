"""What a child has of the awards, in the world that every address is tried in."""

from dataclasses import dataclass
from datetime import timedelta

from app.accounts.models import Account, Council
from app.awards import carer_steps, invitations, judging, nominees, steps
from app.awards.models import (
    AwardRound,
    Card,
    Certificate,
    CertificateBatch,
    Nomination,
    Nominee,
    SmallStep,
    StepLink,
)
from app.awards.rounds import publish_round, start_round
from app.core.clock import today
from app.core.db import session
from app.core.permissions import Role
from app.demo.factories import make_staff
from app.demo.nominations import nominate
from app.people.models import YoungPerson


@dataclass
class Awarded:
    """A round of the child's council, the child nominated in it, and a card it may judge."""

    round: AwardRound
    nomination: Nomination
    nominee: Nominee
    card: Card
    batch: CertificateBatch
    step: SmallStep
    link: StepLink
    carer_step: SmallStep


def make_awarded(council: Council, person: YoungPerson, staff: Account) -> Awarded:
    row = start_round(f"Awards of {council.name}", council.code, today(), in_a_month(), staff)
    row.event_on = in_a_month()
    publish_round(row, staff)
    nomination = nominate(row, by=staff, chosen=person)
    somebody_else = nominate(row, who="Somebody else").nominee
    officer = staff_who_runs(council)
    nominees.ask_all(row, officer)
    invitations.invite_all(row, officer)
    judging.choose_judges(row, [person.account], staff)
    card = judging.write_card(somebody_else, row.categories[3], "Kept going.", staff)
    batch = CertificateBatch(round_id=row.id, asked_on=today(), total=1, done=1, finished=True)
    batch.print_file = b"%PDF"
    session.add(batch)
    session.flush()
    certificate = Certificate(
        nominee_id=nomination.nominee_id, batch_id=batch.id, language="en", made_on=today()
    )
    certificate.file = b"%PDF"
    session.add(certificate)
    step = make_step(council, person, staff)
    link = carer_steps.make_link(council, staff)
    carer_step = carer_steps.offer(link, "Somebody", "Shared a meal.", "en", council.code)
    carer_step.language = "ar"  # Written so, and nobody on duty had to be told.
    nominee = nomination.nominee
    return Awarded(row, nomination, nominee, card, batch, step, link, carer_step)


def make_step(council: Council, person: YoungPerson, staff: Account) -> SmallStep:
    step = steps.offer_step(person, "Shared a meal.", staff)
    steps.check_step(step, "Somebody shared a meal.", staff_who_runs(council))
    return step


def staff_who_runs(council: Council) -> Account:
    return make_staff(Role.PARTICIPATION_OFFICER, council=council)


def in_a_month():
    return today() + timedelta(days=30)
