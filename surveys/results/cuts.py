"""By what answers can be compared: the version they were given in, or what somebody said of
themselves in a question the builder keeps a key for.
"""

from dataclasses import dataclass

from app.core.i18n import lazy_gettext as _l
from surveys.building.ages import YOUNGER
from surveys.definition import Definition
from surveys.fields.table import TYPES
from surveys.inviting.texts import STAFF_AGES

ALL, AGES, THEMES = "all", "ages", "themes"
NOT_SAID = "not_said"
CUTS = {
    AGES: _l("Age of the questions"),
    "about_age": _l("Age"),
    "about_home": _l("Where they live"),
    "about_separated": _l("Separated or not"),
}
COUNCIL, LAST_TIME = "council", "last_time"
SIDE_BY_SIDE = {COUNCIL: _l("Council"), LAST_TIME: _l("Last time")}
"""What needs no further counting: figures that are kept, one beside the other."""


@dataclass(frozen=True)
class Asked:
    """What a survey asks, whatever the age: every question once, by its key."""

    by_ages: dict[str, Definition]

    @property
    def questions(self) -> dict:
        """In the order of the fullest version, and in the main words rather than the easier ones;
        what only another version asks comes after.
        """
        found: dict = {}
        for one in sorted(self.by_ages.values(), key=lambda d: -len(d.questions)):
            found |= {
                question.key: question for question in one.questions if question.key not in found
            }
        for ages, one in self.by_ages.items():
            if ages not in YOUNGER:
                found |= {question.key: question for question in one.questions}
        return found

    def cuts(self) -> list[str]:
        """The cuts that tell people of this survey apart."""
        questions = self.questions
        several = [AGES] if len(self.by_ages) > 1 else []
        return several + [
            key
            for key in CUTS
            if key in questions and TYPES[questions[key].type].options(questions[key])
        ]

    def groups(self, cut: str) -> dict[str, object]:
        """The groups of a cut with their words, and those who did not say."""
        if cut == AGES:
            return {ages: STAFF_AGES[ages] for ages in self.by_ages}
        question = self.questions[cut]
        options = {one.code: one.label for one in TYPES[question.type].options(question)}
        return {**options, NOT_SAID: _l("Did not say")}
