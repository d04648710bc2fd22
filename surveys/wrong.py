"""What is wrong with a form, where, and by which name."""

from surveys.reading import Place


class Wrong(str):
    """What is wrong, for whoever writes the file. `code` names it and `about` what it is about, for
    those who say it in other words.
    """

    code: str
    about: str

    def __new__(cls, words: str, code: str, about: str = "") -> "Wrong":
        made = super().__new__(cls, words)
        made.code, made.about = code, about
        return made


Found = tuple[Place, str]
