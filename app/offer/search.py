"""Finding lines by words, in any language the app speaks, on either database's full-text index.

What is searched is what the lines say in each language, folded; a text that nobody translated
counts in English alone, and so do other words people use for it. A query is tried in several ways,
and the first that finds anything answers: all of its words in the reader's language or in an
English title; all of them in any language; the letters of each, for what no index knows, half typed
or with something grown on; the same with one slip in a word put right; any of its words.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, case, column, func, literal_column, or_, select, table

from app.core.db import session
from app.core.languages import ENGLISH, LANGUAGES
from app.offer import slips
from app.offer.folding import asked_words
from app.offer.models import Entitlement, SearchText
from app.offer.ranking import HALF_TYPED, best_first
from app.offer.showing import holds_in

LONGEST_QUERY = 200
"""Characters of a query that are looked at."""
MOST_WORDS = 8
LIMIT = 50

_INDEX = table(
    "fulltext_entitlement", column("rowid"), column("rank"), column("fulltext_entitlement")
)
_FULLTEXT = literal_column("entitlement_search.fulltext")
WEIGHTS = "'{0.1, 0.1, 0.1, 0.8}'"
"""PostgreSQL's: what stands in a title weighs eight times as much, as in SQLite's index."""


@dataclass(frozen=True)
class Looked:
    """What was found, and for which words."""

    ids: list[int]
    meant: str = ""
    """What was looked for instead of the words typed, if these had a slip; otherwise ""."""


def find(query: str, language: str, *, council: str | None = None, limit: int = LIMIT) -> list[int]:
    """The ids of the lines that fit, best first; only lines that are shown have words here."""
    return look(query, language, council=council, limit=limit).ids


def look(query: str, language: str, *, council: str | None = None, limit: int = LIMIT) -> Looked:
    """What is called so first, then what mentions it. `language` is that of the page; with
    `council`, its own lines and those that hold everywhere.

    The last word may be half typed. Any text at all can be asked for.
    """
    words = asked_words(query, LONGEST_QUERY, MOST_WORDS)
    if not words:
        return Looked([])
    scores = _first_found(_ways(words, str(language)), council, limit)
    if scores:
        return Looked(best_first(words, scores, limit))
    mended = slips.mend(words, _languages_written_like(words[0]))
    if mended != words:
        scores = _first_found(_ways(mended, str(language)), council, limit)
        if scores:
            return Looked(best_first(mended, scores, limit), " ".join(mended))
    if len(words) > 1:
        scores = _first_found([_any_of_them(mended)], council, limit)
    return Looked(best_first(mended, scores, limit))


def near(query: str) -> list[str]:
    """A few words that may have been meant, for whoever found nothing."""
    words = asked_words(query, LONGEST_QUERY, MOST_WORDS)
    return slips.near(words, _languages_written_like(words[0])) if words else []


def _first_found(ways: Iterable[list[Select]], council: str | None, limit: int) -> dict[int, float]:
    """The lines that the first of these ways finds anything by, with a score: the lowest the best.

    A line can be hit once in every language.
    """
    for way in ways:
        scores: dict[int, float] = {}
        for hits in way:
            for line, score in session.execute(_best(hits, council, limit * len(LANGUAGES))):
                scores[line] = min(score, scores.get(line, score))
        if scores:
            return scores
    return {}


def _ways(words: Sequence[str], language: str) -> Iterator[list[Select]]:
    """What is tried one after another; gives (entitlement_id, score), the lowest the best."""
    for grown in (False, True) if _is_short(words) else (True,):
        yield from _by_words(words, language, grown)
    # Not put in order: then reading ends as soon as there are enough.
    yield [_by_letters(words)]


def _by_words(words: Sequence[str], language: str, grown: bool) -> Iterator[list[Select]]:
    index = _INDEXES[session.get_bind().dialect.name]
    own = [index(words, grown=grown).where(SearchText.language == language)]
    if language != ENGLISH and any(str(ENGLISH) in _languages_written_like(one) for one in words):
        english = SearchText.language == str(ENGLISH)
        own.append(index(words, titles=True, grown=grown).where(english))
    yield [one.order_by("score") for one in own]
    yield [index(words, grown=grown).order_by("score")]


def _any_of_them(words: Sequence[str]) -> list[Select]:
    index = _INDEXES[session.get_bind().dialect.name]
    return [index(words, every=False).order_by("score")]


def _best(hits: Select, council: str | None, limit: int) -> Select:
    if council is not None:
        hits = hits.join(Entitlement, Entitlement.id == SearchText.entitlement_id)
        hits = hits.where(holds_in(council))
    return hits.limit(limit)


def _in_fts5(
    words: Sequence[str], *, titles: bool = False, every: bool = True, grown: bool = True
) -> Select:
    """SQLite: letters and digits in quotation marks are never an operator."""
    asked = (" AND " if every else " OR ").join(f'"{word}"' for word in words)
    if grown and _may_grow(words):
        asked += "*"
    if titles:
        asked = f"title : ({asked})"
    return (
        select(SearchText.entitlement_id, _INDEX.c.rank.label("score"))
        .join_from(_INDEX, SearchText, SearchText.id == _INDEX.c.rowid)
        .where(_INDEX.c.fulltext_entitlement.op("MATCH")(asked))
    )


def _in_tsvector(
    words: Sequence[str], *, titles: bool = False, every: bool = True, grown: bool = True
) -> Select:
    """PostgreSQL: as stems in English, as they are written in all others."""
    where = ":A" if titles else ":AD"
    asked = (" & " if every else " | ").join(f"'{word}'{where}" for word in words)
    if grown and _may_grow(words):
        asked += "*"
    as_written = func.to_tsquery(literal_column("'simple'"), asked)
    stems = func.to_tsquery(literal_column("'english'"), asked)
    # In a subquery, so that it is looked up in the index also where nearly every line has the
    # word: the planner takes reading everything to be cheaper than it is.
    query = select(as_written.op("||")(stems)).scalar_subquery()
    score = (-func.ts_rank(literal_column(WEIGHTS), _FULLTEXT, query)).label("score")
    return select(SearchText.entitlement_id, score).where(_FULLTEXT.op("@@")(query))


_INDEXES = {"sqlite": _in_fts5, "postgresql": _in_tsvector}


def _may_grow(words: Sequence[str]) -> bool:
    """Whether the last word may be half typed: one letter begins too much."""
    return len(words[-1]) > 1


def _is_short(words: Sequence[str]) -> bool:
    """Whether so much begins like the last word that it is first looked for as it is: pa, ID."""
    return len(words[-1]) < HALF_TYPED


_POSITIONS = {"sqlite": func.instr, "postgresql": func.strpos}


def _by_letters(words: Sequence[str]) -> Select:
    """Every word somewhere, be it inside another; in a title is better."""
    position = _POSITIONS[session.get_bind().dialect.name]
    titles = [position(SearchText.title, word) > 0 for word in words]
    bodies = [position(SearchText.body, word) > 0 for word in words]
    score = case((and_(*titles), 0), else_=1).label("score")
    in_these = SearchText.language.in_(_languages_written_like(words[0]))
    rows = select(SearchText.entitlement_id, score).where(in_these)
    return rows.where(*map(or_, titles, bodies))


def _languages_written_like(word: str) -> list[str]:
    """Those in whose letters this is; all of them for digits. The others need not be read."""
    like = [str(one) for one in LANGUAGES if _letters(one.own_name) == _letters(word)]
    return like or [str(one) for one in LANGUAGES]


def _letters(word: str) -> str:
    """LATIN, ARABIC, ETHIOPIC and so on."""
    return unicodedata.name(word[0], "").partition(" ")[0]
