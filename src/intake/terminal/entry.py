"""What a person does with the keys at one turn: moves, marks, types. No terminal here: keys go in, a reply comes out."""

from __future__ import annotations

from collections.abc import Sequence

from intake.report.folding import fold
from intake.report.rows import Row
from intake.terminal.glossary import answer_to
from intake.terminal.matching import match, starting_with
from intake.terminal.turn import Choice, Found, Reply, Said, Turn, Word
from intake.terminal.words import WORDS, word_in, words_starting

__all__ = ["Entry"]

_LONGEST = 200
_CHOOSE = "Choose with ↑ ↓, or type."
_NOT_CLEAR = "This is not clear. Choose one with ↑ ↓, or type other words."


class Entry:
    """One turn while it is open. `at` is the place of the highlighted choice in `listed`, `None` if there is none.

    Nothing is highlighted beforehand but the answer that a person gave earlier: two enters by accident answer nothing.
    """

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.text, self.note, self.warned = "", "", False
        self.found = Found()
        several = turn.kind == "several"
        self.marked = list(turn.chosen) if several else []
        self.at: int | None = None
        if not several and turn.chosen:
            self.at = next((at for at, choice in enumerate(turn.choices) if choice.value == turn.chosen[0]), None)

    @property
    def listed(self) -> tuple[Choice, ...]:
        """The choices that are on show: all of them, or what the typed words can mean."""
        if not self._typing_an_answer:
            return self.turn.choices
        if self.turn.reader is not None:
            return self.found.choices
        if self.found.choices and not self.found.sure and len(fold(self.text)) > 1:
            return self.found.choices
        return self.turn.choices

    @property
    def numbered(self) -> bool:
        """Whether a number can be typed for a choice."""
        return self.turn.reader is None and len(self.turn.choices) > 1

    @property
    def panel(self) -> list[Row]:
        """What stands in place of the choices while a word or a question mark is typed."""
        if self._plain_text:
            return []
        if self.text.startswith("?"):
            return answer_to(self.turn, self.text)
        if self.text.startswith("/"):
            return [(("strong", f"/{name}"), ("", f"  {WORDS[name]}")) for name in words_starting(self.text)]
        return []

    @property
    def _plain_text(self) -> bool:
        return self.turn.kind in ("text", "secret")

    @property
    def _typing_an_answer(self) -> bool:
        return bool(self.text.strip()) and self.text[0] not in "?/"

    def key(self, name: str, data: str = "") -> Reply | None:
        """One key. Returns the reply when the turn is over.

        `name` is `text` (with the typed letters as `data`), `space`, `enter`, or as prompt_toolkit calls the key.
        """
        self.note = ""
        if name != "enter":
            self.warned = False
        match name:
            case "text":
                self._type(data)
            case "space":
                self._space()
            case "enter":
                return self._enter()
            case "up" | "down" | "home" | "end" | "pageup" | "pagedown":
                self._move(name)
            case "left" if not self.text:
                return Word("back")
            case "backspace":
                self._backspace()
            case "c-u" | "escape":
                self._set("")
            case "c-w":
                self._set(self.text.rstrip().rpartition(" ")[0])
            case "tab" if self.text.startswith("/") and len(words_starting(self.text)) == 1:
                self._set(f"/{words_starting(self.text)[0]}")
            case "c-s":
                return Word("save")
        return None

    def _type(self, data: str) -> None:
        letters = "".join(letter for letter in data if letter.isprintable() or letter in "\u200c\u200d")
        repeated = len(letters) == 1 and set(fold(self.text + letters)) == {fold(letters)} and not letters.isdecimal()
        if self.turn.reader is None and repeated and not self._plain_text:
            places = starting_with(letters, self.turn.choices)
            if places:
                after = [at for at in places if self.text and self.at is not None and at > self.at]
                self._set(letters)
                self.at = (after or places)[0]
                return
        self._set((self.text + letters)[:_LONGEST])

    def _space(self) -> None:
        if self.turn.kind == "several" and self.at is not None and (len(self.text) < 2 or not self._goes_on()):
            self._toggle(self.listed[self.at].value)
            here = self.listed[self.at].value
            self._set("")
            self.at = next((at for at, choice in enumerate(self.listed) if choice.value == here), None)
            return
        if self.text or self._plain_text:
            self._set(self.text + " ")
        elif self.turn.kind == "several":
            self.note = _CHOOSE

    def _goes_on(self) -> bool:
        """Whether some name goes on with another word after what is typed."""
        begun = f"{fold(self.text)} "
        names = (name for choice in self.turn.choices for name in (choice.label, *choice.also))
        return self.turn.reader is not None or any(begun in fold(name) for name in names)

    def _backspace(self) -> None:
        if self.text:
            self._set(self.text[:-1])
        elif self.turn.kind == "several" and self.turn.reader is not None and self.marked:
            self.marked.pop()

    def _set(self, text: str) -> None:
        """The typed text is this now: read it, and highlight what it means if that is sure."""
        cleared = bool(self.text) and not text
        self.text = text
        self.found = Found()
        if self._plain_text:
            return
        if cleared:
            self.at = None
        if not self._typing_an_answer:
            return
        self.found = self.turn.reader(text) if self.turn.reader is not None else match_among(text, self.turn.choices)
        self.at = None
        if self.found.sure:
            wanted = self.found.choices[0].value
            self.at = next(at for at, choice in enumerate(self.listed) if choice.value == wanted)

    def _move(self, name: str) -> None:
        count = len(self.listed)
        if not count:
            return
        last = count - 1
        if self.at is None:
            self.at = last if name in ("up", "end") else 0
            return
        steps = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5, "home": -count, "end": count}
        wanted = self.at + steps[name]
        if name in ("up", "down"):
            wanted %= count
        self.at = max(0, min(last, wanted))

    def _enter(self) -> Reply | None:
        if self._plain_text:
            return Said(self.text)
        if self.text.startswith("?"):
            self._set("")
            return None
        if self.text.startswith("/"):
            word = word_in(self.text)
            if word is None:
                begun = words_starting(self.text)
                self.note = "Type more of the word." if begun else "There is no such word; /help lists them."
            return word
        if self.turn.kind == "read":
            return Said("")
        if self.turn.kind == "several":
            return self._enter_several()
        if self.at is None:
            self.note = self._complaint()
            return None
        return Said(self.listed[self.at].value)

    def _enter_several(self) -> Reply | None:
        if self.text.strip():
            if self.at is None:
                self.note = self._complaint()
            else:
                self._mark(self.listed[self.at].value)
                self._set("")
            return None
        if not self.marked and not self.warned:
            if self.turn.reader is not None and self.at is not None:
                self._mark(self.listed[self.at].value)
                return None
            self.warned = True
            self.note = f"{self.turn.empty or 'Nothing is marked.'} Press enter again if that is right."
            return None
        return Said(tuple(self.marked))

    def _complaint(self) -> str:
        if not self.text.strip():
            return _CHOOSE
        return self.found.problem or _NOT_CLEAR

    def _toggle(self, value: str) -> None:
        if value in self.marked:
            self.marked.remove(value)
        else:
            self._mark(value)

    def _mark(self, value: str) -> None:
        """Marks a value; one that stands alone takes the others away, and the other way round."""
        if value in self.turn.alone:
            self.marked = [value]
        elif value not in self.marked:
            self.marked = [*(other for other in self.marked if other not in self.turn.alone), value]


def match_among(text: str, choices: Sequence[Choice]) -> Found:
    """What the words mean; one of the words that always work, typed without its slash, is named as such."""
    found = match(text, choices)
    if not found.choices and text.strip().casefold() in WORDS:
        return Found(problem=f"Type /{text.strip().casefold()} for that.")
    return found
