"""What the tests of this folder share."""

from tests.statements import statements

__all__ = ["statements"]
