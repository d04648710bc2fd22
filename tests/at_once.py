"""Things that several people do at the same moment, each in a transaction of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from app.core.db import session


def at_once(app: Flask, acts: Sequence[Callable[[], object]]) -> list[object]:
    """What each came to: what it returned, or the exception it raised. All begin together, and each
    is committed, or rolled back where it raised.
    """
    session.commit()
    line = Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        with app.app_context():
            line.wait()
            try:
                result = act()
                session.commit()
            except Exception as problem:
                session.rollback()
                return problem
            return result

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(do, acts))
