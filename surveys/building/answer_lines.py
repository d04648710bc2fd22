"""The answers that can be picked in a question, as they are typed: a line for each of them.

A line is the words of an answer and, with them, its picture, its easier words and whether a safe
adult is told when somebody picks it. Answers that are always the same have only the last.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, SelectField, StringField
from wtforms.fields import SelectChoice

from app.core.i18n import _
from surveys.building.choice_codes import ALONE, code_for
from surveys.building.forms import Fits, one_line
from surveys.building.problems import LONGEST
from surveys.building.texts import PICTURES, WITH_CHOICES, WITH_PICTURES
from surveys.building.way import labels_of
from surveys.fields.table import FIXED_CODES


@dataclass(frozen=True)
class Line:
    """The fields of one answer. Those it does not have are None."""

    name: str
    was: Mapping[str, Any] | None
    """The answer as it was; None for a new one."""
    field: Any
    picture: Any
    easier: Any
    tells: Any


class AnswerLines:
    """What `question_form` adds to the form of a question for its answers."""

    type: str
    there: Mapping[str, Any]
    """The question as it was."""
    new: list[int]
    """The numbers of the lines for further answers."""

    @property
    def has_choices(self) -> bool:
        return self.type in WITH_CHOICES

    @property
    def has_pictures(self) -> bool:
        return self.type in WITH_PICTURES

    @property
    def lines(self) -> list[Line]:
        """A line for each answer that is there, and then for those that can be added."""
        if not self.has_choices:
            return []
        was = {f"choice_{one['code']}": one for one in self.there.get("choices", ())}
        return [self._line(name, was.get(name)) for name in (*was, *_names_of(self.new))]

    def _line(self, name: str, was: Mapping[str, Any] | None) -> Line:
        kinds = ("picture", "easier", "tells")
        others = {kind: self._fields.get(f"{kind}_{name}") for kind in kinds}
        return Line(name, was, self[name], **others)

    @property
    def fixed(self) -> list[Line]:
        """The lines of answers that are the same in every question of this type."""
        codes = FIXED_CODES.get(self.type, ())
        return [
            Line(f"choice_{code}", {"code": code}, None, None, None, self[f"tells_choice_{code}"])
            for code in codes
        ]

    @property
    def telling_lines(self) -> list[tuple[Line, str]]:
        """Each answer of which a safe adult can be told, and its words; "" for an empty line."""
        labels = labels_of(self.there)
        fixed = [(line, labels[line.was["code"]]) for line in self.fixed]
        return [*fixed, *((line, one_line(line.field.data)) for line in self.lines)]

    @property
    def tells_somebody(self) -> bool:
        """Whether a safe adult is told of some answer."""
        return any(line.tells.data for line, _words in self.telling_lines)

    @property
    def has_easier_words(self) -> bool:
        """Whether some answer has easier words, or words that cannot stand."""
        return any(line.easier.data or line.easier.errors for line in self.lines)

    @property
    def choices(self) -> list[dict[str, Any]]:
        """The answers as they were typed. A line without words is gone."""
        return [choice for choice, _line in self._typed()]

    @property
    def easier_choices(self) -> list[dict[str, str]]:
        """The easier words of the answers that have some."""
        said = [(choice, one_line(line.easier.data)) for choice, line in self._typed() if line]
        return [{"code": choice["code"], "label": words} for choice, words in said if words]

    @property
    def alert_on(self) -> list[str]:
        """The codes of which a safe adult is told."""
        fixed = [line.was["code"] for line in self.fixed if line.tells.data]
        typed = [choice["code"] for choice, line in self._typed() if line and line.tells.data]
        return [*fixed, *typed]

    @property
    def pasted(self) -> list[str]:
        """The words of those that were pasted together, one on a line."""
        lines = (self.more.data or "").splitlines() if self.has_choices else []
        return [label for label in map(one_line, lines) if label]

    def _typed(self) -> Iterator[tuple[dict[str, Any], Line | None]]:
        """Each answer with words, and the line it was typed into, if it was not pasted."""
        kept: list[dict[str, Any]] = []
        typed = [(one_line(line.field.data), line) for line in self.lines]
        for label, line in [*typed, *((label, None) for label in self.pasted)]:
            if label:
                kept.append(self._choice(label, line, kept))
                yield kept[-1], line

    def _choice(self, label: str, line: Line | None, kept: list) -> dict[str, Any]:
        was = line.was if line else None
        taken = {one["code"] for one in [*kept, *self.there.get("choices", ())]}
        choice = (
            {**was, "label": label} if was else {"code": code_for(label, taken), "label": label}
        )
        if self.type == "several_choices" and (was is None or was["label"] != label):
            choice.pop("alone", None)
            if ALONE.match(label):
                choice["alone"] = True
        if self.has_pictures:
            drawn = line.picture.data if line else None
            choice["symbol"] = drawn if drawn in PICTURES else choice.get("symbol", "question")
        return choice


def _names_of(new: Iterable[int]) -> list[str]:
    return [f"new_{number}" for number in new]


def line_fields(question: Mapping[str, Any], new: Iterable[int]) -> dict[str, Any]:
    """The fields of the answers of a question, with empty lines of these numbers."""
    tells = {
        f"tells_choice_{code}": BooleanField() for code in FIXED_CODES.get(question["type"], ())
    }
    if question["type"] not in WITH_CHOICES:
        return tells
    there = [f"choice_{one['code']}" for one in question.get("choices", ())]
    names = [*there, *_names_of(new)]
    fields: dict[str, Any] = dict(tells)
    for name in names:
        fits = [Fits(LONGEST["label"])]
        fields[name] = StringField(_("Answer"), validators=fits)
        fields[f"easier_{name}"] = StringField(_("Answer"), validators=fits)
        fields[f"tells_{name}"] = BooleanField()
        if question["type"] in WITH_PICTURES:
            drawings = [SelectChoice(code, words) for code, words in PICTURES.items()]
            fields[f"picture_{name}"] = SelectField(
                _("Picture"), choices=drawings, validate_choice=False, default="question"
            )
    return fields


def filled_lines(question: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in those fields, of the question as it is."""
    easier = {one["code"]: one["label"] for one in question.get("easier", {}).get("choices", ())}
    filled: dict[str, Any] = {f"tells_choice_{code}": True for code in question.get("alert_on", ())}
    for one in question.get("choices", ()):
        name = f"choice_{one['code']}"
        filled[name] = one["label"]
        filled[f"easier_{name}"] = easier.get(one["code"], "")
        filled[f"picture_{name}"] = one.get("symbol", "question")
    return filled
