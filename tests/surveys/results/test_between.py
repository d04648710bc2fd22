"""Whoever writes down two pages and subtracts: what they learn of those who came between.

The attack here is not the app's. Every set of whole counts that fits what was shown is tried, one
after the other, by a reader who also knows how many came between and that nobody left.
"""

from collections.abc import Iterator
from itertools import combinations, product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core.counting import CountTable, Unit
from app.core.disclosure import BOARD_THRESHOLD, protect, span
from app.core.disclosure_attack import How, Relation
from surveys.results.between import is_better, may_be_shown
from surveys.results.showing import Showing

Counts = tuple[int, ...]
FEW_ANSWERS = 3
"""So many answers has the question; who skips it gives none of them."""
counts = st.tuples(*[st.integers(0, 30)] * FEW_ANSWERS)
batch = st.lists(st.integers(0, FEW_ANSWERS), min_size=5, max_size=8).map(
    lambda picks: tuple(picks.count(code) for code in range(FEW_ANSWERS + 1))
)
"""What five to eight new ones answer; the last of the counts are those who skip the question."""


def counted(turn: int, said: Counts, number: int) -> Showing:
    """What the gate alone would show of a counting; nobody skipped the question before it."""
    name, codes = f"survey/{turn}-{number}", tuple(map(str, range(len(said))))
    cells = {f"{name}/{code}": n for code, n in zip(codes, said, strict=True)} | {
        f"{name}/all": sum(said)
    }
    adds_up = Relation(How.SUM, f"{name}/all", tuple(f"{name}/{code}" for code in codes))
    gate = protect([CountTable(Unit.COMMENTS, cells, (adds_up,))])
    shown = {rest: gate[f"{name}/{rest}"] for rest in (*codes, "all")}
    return Showing(name, number, shown, (Relation(How.SUM, "all", codes),))


def two_countings(said: Counts, new: Counts) -> tuple[Showing, Showing]:
    """What the gate alone would show, before and after so many new answers to each code; the last
    of the new ones skipped the question.
    """
    after = tuple(a + b for a, b in zip(said, new, strict=False))
    return counted(1, said, sum(said)), counted(2, after, sum(said) + sum(new))


def what_stands(said: Counts, first: Showing, plain: Showing) -> Showing:
    """What is on the page after the second counting."""
    few = {first.at(str(code)) for code, n in enumerate(said) if n < BOARD_THRESHOLD}
    second = may_be_shown([first], None, plain, few)
    return second if is_better(second, first, over=False) else first


def tried(first: Showing, second: Showing, number: int) -> Iterator[Counts]:
    """Every way in which the new ones can have answered that fits both pages."""
    ways = [new for new in product(range(number + 1), repeat=FEW_ANSWERS) if sum(new) <= number]
    least, most = span(first.shown["all"], BOARD_THRESHOLD)
    whole = span(second.shown["all"], BOARD_THRESHOLD)
    ranges = []
    for code in map(str, range(FEW_ANSWERS)):
        low, high = span(first.shown[code], BOARD_THRESHOLD)
        ranges.append(range(int(low), int(min(high, most, 70)) + 1))
    then = [said for said in product(*ranges) if least <= sum(said) <= most]
    spans = [span(second.shown[str(code)], BOARD_THRESHOLD) for code in range(FEW_ANSWERS)]
    for new in ways:
        for said in then:
            now = [a + b for a, b in zip(said, new, strict=True)]
            fits = all(low <= n <= high for n, (low, high) in zip(now, spans, strict=True))
            if fits and whole[0] <= sum(now) <= whole[1]:
                yield new
                break


def too_close(first: Showing, second: Showing, number: int) -> list[set[int]]:
    """For each answer and for all of them, how many of the new ones can have given it, where that
    is known more closely than rounding gives a shown figure away, and it may be fewer than five.
    """
    ways = list(tried(first, second, number))
    known = [{new[code] for new in ways} for code in range(FEW_ANSWERS)]
    known.append({sum(new) for new in ways})
    return [
        one
        for one in known
        if max(one) - min(one) < BOARD_THRESHOLD - 1 and min(one) < BOARD_THRESHOLD
    ]


@settings(max_examples=50, deadline=None)
@given(said=counts, batches=st.lists(batch, min_size=1, max_size=3), over=st.booleans())
@example(said=(18, 18, 18), batches=[(5, 0, 0, 0)], over=True)
@example(said=(22, 5, 5), batches=[(1, 2, 2, 0), (1, 1, 1, 2)], over=True)
@example(said=(4, 12, 12), batches=[(1, 4, 0, 0), (0, 0, 5, 0)], over=True)
def test_of_those_who_came_between_no_few_can_be_told(said, batches, over):
    number = sum(said)
    pages, few = [counted(1, said, number)], set()
    for turn, new in enumerate(batches, start=2):
        few |= {pages[-1].at(str(code)) for code, n in enumerate(said) if n < BOARD_THRESHOLD}
        said = tuple(a + b for a, b in zip(said, new, strict=False))
        number += sum(new)
        page = may_be_shown(pages, None, counted(turn, said, number), few)
        pages += [page] if is_better(page, pages[-1], over=over) else []
    for first, second in combinations(pages, 2):
        assert too_close(first, second, second.counted - first.counted) == []


def test_the_gate_alone_would_tell_that_two_of_five_said_the_same():
    said = (18, 18, 18)
    first, plain = two_countings(said, (5, 0, 0, 0))
    assert too_close(first, plain, 5)[0] == {2, 3, 4, 5}
    assert what_stands(said, first, plain) is first


def test_a_figure_that_one_new_answer_carries_over_the_edge_stands_where_five_came():
    first, plain = two_countings((22, 22, 22), (1, 1, 3, 0))
    assert [first.shown[code] for code in "012"] == [20, 20, 20]
    assert [plain.shown[code] for code in "012"] == [25, 25, 25]
    assert what_stands((22, 22, 22), first, plain) is first


def test_many_new_answers_move_the_figures():
    first, plain = two_countings((20, 20, 20), (8, 9, 13, 0))
    stands = what_stands((20, 20, 20), first, plain)
    assert stands == plain and stands.shown["2"] == 35


def test_nor_can_a_reader_who_guesses_that_what_was_held_back_was_fewer_than_five():
    first, plain = two_countings((4, 20, 4), (1, 3, 1, 0))
    assert (first.shown["0"], first.shown["2"]) == (None, None)
    assert (plain.shown["0"], plain.shown["2"]) == (5, 5)
    few = {first.at("0"), first.at("2")}
    assert may_be_shown([first], None, plain) == plain
    assert may_be_shown([first], None, plain, few) != plain


def test_the_same_figures_are_no_news():
    first = counted(1, (20, 20, 20), 60)
    again = Showing("survey/2-65", 65, first.shown, first.relations)
    assert not is_better(again, first, over=True)
