"""What comments can be about, as data: six themes, forty sub-themes, and words to look for.

`codebook.yaml` is the source. A sub-theme is stored by its id and given words at the edge; the
version is written on every coding, so that an old decision is read with the book of its day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import yaml

from app.core.i18n import _

FILE = Path(__file__).with_name("codebook.yaml")

# The C parser where there is one: eight times as fast, and whoever sends first waits for it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

TEXTS = ("child_label", "adult_label", "definition", "good_example", "not_good_example")


class CodebookError(Exception):
    """The codebook cannot be used; every reason on a line of its own."""


@dataclass(frozen=True)
class SubTheme:
    id: str
    theme_id: str
    child_label: str
    """In English, as in the file; `label` is in the reader's language."""
    adult_label: str
    definition: str
    indicators: tuple[str, ...]
    """Ids of the pledge's indicators it tells about: P2.1."""
    good_example: str
    not_good_example: str
    words: Mapping[str, tuple[str, ...]]
    """Language code to the words and runs of words to look for."""

    @property
    def label(self) -> str:
        return _(self.child_label)


@dataclass(frozen=True)
class Theme:
    id: str
    child_label: str
    pledge: str
    """The promise it belongs to: P2."""
    sub_themes: tuple[SubTheme, ...]

    @property
    def label(self) -> str:
        return _(self.child_label)


@dataclass(frozen=True)
class Codebook:
    version: str
    checked_by: str
    """Who answers for the wording; "" while nobody does."""
    drafts: frozenset[str]
    """Languages whose words to look for no native speaker has checked."""
    themes: tuple[Theme, ...]

    def __iter__(self) -> Iterator[SubTheme]:
        return (sub_theme for theme in self.themes for sub_theme in theme.sub_themes)

    def __contains__(self, sub_theme_id: object) -> bool:
        return sub_theme_id in self._by_id

    def get(self, sub_theme_id: str) -> SubTheme | None:
        return self._by_id.get(sub_theme_id)

    def theme_of(self, sub_theme_id: str) -> Theme:
        """The theme a sub-theme belongs to; KeyError for an id that is not in the book."""
        theme_id = self._by_id[sub_theme_id].theme_id
        return next(theme for theme in self.themes if theme.id == theme_id)

    @cached_property
    def _by_id(self) -> dict[str, SubTheme]:
        return {sub_theme.id: sub_theme for sub_theme in self}


@lru_cache(maxsize=1)
def codebook() -> Codebook:
    """The codebook that ships."""
    return load(FILE)


def load(file: Path) -> Codebook:
    """Read a codebook. Raises CodebookError if anything is missing, doubled or unknown."""
    try:
        raw = yaml.load(file.read_text(encoding="utf-8"), LOADER)
    except yaml.YAMLError as broken:
        raise CodebookError(f"{file.name} is not YAML: {broken}") from broken
    faults = list(_faults(raw))
    if faults:
        raise CodebookError("\n".join(faults))
    return Codebook(
        version=raw["version"],
        checked_by=raw["checked_by"],
        drafts=frozenset(raw["drafts"]),
        themes=tuple(_theme(theme) for theme in raw["themes"]),
    )


def _theme(raw: dict) -> Theme:
    return Theme(
        raw["id"],
        raw["child_label"],
        raw["pledge"],
        tuple(_sub_theme(raw["id"], one) for one in raw["sub_themes"]),
    )


def _sub_theme(theme_id: str, raw: dict) -> SubTheme:
    words = {"en": (*raw["words"], *raw["phrases"])}
    words |= {language: tuple(entries) for language, entries in raw["concept"].items()}
    return SubTheme(
        id=raw["id"],
        theme_id=theme_id,
        indicators=tuple(raw["indicators"]),
        words=words,
        **{text: raw[text] for text in TEXTS},
    )


def _faults(raw: object) -> Iterator[str]:
    """What is wrong with a codebook as read, in words for whoever edits the file."""
    if not isinstance(raw, dict):
        yield "a codebook is a mapping with version, pledge and themes"
        return
    absent = {"version", "checked_by", "drafts", "pledge", "themes"} - raw.keys()
    yield from (f"{key} is missing" for key in sorted(absent))
    if absent:
        return
    if not isinstance(raw["version"], str) or not 0 < len(raw["version"]) <= 20:
        yield "version must be a text of 1 to 20 characters, in quotation marks"
    seen: set[str] = set()
    for theme in raw["themes"]:
        if theme.get("pledge") not in raw["pledge"]:
            yield f"{theme.get('id')}: there is no promise {theme.get('pledge')!r}"
        for sub_theme in theme.get("sub_themes", ()):
            yield from _sub_theme_faults(sub_theme, seen, raw["pledge"])


def _sub_theme_faults(raw: dict, seen: set[str], pledge: dict) -> Iterator[str]:
    name = raw.get("id", "a sub-theme without an id")
    if name in seen:
        yield f"{name} is there twice"
    seen.add(name)
    for key in (*TEXTS, "words", "phrases", "concept", "indicators"):
        if not raw.get(key) and key != "phrases":
            yield f"{name}: {key} is missing"
    known = {indicator for indicators in pledge.values() for indicator in indicators}
    for indicator in raw.get("indicators") or ():
        if indicator not in known:
            yield f"{name}: there is no indicator {indicator!r}"
    for entry in (*(raw.get("words") or ()), *(raw.get("phrases") or ())):
        if not isinstance(entry, str):
            yield f"{name}: {entry!r} needs quotation marks"
