"""The translations of one language: a .po file, which is the source, read, counted and written."""

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from app.core.faithful import faults, plural_faults

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "translations"
STAFF_ONLY = "Only staff see this."
"""The comment that `flask languages --update` writes above a message no young person meets."""

_CHECKED_BY = re.compile(r'^"X-Checked-By:\s*(.*?)\s*\\n"$', re.MULTILINE)


@dataclass(frozen=True)
class Count:
    """How many messages there are, how many of them stand, and how many are stale."""

    messages: int
    translated: int
    stale: int

    @property
    def missing(self) -> int:
        """Those with no words at all, or with words that cannot stand in for the English."""
        return self.messages - self.translated - self.stale

    @property
    def complete(self) -> bool:
        return self.translated == self.messages


@dataclass(frozen=True)
class Facts:
    """What the app must know about a catalogue before it shows a word of it."""

    young: Count
    staff: Count
    checked_by: str

    @property
    def draft(self) -> bool:
        """True until a named person has checked it."""
        return not self.checked_by


@dataclass
class Catalogue:
    """A language's messages, and the person who checked them ("" while nobody has)."""

    messages: Catalog
    checked_by: str = ""

    def __iter__(self) -> Iterator[Message]:
        return (message for message in self.messages if message.id)

    def usable(self, message: Message) -> bool:
        """True if the words may be shown: all there, not stale, and faithful to the English."""
        return filled(message) and not message.fuzzy and not self.faults(message)

    def faults(self, message: Message) -> list[str]:
        """What is wrong with the words of a message that has some."""
        if message.pluralizable:
            return plural_faults(message.id, message.string, self.messages.plural_expr)
        return faults(message.id, message.string)

    def facts(self) -> Facts:
        young = [message for message in self if not for_staff(message)]
        staff = [message for message in self if for_staff(message)]
        return Facts(self._count(young), self._count(staff), self.checked_by)

    def _count(self, messages: list[Message]) -> Count:
        return Count(
            len(messages),
            sum(self.usable(message) for message in messages),
            sum(filled(message) and message.fuzzy for message in messages),
        )

    def compiled(self) -> bytes:
        """The usable messages as a .mo; one that is missing falls to the next language alone."""
        kept = Catalog(locale=self.messages.locale)
        kept.mime_headers = self.messages.mime_headers
        for message in self:
            if self.usable(message):
                kept.add(message.id, message.string, context=message.context)
        written = BytesIO()
        write_mo(written, kept)
        return written.getvalue()


def filled(message: Message) -> bool:
    """True if every form has words."""
    forms = message.string if message.pluralizable else (message.string,)
    return bool(forms) and all(forms)


def for_staff(message: Message) -> bool:
    return STAFF_ONLY in message.auto_comments


def po_file(locale: str, folder: Path = FOLDER) -> Path:
    return folder / locale / "LC_MESSAGES" / "messages.po"


def read(locale: str, folder: Path = FOLDER) -> Catalogue:
    """The catalogue of a locale; an empty one if it has no file yet.

    Raises PoFileError if the file is broken.
    """
    file = po_file(locale, folder)
    return parse(locale, file.read_text(encoding="utf-8") if file.exists() else "")


def parse(locale: str, text: str) -> Catalogue:
    checked = _CHECKED_BY.search(text)
    messages = read_po(text.splitlines(), locale=locale, abort_invalid=True)
    return Catalogue(messages, checked.group(1) if checked else "")


def write(catalogue: Catalogue, locale: str, folder: Path = FOLDER) -> None:
    """Write the .po file: no dates and no line numbers, so that only changed words differ."""
    body = BytesIO()
    write_po(body, catalogue.messages, width=0, omit_header=True)
    file = po_file(locale, folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, _header(catalogue, locale).encode() + body.getvalue().rstrip() + b"\n")


def _header(catalogue: Catalogue, locale: str) -> str:
    lines = (
        f"Language: {locale}",
        f"Plural-Forms: {catalogue.messages.plural_forms}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"X-Checked-By: {catalogue.checked_by}",
    )
    name = Locale.parse(locale).english_name
    title = f"# {name}. A draft until X-Checked-By names the person who has read every word.\n"
    return title + 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def write_whole(file: Path, content: bytes) -> None:
    """Write so that another process sees the old file or the new one, never half of it."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(handle, "wb") as half:
            half.write(content)
        os.chmod(name, 0o644)
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise
