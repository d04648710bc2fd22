"""How what was reported is kept: a chapter as JSON and back, and JSON that is always written alike,
so that its digest says whether anything was changed.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from app.core.reporting import BLOCKS, Block, Cell, Chapter, Row


def kind_of(block: Block) -> str:
    """The block's name in a snapshot and in a template."""
    return next(kind for kind, cls in BLOCKS.items() if isinstance(block, cls))


def chapter_as_json(chapter: Chapter) -> dict:
    blocks = [{"kind": kind_of(block), **asdict(block)} for block in chapter.blocks]
    return {"key": chapter.key, "title": chapter.title, "blocks": blocks}


def chapter_from_json(data: Mapping) -> Chapter:
    blocks = tuple(_block_from_json(dict(block)) for block in data["blocks"])
    return Chapter(data["key"], data["title"], blocks)


def _block_from_json(data: dict) -> Block:
    cls = BLOCKS[data.pop("kind")]
    if "rows" in data:
        data["rows"] = tuple(
            Row(row["label"], tuple(Cell(**cell) for cell in row["cells"]), row["level"])
            for row in data["rows"]
        )
    if "columns" in data:
        data["columns"] = tuple(data["columns"])
    if "shades" in data:
        data["shades"] = tuple(data["shades"])
    return cls(**data)


def canonical(data: Mapping | Sequence) -> bytes:
    """The one way to write this as JSON: keys in order, no spaces, UTF-8."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(data: Mapping | Sequence) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical(data)).hexdigest()
