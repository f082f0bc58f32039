"""The terminal with redraw: prompt_toolkit, inline, never the alternate screen. One turn at a time is drawn and erased."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Size
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.shortcuts import print_formatted_text
from prompt_toolkit.styles import Style

from intake.report.rows import Row
from intake.terminal.console import Gone
from intake.terminal.drawing import draw
from intake.terminal.entry import Entry
from intake.terminal.opening import terminal_size
from intake.terminal.turn import Reply, Turn

__all__ = ["Live", "colour_depth"]

_STYLE = Style.from_dict(
    {
        "now": "bold ansired",
        "strong": "bold",
        "title": "bold",
        "chosen": "bold reverse",
        "done": "ansigreen",
        "term": "underline",
        "dim": "ansibrightblack",
    }
)
_IDLE = 0.03
_KEYS = (
    "up", "down", "left", "home", "end", "pageup", "pagedown", "enter", "backspace", "escape", "tab",
    "c-u", "c-w", "c-s", "c-j",
)  # fmt: skip


def colour_depth(environment: Mapping[str, str]) -> ColorDepth:
    """No colour where `NO_COLOR` is set; else what the terminal can do, and at least some where `FORCE_COLOR` is set."""
    if environment.get("NO_COLOR"):
        return ColorDepth.DEPTH_1_BIT
    forced = environment.get("FORCE_COLOR", "0") not in ("", "0", "false")
    if forced or environment.get("TERM", "") not in ("", "dumb", "vt52", "vt100", "vt102", "vt220"):
        return ColorDepth.DEPTH_4_BIT
    return ColorDepth.DEPTH_1_BIT


class Live:
    """A console on a real terminal. Asks no question of the terminal itself: it works over a poor line."""

    plain = False

    def __init__(self, terminal: Input | None = None, output: Output | None = None) -> None:
        self._input = terminal or create_input()
        self._output = output or Vt100_Output(
            sys.stdout,
            _size,
            term=os.environ.get("TERM"),
            default_color_depth=colour_depth(os.environ),
            enable_cpr=False,
        )
        self._entry = Entry(Turn("read", ()))
        self._blank = True
        self._app = self._application()

    def session(self) -> AbstractContextManager[None]:
        """The terminal stays raw from turn to turn, so that keys typed in between are neither lost nor echoed."""
        return self._input.raw_mode()

    @property
    def width(self) -> int:
        """Columns of the terminal, as far as lines are readable."""
        return max(8, min(self._output.get_size().columns - 1, 100))

    @property
    def height(self) -> int:
        """Rows of the terminal."""
        return max(2, self._output.get_size().rows)

    def ask(self, turn: Turn, *, ready: Callable[[], None] | None = None) -> Reply:
        """Shows the turn until there is a reply; `ready` is called once it is on show.

        Raises:
            KeyboardInterrupt: ctrl-c.
            Gone: ctrl-d, or the terminal has gone.
        """
        self._entry = Entry(turn)

        def shown(_: Application[Reply]) -> None:
            self._app.after_render -= shown
            if ready is not None:
                # A moment later: keys that were typed ahead come first.
                asyncio.get_running_loop().call_later(_IDLE, ready)

        self._app.after_render += shown
        try:
            return self._app.run(handle_sigint=True)
        except EOFError:
            raise Gone from None

    def show(self, rows: Sequence[Row]) -> None:
        """Prints rows above whatever comes next; they stay."""
        for line in rows:
            if not line and self._blank:
                continue
            self._blank = not line
            print_formatted_text(
                _formatted(line), output=self._output, style=_STYLE, include_default_pygments_style=False
            )
        self._output.flush()

    def _application(self) -> Application[Reply]:
        control = FormattedTextControl(self._drawn, focusable=True, show_cursor=True)
        app: Application[Reply] = Application(
            layout=Layout(Window(control, dont_extend_height=True, always_hide_cursor=False)),
            key_bindings=self._bindings(),
            style=_STYLE,
            include_default_pygments_style=False,
            full_screen=False,
            erase_when_done=True,
            mouse_support=False,
            enable_page_navigation_bindings=False,
            input=self._input,
            output=self._output,
        )
        app.ttimeoutlen = 0.05
        return app

    def _drawn(self) -> FormattedText:
        picture = draw(self._entry, self.width, self.height)
        fragments: list[tuple[str, str]] = []
        for number, line in enumerate(picture.rows):
            if number:
                fragments.append(("", "\n"))
            fragments += _classed(line)
            if number == picture.cursor:
                fragments.append(("[SetCursorPosition]", ""))
        return FormattedText(fragments)

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        for key in _KEYS:
            bindings.add(key)(self._pressed)
        bindings.add(" ")(self._pressed)
        bindings.add(Keys.Any)(self._typed)
        bindings.add(Keys.BracketedPaste)(self._typed)

        @bindings.add("c-c")
        @bindings.add("<sigint>")
        def _stopped(event: KeyPressEvent) -> None:
            event.app.exit(exception=KeyboardInterrupt())

        @bindings.add("c-d")
        def _gone(event: KeyPressEvent) -> None:
            event.app.exit(exception=EOFError())

        @bindings.add("c-l")
        def _redrawn(event: KeyPressEvent) -> None:
            event.app.renderer.clear()

        return bindings

    def _pressed(self, event: KeyPressEvent) -> None:
        key = event.key_sequence[0].key
        name = str(key.value if isinstance(key, Keys) else key)
        names = {" ": "space", "c-m": "enter", "c-j": "enter", "c-h": "backspace", "c-i": "tab"}
        self._take(event, names.get(name, name), "")

    def _typed(self, event: KeyPressEvent) -> None:
        self._take(event, "text", event.data)

    def _take(self, event: KeyPressEvent, name: str, data: str) -> None:
        reply = self._entry.key(name, data)
        if reply is not None:
            event.app.exit(result=reply)


def _size() -> Size:
    columns, rows = terminal_size()
    return Size(rows=rows, columns=columns)


def _formatted(line: Row) -> FormattedText:
    return FormattedText(_classed(line))


def _classed(line: Row) -> list[tuple[str, str]]:
    return [(f"class:{style}" if style else "", words) for style, words in line]
