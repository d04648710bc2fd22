"""Every word the app can say, gathered from Python, templates and YAML.

Places are files without line numbers, so that moving a line changes no catalogue. A comment that
starts with NOTE: and stands above a text goes with it to the translator.
"""

from collections.abc import Collection, Iterator, Sequence
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from jinja2.ext import babel_extract

from app.core.catalogues import ROOT, STAFF_ONLY
from app.core.staff_only import staff_python, staff_templates

SOURCES = ("app", "feedback", "surveys", "templates")
NOTE = ("NOTE:",)
KEYWORDS = DEFAULT_KEYWORDS | {
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}

YAML_TEXTS: dict[str, frozenset[str]] = {
    "surveys/definitions/*.yaml": frozenset(
        {"title", "intro", "without_a_name", "thanks", "section", "ask", "hint", "why", "label"}
    ),
    "surveys/building/bank.yaml": frozenset({"section", "ask", "hint", "why", "label"}),
    "feedback/theming/codebook.yaml": frozenset({"child_label"}),
    "app/groups/shipped.yaml": frozenset(
        {"title", "what", "who_for", "meets", "what_it_is_like", "food", "getting_there", "run_by"}
    ),
    "app/interviews/factors.yaml": frozenset({"child"}),
    "app/offer/entitlements.yaml": frozenset({"title", "text", "words", "conditions", "how"}),
    "app/pledge/pledges/*.yaml": frozenset({"title", "intro", "words", "young", "older"}),
    "app/safeguarding/helplines.yaml": frozenset({"plain"}),
}
"""The YAML files that hold words for people, and under which keys."""

# The C parser where there is one: ten times as fast, and the same to the letter.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Found = tuple[int, str, Any, list[str]]
"""What Babel's extractors yield: line, function, message or messages, comments."""


def all_messages(root: Path = ROOT) -> Catalog:
    """Every message under `root`, in the order of their files; those for staff alone say so.

    Raises SyntaxError, TemplateSyntaxError or YAMLError for a file that cannot be read.
    """
    found = Catalog()
    for file in _files(root):
        path = file.relative_to(root).as_posix()
        for message, comments, context in _messages_of(file, path):
            found.add(message, locations=[(path, None)], auto_comments=comments, context=context)
    return _in_order(found, _staff_files(root))


def extract_yaml(
    fileobj: BinaryIO,
    keywords: Sequence[str],
    comment_tags: Collection[str],
    options: dict[str, Any],
    keys: Collection[str] = (),
) -> Iterator[Found]:
    """Babel's kind of extractor for YAML: the texts found under any of `keys`, at any depth."""
    source = fileobj.read().decode("utf-8")
    lines = source.splitlines()
    for line, text in _texts(yaml.compose(source, Loader=LOADER), frozenset(keys)):
        yield line, "_", text, _comment_above(lines, line, comment_tags)


def _files(root: Path) -> list[Path]:
    return [
        file
        for source in SOURCES
        for file in sorted((root / source).rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    ]


def _messages_of(file: Path, path: str) -> Iterator[tuple[Any, list[str], str | None]]:
    method = _method(path)
    if method is None:
        return
    options = {"silent": "false", "encoding": "utf-8"}
    with file.open("rb") as source:
        words = extract(method, source, KEYWORDS, NOTE, options, strip_comment_tags=True)
        for _line, message, comments, context in words:
            yield message, comments, context


def _method(path: str):
    """The extractor for a file, or None for a file that holds no words."""
    if path.startswith("templates/"):
        return babel_extract
    if path.endswith(".py"):
        return extract_python
    for pattern, keys in YAML_TEXTS.items():
        if fnmatch(path, pattern):
            return partial(extract_yaml, keys=keys)
    return None


def _staff_files(root: Path) -> set[str]:
    templates = {f"templates/{name}" for name in staff_templates(root / "templates")}
    files = (file.relative_to(root).as_posix() for file in _files(root))
    return templates | {path for path in files if path.endswith(".py") and staff_python(path)}


def _in_order(found: Catalog, staff: set[str]) -> Catalog:
    ordered = Catalog()
    messages = [message for message in found if message.id]
    for message in sorted(messages, key=lambda one: (sorted(one.locations)[0][0], str(one.id))):
        if {path for path, _line in message.locations} <= staff:
            message.auto_comments.insert(0, STAFF_ONLY)
        message.locations = sorted(message.locations)
        ordered[message.id] = message
    return ordered


def _texts(node: yaml.Node | None, keys: frozenset[str]) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            read = _strings if key.value in keys else partial(_texts, keys=keys)
            if key.value != "evidence":  # where facts come from is said as it was printed
                yield from read(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _texts(item, keys)


def _strings(node: yaml.Node) -> Iterator[tuple[int, str]]:
    """The strings in a value: itself, or those of a list or mapping. Numbers and null are none."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:str" and node.value.strip():
            yield node.start_mark.line + 1, node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _strings(item)
    elif isinstance(node, yaml.MappingNode):
        for _key, value in node.value:
            yield from _strings(value)


def _comment_above(lines: list[str], line: int, tags: Collection[str]) -> list[str]:
    """The comment directly above a line (counted from 1), if it starts with one of `tags`."""
    above = []
    for text in reversed(lines[: line - 1]):
        if not text.lstrip().startswith("#"):
            break
        above.insert(0, text.strip().lstrip("# "))
    return above if above and above[0].startswith(tuple(tags)) else []
