"""Making sense of how children type, before anything is looked up: one form for many spellings."""

import re
import unicodedata
from collections.abc import Iterable

SHORT_FORMS = {
    "im": "i am",
    "ive": "i have",
    "dont": "do not",
    "dnt": "do not",
    "cant": "can not",
    "cannot": "can not",
    "wont": "will not",
    "doesnt": "does not",
    "didnt": "did not",
    "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not",
    "havent": "have not",
    "hasnt": "has not",
    "wouldnt": "would not",
    "couldnt": "could not",
    "shouldnt": "should not",
    "aint": "am not",
    "hes": "he is",
    "shes": "she is",
    "theyre": "they are",
    "youre": "you are",
    "theres": "there is",
    "thats": "that is",
    "whos": "who is",
    "wanna": "want to",
    "wana": "want to",
    "gonna": "going to",
    "gunna": "going to",
    "gona": "going to",
    "gotta": "got to",
    "tryna": "trying to",
    "finna": "going to",
    "u": "you",
    "ur": "your",
    "r": "are",
    "n": "and",
    "bc": "because",
    "cos": "because",
    "coz": "because",
    "cuz": "because",
    "ppl": "people",
    "sum1": "someone",
    "some1": "someone",
    "every1": "everyone",
    "any1": "anyone",
    "no1": "no one",
    "2nite": "tonight",
    "tonite": "tonight",
    "2moro": "tomorrow",
    "tmrw": "tomorrow",
    "2day": "today",
    "b4": "before",
    "b": "be",
    "fone": "phone",
    "kms": "kill myself",
    "kmsing": "kill myself",
    "kys": "kill yourself",
    "unalive": "kill",
    "unaliving": "kill",
    "sewerslide": "suicide",
    "stepdad": "step dad",
    "stepmum": "step mum",
    "mom": "mum",
    "mam": "mum",
    "skool": "school",
    "tho": "though",
    "w": "with",
    "wiv": "with",
    "fink": "think",
    "nuffin": "nothing",
    "nuthin": "nothing",
    "wen": "when",
    "wot": "what",
    "dat": "that",
    "da": "the",
    "dis": "this",
    "dem": "them",
}
SPLIT_WORDS = {
    "any more": "anymore",
    "every one": "everyone",
    "some one": "someone",
    "my self": "myself",
    "him self": "himself",
    "her self": "herself",
    "bed room": "bedroom",
    "a lone": "alone",
    "self harm": "self harm",
}
SHORTEST_WITH_A_SLIP = 6
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´](?=\w)")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}(?=(\w?))")
_SPLIT = re.compile("|".join(rf"\b{words}\b" for words in SPLIT_WORDS))


def words_of(text: str) -> list[str]:
    """The words of `text`, lower case, each spelling of a word as one form."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = _SPLIT.sub(lambda found: SPLIT_WORDS[found[0]], _APOSTROPHES.sub("", plain))
    words = []
    for word in _WORD.findall(_DRAWN_OUT.sub(_draw_in, plain)):
        words.extend(SHORT_FORMS.get(word, word).split())
    return words


def _draw_in(drawn: re.Match[str]) -> str:
    """`dieeee` is die and `killlll` is kill: some letters stand doubled in English, by place."""
    letter, follows = drawn[1], drawn[2]
    return letter * 2 if letter in "lsfz" or (letter in "eo" and follows) else letter


class Slips:
    """Words of six letters or more that may be spelt with one slip: a letter missing, too many,
    wrong or swapped. The first letter has to be right, which keeps `putting` from being `cutting`.
    """

    def __init__(self, words: Iterable[str], everyday: Iterable[str]) -> None:
        self.known = {word for word in words if len(word) >= SHORTEST_WITH_A_SLIP}
        self.everyday = frozenset(everyday)
        self.nearly: dict[str, str] = {}
        for word in sorted(self.known):
            for form in _one_letter_less(word):
                self.nearly.setdefault(form, word)

    def mend(self, word: str) -> str:
        """The cue word this is a slip of, or the word itself."""
        if len(word) < SHORTEST_WITH_A_SLIP or word in self.known or word in self.everyday:
            return word
        for form in (word, *_one_letter_less(word)):
            meant = self.nearly.get(form)
            if meant and meant[0] == word[0] and abs(len(meant) - len(word)) <= 1:
                return meant
        drawn = _DOUBLED.sub(r"\1", word)
        return drawn if drawn in self.known else word


_DOUBLED = re.compile(r"(\w)\1+")


def _one_letter_less(word: str) -> Iterable[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))
