"""Everything awards keep, in one place for whoever needs it."""

from app.awards.event_models import HOWS, SAYERS, Invitation, NomineeChoice
from app.awards.given_models import Certificate, CertificateBatch, SmallStep, StepLink
from app.awards.judging_models import PLACES, Card, Judge, JudgeConflict, JudgeScore
from app.awards.round_models import (
    HELD_BECAUSE,
    NOMINATION_STATES,
    NOMINATOR_PARTS,
    AwardRound,
    Category,
    Nomination,
    Nominee,
)

__all__ = [
    "HELD_BECAUSE",
    "HOWS",
    "NOMINATION_STATES",
    "NOMINATOR_PARTS",
    "PLACES",
    "SAYERS",
    "AwardRound",
    "Card",
    "Category",
    "Certificate",
    "CertificateBatch",
    "Invitation",
    "Judge",
    "JudgeConflict",
    "JudgeScore",
    "Nomination",
    "Nominee",
    "NomineeChoice",
    "SmallStep",
    "StepLink",
]
