"""Everything inspections keep, in one place for whoever needs all of it."""

from surveys.inspections.finding_models import Finding, Recommendation, Revisit
from surveys.inspections.inspection_models import Criterion, Inspection, InspectionInspector
from surveys.inspections.service_models import InspectedService
from surveys.inspections.told_models import (
    InspectionCertificate,
    InspectorsWords,
    InspectorsWorry,
)
from surveys.inspections.visit_models import EvidencePicture, Visit, VisitInspector

__all__ = [
    "Criterion",
    "EvidencePicture",
    "Finding",
    "InspectedService",
    "Inspection",
    "InspectionCertificate",
    "InspectionInspector",
    "InspectorsWords",
    "InspectorsWorry",
    "Recommendation",
    "Revisit",
    "Visit",
    "VisitInspector",
]
