"""The languages there are: a further one is a row here and a folder under translations/."""

from collections.abc import Iterable

from babel import Locale

NOT_KNOWN = "und"
"""The language of words that were written on an English page and are not English (ISO 639-2)."""


class Language(str):
    """A language is its code, as on the URL, in the session and in the database (`fa-AF`).

    `locale` is Babel's name for it and its folder under translations/; `html` is the value of a
    lang attribute; `own_name` is what its readers call it, `english_name` what the staff do. A
    launch language must be complete before the app goes out.
    """

    locale: str
    html: str
    own_name: str
    english_name: str
    launch: bool

    def __new__(
        cls,
        code: str,
        locale: str,
        own_name: str,
        english_name: str,
        *,
        html: str = "",
        launch: bool = False,
    ) -> "Language":
        language = super().__new__(cls, code)
        language.locale = locale
        language.html = html or code
        language.own_name = own_name
        language.english_name = english_name
        language.launch = launch
        return language

    def __getnewargs_ex__(self):
        kept = {"html": self.html, "launch": self.launch}
        return (str(self), self.locale, self.own_name, self.english_name), kept

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return Locale.parse(self.locale).text_direction

    @property
    def chain(self) -> tuple[str, ...]:
        """The locales a message is looked for in: fa_AF, then fa, then en."""
        parents = (self.locale, self.locale.partition("_")[0], ENGLISH.locale)
        return tuple(dict.fromkeys(parents))


ENGLISH = Language("en", "en", "English", "English", launch=True)

LANGUAGES = (
    ENGLISH,
    Language("ar", "ar", "العربية", "Arabic", launch=True),
    # Babel would call Dari "Persian (Afghanistan)"; its speakers call it دری.
    Language("fa-AF", "fa_AF", "دری", "Dari", html="prs", launch=True),
    Language("ti", "ti", "ትግርኛ", "Tigrinya", launch=True),
)


def text_direction(language: str) -> str:
    """`rtl` or `ltr` for a language or any code; `ltr` for one nobody has heard of."""
    found = find(language)
    if found:
        return found.direction
    return "rtl" if _plain(language).partition("-")[0] in RIGHT_TO_LEFT else "ltr"


# A young person may write in a language the screens do not have yet.
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"})


def find(code: str | None) -> Language | None:
    """The language of a code, however it is written: fa-AF, FA_af, prs and ar-SY all count.

    None when there is no such language. `fa` alone is not Dari: it waits for a row of its own.
    """
    wanted = _plain(code)
    return _BY_NAME.get(wanted) or _BY_NAME.get(wanted.partition("-")[0])


def best_match(wanted: Iterable[str], offered: Iterable[Language]) -> Language | None:
    """The first of `wanted` that is offered, or offered for another country (fa-IR reads fa-AF)."""
    offered = tuple(offered)
    by_family = {_plain(one).partition("-")[0]: one for one in reversed(offered)}
    for code in wanted:
        match = find(code)
        if match not in offered:
            match = by_family.get(_plain(code).partition("-")[0])
        if match:
            return match
    return None


def by_locale(locale: str) -> Language:
    """The language of a Babel locale; English for one that is not in the table."""
    return next((one for one in LANGUAGES if one.locale == locale), ENGLISH)


def _plain(code: str | None) -> str:
    return (code or "").strip().casefold().replace("_", "-")


_BY_NAME = {_plain(name): one for one in LANGUAGES for name in (one.html, one.locale, one)}
