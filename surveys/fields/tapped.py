"""An answer that takes one tap: each choice is a button that answers and goes on."""

from typing import Any

from surveys.fields.picked import OneChoice


class OneTap(OneChoice):
    """One of the choices, each a button with a drawn picture and words."""

    name = "one_tap"
    partial = "one_tap"

    def sent(self, formdata: Any, name: str) -> list[str]:
        """The button that was pressed. Before it the page sends the answer there was, so that
        going on without a tap keeps it.
        """
        return formdata.getlist(name)[-1:]
