"""The report as a tagged PDF (PDF/UA-1), with every script it quotes in its own letters."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import typst

from app.core.calendars import day_in_text
from app.core.charts import WIDTH, svg
from app.core.i18n import _
from app.core.languages import find, text_direction
from app.core.missing_signs import missing_signs
from app.core.reporting import BarChart, Block, Chapter, Figure, Quote, Table
from app.core.snapshots import kind_of
from app.core.typesetting import fonts
from app.reports.frozen import Frozen

TEMPLATE = Path(__file__).with_name("board.typ")
MOST_BESIDE = 3
"""Columns of a table that leaves room for its picture beside it."""
WIDE = 640
"""How wide a picture under its table is, in units."""
STAND_IN = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Pdf:
    """The document, and the places where a sign that no font has was replaced."""

    content: bytes
    replaced: tuple[str, ...]


def cover_of(frozen: Frozen, site: str) -> dict[str, str]:
    """What stands on the cover."""
    return {
        "site": site,
        "title": _("What young people told us"),
        "council": frozen.council_name,
        "quarter": frozen.period.label,
        "frozen": _(
            "Frozen on %(day)s by %(name)s",
            day=day_in_text(frozen.frozen_on),
            name=frozen.frozen_by,
        ),
        "digest": frozen.digest,
        "language": "en",
        "direction": "ltr",
    }


def make_pdf(cover: Mapping, chapters: list[Chapter], made_at: int) -> Pdf:
    """The PDF of these chapters. `cover` has the site, title, council, quarter, frozen and digest.

    `made_at` is in seconds since 1970; the same report always gives the same bytes. A sign that the
    fonts lack does not stop the report: it is spelled out or replaced, and its place is named.
    """
    data = {**cover, "words": _words(), "replaced": []}
    data["digest_groups"] = " ".join(re.findall(".{8}", cover["digest"]))
    data["chapters"] = [_chapter(chapter) for chapter in chapters]
    try:
        content = _compile(data, made_at)
    except typst.TypstError as error:
        missing = missing_signs(error.diagnostic)
        if not missing:
            raise
        data["replaced"] = _places(data["chapters"], missing)
        data = _without(data, missing)
        content = _compile(data, made_at)
    return Pdf(content, tuple(data["replaced"]))


def _compile(data: Mapping, made_at: int) -> bytes:
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts())
    return compiler.compile(
        format="pdf",
        sys_inputs={"report": json.dumps(data)},
        pdf_standards=["ua-1"],
        timestamp=made_at,
    )


def spelled_out(sign: str) -> str:
    """An emoji by its name, in brackets; a skin tone goes; anything else is a stand-in."""
    if unicodedata.category(sign) == "Sk":
        return ""
    name = unicodedata.name(sign, "").lower()
    return f"[{name}]" if name and unicodedata.category(sign) == "So" else STAND_IN


def _without(data, missing: frozenset[str]):
    if isinstance(data, str):
        return "".join(spelled_out(sign) if sign in missing else sign for sign in data)
    if isinstance(data, Mapping):
        return {key: _without(value, missing) for key, value in data.items()}
    return [_without(value, missing) for value in data] if isinstance(data, list) else data


def _places(chapters: list[dict], missing: frozenset[str]) -> list[str]:
    """Where the missing signs stand: the chapter, and the table, quote or paragraph in it."""
    found = []
    for chapter in chapters:
        seen: Counter[str] = Counter()
        for block in chapter["blocks"]:
            seen[block["kind"]] += 1
            if missing.intersection(json.dumps(block, ensure_ascii=False)):
                place = _place(block, seen[block["kind"]])
                found.append(f"{chapter['title']}: {place}")
    return found


def _place(block: Mapping, number: int) -> str:
    if block["kind"] == "table":
        return _("the table “%(caption)s”", caption=block["caption"])
    if block["kind"] == "quote":
        return _("quote %(number)s", number=number)
    return _("paragraph %(number)s", number=number)


def _chapter(chapter: Chapter) -> dict:
    """The chapter's blocks, figures that follow each other together, each chart with its table."""
    blocks: list[dict] = []
    for block in chapter.blocks:
        if isinstance(block, BarChart):
            continue
        if isinstance(block, Figure):
            if not blocks or blocks[-1]["kind"] != "figures":
                blocks.append({"kind": "figures", "figures": []})
            blocks[-1]["figures"].append(vars(block))
        else:
            blocks.append({"kind": kind_of(block), **_block(block, chapter)})
    return {"title": chapter.title, "blocks": blocks}


def _block(block: Block, chapter: Chapter) -> dict:
    if isinstance(block, Quote):
        language = find(block.language)
        lang = (language.html if language else block.language).partition("-")[0]
        return {"words": block.words, "lang": lang, "direction": text_direction(block.language)}
    if isinstance(block, Table):
        rows = [
            {"label": r.label, "level": r.level, "cells": [vars(cell) for cell in r.cells]}
            for r in block.rows
        ]
        return {**vars(block), "rows": rows, "chart": _chart(block, chapter)}
    return vars(block)


def _chart(table: Table, chapter: Chapter) -> dict | None:
    chart = chapter.chart_of(table)
    if chart is None:
        return None
    alt = _("%(title)s: the same numbers as in the table beside it.", title=chart.title)
    beside = len(table.columns) <= MOST_BESIDE
    width = WIDTH if beside else WIDE
    picture = str(svg(table, chart, uid=table.key, width=width))
    return {"svg": picture, "alt": alt, "width": width, "beside": beside}


def _words() -> dict:
    return {
        "for_board": _("For the Corporate Parenting Board"),
        "contents": _("What is in this report"),
        "digest_says": _(
            "This report was frozen and has not changed since. Its digest to check it by (SHA-256):"
        ),
        "how_title": _("How to read the numbers"),
        "how": how_to_read(),
        "replaced_title": _("Signs that could not be printed"),
        "replaced": _(
            "A sign that has no letter in our fonts was replaced in these places. The web page of"
            " this report shows the words as they were written."
        ),
    }


def how_to_read() -> list[str]:
    """What every reader of a report needs to know about its numbers."""
    return [
        _(
            "Every number is rounded to the nearest five. “Not shown” stands for a number that is"
            " small or nought, or from which such a number could be worked out. Which of these it"
            " is, is never said, because that would give the small number away."
        ),
        _(
            "Young people who gave their name are counted once each, however much they said."
            " What was said anonymously is counted in comments, because nobody knows who said it."
        ),
        _("Percentages are made from the rounded numbers, so they need not add up to 100."),
    ]
