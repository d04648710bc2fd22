"""The catalogues as the app uses them: compiled at start, and each message with its own chain.

What is compiled is kept in a cache under the name of its source's digest, and never committed.
"""

import hashlib
import json
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

from babel.support import NullTranslations, Translations
from flask_babel import Domain, get_locale

from app.core.catalogues import Count, Facts, parse, po_file, write_whole
from app.core.languages import ENGLISH, LANGUAGES, Language

_COMPILER = b"2"  # part of every cache name: raise it when what is compiled changes


class Words(Translations):
    """One language's messages. No message has no words: gettext would answer with its header."""

    def gettext(self, message: str) -> str:
        return super().gettext(message) if message else message

    ugettext = gettext


class Catalogues(Domain):
    """All languages' messages, each message with its own chain: fa_AF, then fa, then English."""

    def __init__(self, cache: Path, folder: Path) -> None:
        super().__init__()
        self.facts: dict[str, Facts] = {}
        self.words: dict[str, NullTranslations] = {}
        for language in LANGUAGES:
            self.words[language.locale] = self._chained(language, cache, folder)

    def _chained(self, language: Language, cache: Path, folder: Path) -> NullTranslations:
        chain = NullTranslations()
        for locale in reversed(language.chain):
            loaded = load(locale, cache, folder)
            if loaded:
                words, self.facts[locale] = loaded
                words.add_fallback(chain)
                chain = words
        return chain

    def get_translations(self) -> NullTranslations:
        return self.words.get(str(get_locale()), NullTranslations())

    def complete(self, language: Language, *, for_staff: bool) -> bool:
        """True if everything there is to say is translated, and still fits its English."""
        if language == ENGLISH:
            return True
        facts = self.facts.get(language.locale)
        if facts is None or not facts.young.complete or not facts.young.messages:
            return False
        return facts.staff.complete or not for_staff


def load(locale: str, cache: Path, folder: Path) -> tuple[Words, Facts] | None:
    """A locale's translations and their facts, from the cache if they are there.

    None if the locale has no catalogue. Several workers may compile at once: each writes a whole
    file under a name of its own and moves it into place. A cache that cannot be written is done
    without.
    """
    file = po_file(locale, folder)
    if not file.exists():
        return None
    source = file.read_bytes()
    name = f"{locale}-{hashlib.sha256(_COMPILER + source).hexdigest()[:32]}"
    try:
        compiled = (cache / f"{name}.mo").read_bytes()
        kept = json.loads((cache / f"{name}.json").read_text())
        facts = Facts(Count(**kept["young"]), Count(**kept["staff"]), kept["checked_by"])
    except (OSError, ValueError, KeyError, TypeError):
        catalogue = parse(locale, source.decode())
        compiled, facts = catalogue.compiled(), catalogue.facts()
        _keep(cache, locale, name, compiled, facts)
    return Words(BytesIO(compiled)), facts


def _keep(cache: Path, locale: str, name: str, compiled: bytes, facts: Facts) -> None:
    try:
        cache.mkdir(parents=True, exist_ok=True)
        write_whole(cache / f"{name}.mo", compiled)
        write_whole(cache / f"{name}.json", json.dumps(asdict(facts)).encode())
        for old in cache.glob(f"{locale}-*"):
            if old.stem != name:
                old.unlink(missing_ok=True)
    except OSError:
        return
