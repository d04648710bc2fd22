"""Visitors to an app with other settings than the tests' own."""

from contextlib import ExitStack

import pytest


@pytest.fixture
def visit(make_app):
    """A maker of visitors: `visit(EXIT_URL="/elsewhere")`. The test is in the app's context then.

    `change(app)` may add to the app before anyone comes.
    """
    with ExitStack() as contexts:

        def make(change=None, **settings):
            app = make_app(**settings)
            if change:
                change(app)
            contexts.enter_context(app.app_context())
            return app.test_client()

        yield make
