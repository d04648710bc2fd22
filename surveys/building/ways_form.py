"""Where it goes on from a question: a list to pick from for each answer, and one for the rest."""

from collections.abc import Container, Mapping
from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice

from app.core.i18n import _, _l
from app.core.in_line import apart
from surveys.building.content import Content, keys_of, later_than
from surveys.building.forms import StepForm
from surveys.building.parts import ways_part
from surveys.building.rules import written_rules
from surveys.building.way import labels_of
from surveys.definition import END

NEXT = ""
SHOWN = 60
"""Letters of a question in a list; a phone's list shows no more."""


class WaysForm(StepForm):
    """`ways_form` adds a list for each answer; `rest` is for everybody else."""

    only = BooleanField(_l("Ask the next question only after the answers that lead to it"))

    codes: list[str]
    following: list[str]
    """The keys of the questions after this one."""

    @property
    def lists(self) -> list[Any]:
        """The field of each answer, in order."""
        return [self[f"code_{code}"] for code in self.codes]

    def validate(self, extra_validators: Any = None) -> bool:
        """What was picked is there to be picked; a list whose pick is gone says so."""
        fits = super().validate(extra_validators)
        for field in (*self.lists, self["rest"]):
            if field.data and field.data not in [choice.value for choice in field.choices]:
                field.errors = [_("The question you picked is not there any more. Pick again.")]
                fits = False
        return fits

    @property
    def rules(self) -> list[dict[str, Any]]:
        """The routes that were picked; answers that lead to the same place share one."""
        by_place: dict[str, list[str]] = {}
        for code in self.codes:
            if go := self._picked(self[f"code_{code}"]):
                by_place.setdefault(go, []).append(code)
        rules: list[dict[str, Any]] = [{"when": when, "go": go} for go, when in by_place.items()]
        rest = self._picked(self["rest"]) or self._past_the_next(by_place)
        return [*rules, {"go": rest}] if rest else rules

    def _past_the_next(self, somebodys: Container[str]) -> str:
        """Where everybody else goes, if the next question is only for those who are led to it."""
        if not self.only.data or not self.following or self.following[0] not in somebodys:
            return NEXT
        return self.following[1] if len(self.following) > 1 else END

    def _picked(self, field: Any) -> str:
        offered = [choice.value for choice in field.choices]
        return field.data if field.data in offered else NEXT


def ways_form(content: Content, question: Mapping[str, Any], seen: int, **how: Any) -> WaysForm:
    """The form of the routes from this question, filled as `question_form` is."""
    labels = labels_of(question)
    fields = {
        f"code_{code}": SelectField(
            _("If they say “%(answer)s”", answer=apart(label)),
            choices=_places(content, question, _("go on like everybody else")),
            validate_choice=False,
        )
        for code, label in labels.items()
    }
    rest = _("Everybody else, and who skips it") if labels else _("Everybody")
    fields["rest"] = SelectField(
        rest,
        choices=_places(content, question, _("go on to the next question")),
        validate_choice=False,
    )
    made = type("TheseWaysForm", (WaysForm,), fields)
    had = {"seen": seen, "was": ways_part(content, question)}
    form = made(data={**_as_they_are(content, question), **had}, **how)
    form.codes = list(labels)
    form.following = [one["key"] for one in later_than(content, question["key"])]
    return form


def _places(content: Content, question: Mapping[str, Any], plain: str) -> list[SelectChoice]:
    numbers = {key: number for number, key in enumerate(keys_of(content), start=1)}
    later = [
        SelectChoice(one["key"], f"{numbers[one['key']]}. {_short(one['ask'])}")
        for one in later_than(content, question["key"])
    ]
    return [SelectChoice(NEXT, plain), *later, SelectChoice(END, _("go to the end"))]


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"


def _as_they_are(content: Content, question: Mapping[str, Any]) -> dict[str, Any]:
    """What was picked. Where all but those who are led to the next question go past it, that is
    what the box says, and the list for the rest says nothing.
    """
    data: dict[str, Any] = {}
    for rule in written_rules(question):
        if "when" not in rule:
            data["rest"] = rule["go"]
        for code in rule.get("when", ()):
            data.setdefault(f"code_{code}", rule["go"])
    following = [*keys_of({"questions": later_than(content, question["key"])}), END]
    led = [go for name, go in data.items() if name != "rest"]
    if following[0] in led and following[1:2] == [data.get("rest")]:
        data |= {"rest": NEXT, "only": True}
    return data
