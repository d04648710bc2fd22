"""By what answers can be compared: the version they were given in, or what somebody said of
themselves in a question the builder keeps a key for.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.i18n import lazy_gettext as _l
from surveys.building.ages import YOUNGER
from surveys.definition import Definition, Given
from surveys.fields.table import TYPES
from surveys.inviting.texts import STAFF_AGES
from surveys.routing import path, place

ALL, AGES, THEMES = "all", "ages", "themes"
PASSED_BY = ":not_asked"
"""Who was not asked because of an earlier answer; no answer to pick has a colon in its code."""
NOT_SAID, KEPT_BACK, ON_THE_WAY = "not_said", "asked_not_said", ":asked_not_said"
"""Who did not say, of all; of those who were asked, where some ages were not; and of those who were
asked, where a way leads some past it. They are three names, because countings that were kept under
an earlier one may hold others too: the gate would take it for one group of which people left.
"""
LEFT_CARE = f"{AGES}=care_leavers"
CUTS = {
    # NOTE: A survey has a version for each age: answers are compared by which one was answered.
    AGES: _l("Version of the survey"),
    "about_age": _l("Age they told us"),
    "about_home": _l("Where they live"),
    "about_separated": _l("Separated or not"),
}
STAND_ALONE = {
    "about_separated": {
        "separated": _l("Came without parents"),
        "not_separated": _l("Did not come without parents"),
    }
}
"""Words for answers that say something only under their question: “Yes”."""
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
        """The cuts that tell people of this survey apart: whoever picks several answers is in no
        one group.
        """
        one_each = [
            key
            for key, question in self.questions.items()
            if question.type != "several_choices" and TYPES[question.type].options(question)
        ]
        several = [AGES] if len(self.by_ages) > 1 else []
        return several + [key for key in CUTS if key in one_each]

    def not_asked(self, cut: str) -> list[str]:
        """The versions that do not ask the question of a cut."""
        return [] if cut == AGES else [a for a, one in self.by_ages.items() if cut not in one.keys]

    def passing_by(self, cut: str) -> list[Definition]:
        """The versions in which a way leads some people past the question of a cut."""
        asking = [one for one in self.by_ages.values() if cut in one.keys]
        return [one for one in asking if place(one, cut).a_little_more]

    def deciding(self, cut: str) -> set[str]:
        """The questions whose answers may decide whether somebody is asked that of a cut; none
        where all are.
        """
        questions = [question for one in self.passing_by(cut) for question in one.questions]
        return {one.key for one in questions if any(rule.when for rule in one.rules)}

    def is_on_the_way(self, cut: str, ages: str, answers: Mapping[str, Given]) -> bool:
        """Whether somebody who gave these answers was asked the question of a cut."""
        return cut in path(self.by_ages[ages], answers)

    def not_said(self, cut: str) -> str:
        """The code of those who did not say."""
        if self.passing_by(cut):
            return ON_THE_WAY
        return KEPT_BACK if self.not_asked(cut) else NOT_SAID

    def groups(self, cut: str) -> dict[str, object]:
        """The groups of a cut with their words, as cells name them: `ages=8_11`. Those who did not
        say are one. Those whom a way led past the question are another, and of those whose version
        does not ask it each version is: it is the same group, under the same name, as where
        versions are compared, so that the gate knows of both.
        """
        if cut == AGES:
            return {f"{AGES}={ages}": STAFF_AGES[ages] for ages in self.by_ages}
        question = self.questions[cut]
        own = STAND_ALONE.get(cut, {})
        options = {
            f"{cut}={one.code}": own.get(one.code, one.label)
            for one in TYPES[question.type].options(question)
        }
        not_asked = {
            f"{AGES}={ages}": _l("Were not asked (%(ages)s)", ages=STAFF_AGES[ages])
            for ages in self.not_asked(cut)
        }
        if self.passing_by(cut):
            earlier = _l("Were not asked, because of an earlier answer")
            not_asked = {f"{cut}={PASSED_BY}": earlier, **not_asked}
        return {**options, f"{cut}={self.not_said(cut)}": _l("Did not say"), **not_asked}
