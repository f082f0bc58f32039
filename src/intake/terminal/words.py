"""The words that always work, typed after a slash so that letters and digits are free for answers."""

from __future__ import annotations

from intake.terminal.turn import Word

__all__ = ["WORDS", "word_in", "words_starting"]

WORDS = {
    "back": "the step before; your answers stay",
    "change": "change an earlier answer",
    "why": "why this is asked, and what a term means",
    "words": "words to say or to show to an officer",
    "summary": "what is clear so far",
    "save": "keep your answers in a file, locked with a passphrase",
    "restart": "forget all answers and start again",
    "language": "the languages of these questions",
    "help": "this list",
    "leave": "leave at once; nothing is kept",
}


def words_starting(typed: str) -> list[str]:
    """The words that begin with what was typed after the slash.

    >>> words_starting("/wo"), words_starting("/w")
    (['words'], ['why', 'words'])
    """
    begun = typed.removeprefix("/").split(" ")[0].casefold()
    return [begun] if begun in WORDS else [name for name in WORDS if name.startswith(begun)]


def word_in(typed: str) -> Word | None:
    """The word that was typed, whole or as far as it takes to tell it from the others; `None` if that is not clear.

    >>> word_in("/words ar"), word_in("/w")
    (Word(name='words', rest='ar'), None)
    """
    if not typed.startswith("/"):
        return None
    names = words_starting(typed)
    rest = typed.partition(" ")[2].strip()
    return Word(names[0], rest) if len(names) == 1 and typed != "/" else None
