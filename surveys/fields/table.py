"""Every question type, by its word in a definition. A new type is a class and a line here."""

from surveys.fields.base import QuestionType
from surveys.fields.dates import Date
from surveys.fields.picked import (
    Agreement,
    Feeling,
    OneChoice,
    Person,
    PictureChoice,
    SeveralChoices,
    YesNoNotSure,
)
from surveys.fields.tapped import OneTap
from surveys.fields.written import LongText, ShortText

TYPES: dict[str, QuestionType] = {
    kind.name: kind
    for kind in (
        ShortText(),
        LongText(),
        OneChoice(),
        SeveralChoices(),
        Feeling(),
        Agreement(),
        YesNoNotSure(),
        Date(),
        Person(),
        PictureChoice(),
        OneTap(),
    )
}

FIXED_CODES: dict[str, tuple[str, ...]] = {
    name: kind.fixed_codes for name, kind in TYPES.items() if kind.fixed_codes
}
