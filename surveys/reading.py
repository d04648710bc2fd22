"""Reading a definition's YAML and keeping the line of every part of it.

A file from a stranger cannot hurt: no tags are built, aliases (a few lines that unfold into
gigabytes) and deep nesting are refused, and so is anything over 500 kB.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C reads ten times as fast, and every start reads every form that ships."""
MAX_BYTES = 500_000
MAX_DEPTH = 20
# YAML 1.1 reads a bare yes or no as true or false; here they are codes, as anybody would expect.
BOOLEAN = "tag:yaml.org,2002:bool"
Place = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with a file, at a line (from 1)."""

    file: str
    line: int
    message: str


class Unreadable(Exception):
    """The file is not YAML we read. `problems` is a list of (line, message)."""

    def __init__(self, problems: list[tuple[int, str]]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True)
class Marked:
    """What a file says, and the line of each part by its place (`("questions", 0, "ask")`)."""

    data: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest part around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(file: Path) -> Marked:
    """The file's data with its lines. Raises Unreadable, never anything from the parser."""
    try:
        written = file.read_bytes()
    except OSError as error:
        raise Unreadable([(1, f"cannot be opened: {error.strerror}")]) from error
    if len(written) > MAX_BYTES:
        raise Unreadable([(1, f"is larger than {MAX_BYTES:,} bytes")])
    try:
        text = written.decode("utf-8")
        _refuse_traps(text)
        node = yaml.compose(text, Loader=LOADER)
    except UnicodeDecodeError as error:
        raise Unreadable([(1 + written[: error.start].count(b"\n"), "is not UTF-8")]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise Unreadable([(line, f"is not YAML: {error.problem}")]) from error
    except yaml.YAMLError as error:
        raise Unreadable([(1, "holds a character YAML does not allow")]) from error
    if node is None:
        raise Unreadable([(1, "is empty")])
    return _Walk().marked(node)


def _refuse_traps(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable([(line, "uses an alias (*name): write it out instead")])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise Unreadable([(line, f"is nested more than {MAX_DEPTH} deep")])


class _Walk:
    """Turns parsed nodes into plain data, noting lines and keys written twice."""

    def __init__(self) -> None:
        self.lines: dict[Place, int] = {}
        self.problems: list[tuple[int, str]] = []
        self.loader = yaml.SafeLoader("")

    def marked(self, node: yaml.Node) -> Marked:
        self.lines[()] = node.start_mark.line + 1
        data = self.value(node, ())
        if self.problems:
            raise Unreadable(self.problems)
        return Marked(data, self.lines)

    def value(self, node: yaml.Node, place: Place) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.item(child, (*place, n)) for n, child in enumerate(node.value)]
        return self.scalar(node)

    def item(self, node: yaml.Node, place: Place) -> Any:
        self.lines[place] = node.start_mark.line + 1
        return self.value(node, place)

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in found:
                self.problems.append((line, f"“{key}” is written twice"))
            self.lines[(*place, key)] = line
            found[key] = self.value(value_node, (*place, key))
        return found

    def scalar(self, node: yaml.Node) -> Any:
        if node.tag == BOOLEAN and node.value.lower() not in ("true", "false"):
            return node.value
        try:
            return self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError):
            self.problems.append((node.start_mark.line + 1, f"“{node.value}” is not plain text"))
            return None
