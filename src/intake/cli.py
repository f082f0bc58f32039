"""The commands. Each part of intake is imported only when its command runs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from intake.exit_codes import CANNOT_WRITE, STOPPED, USAGE

TYPE_CHECKING = False  # `typing` would be a tenth of the time to the first word
if TYPE_CHECKING:
    from typing import NoReturn

__all__ = ["main"]

_EXAMPLES = """\
examples:
  intake run                                an interview in this terminal
  intake run --plain                        the same, one line at a time, for screen readers and poor lines
  intake run --answers person.json          no questions: the triage of these answers, as JSON
  intake screen people.csv --format table   who needs help tonight
  intake check my_flow.yaml                 all that there is to mend in a flow
  intake explain E203                       what a finding means, and how to mend it
  intake new my_flow                        a flow to start from

exit codes: 0 well, 1 findings, 64 usage, 65 bad data, 66 no input, 69 a part is missing, 73 cannot write, 78 bad set-up,
130 stopped
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code. A closed pipe ends quietly; ctrl-c ends with 130."""
    try:
        arguments = _parser().parse_args(argv)
        command: Callable[[argparse.Namespace], int] = arguments.command
        code = command(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        # What reads our output has gone: nothing more can be said there.
        _forget_output()
        return 0
    except OSError as error:
        if error.filename is not None:
            raise  # a file's, and no command lets it out
        _forget_output()
        print(f"intake: the output cannot be written: {error.strerror}", file=sys.stderr)
        return CANNOT_WRITE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return STOPPED


def _forget_output() -> None:
    """What is still held back goes nowhere, so that Python does not try to write it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="intake",
        description="A legal intake: questions in a tree, and a triage with a reason for every word.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    commands = parser.add_subparsers(
        prog="intake", title="commands", metavar="COMMAND", required=True, parser_class=_Parser
    )

    run = commands.add_parser("run", help="an interview in the terminal")
    run.add_argument("flow", nargs="?", help="a flow's name, file or folder (default: interpol)")
    run.add_argument("--plain", action="store_true", help="numbers, no colour, no redraw, one line a fact")
    run.add_argument(
        "--answers", metavar="FILE", help="JSON or YAML answers; prints the triage as JSON ('-': standard input)"
    )
    run.add_argument("--resume", metavar="FILE", help="go on from a save")
    run.add_argument("--role", help="the answer to who you are, given beforehand")
    run.add_argument("--date", metavar="YYYY-MM-DD", help="the date of the triage (default: today)")
    run.set_defaults(command=_run)

    screen = commands.add_parser("screen", help="one or many records, one result each")
    screen.add_argument(
        "files", nargs="+", metavar="FILE", help="JSONL, JSON, YAML or CSV by its ending; '-': standard input"
    )
    screen.add_argument("--flow", default="interpol", help="a flow's name, file or folder (default: interpol)")
    screen.add_argument("--format", default="jsonl", help="jsonl (default), json, csv or table")
    screen.add_argument(
        "--input", help="jsonl (default), json, yaml or csv: standard input, and files by other endings"
    )
    screen.add_argument("--date", metavar="YYYY-MM-DD", help="the date of the triage (default: today)")
    screen.add_argument("--max-rows", type=int, metavar="N", help="stop with a clear word after N records")
    screen.add_argument("--no-because", action="store_true", help="leave the reasons out (quicker)")
    screen.set_defaults(command=_screen)

    check = commands.add_parser("check", help="all that there is to mend in a flow")
    check.add_argument("flows", nargs="*", metavar="FLOW", help="names, files or folders (default: interpol)")
    check.set_defaults(command=_check)

    explain = commands.add_parser("explain", help="what a finding means")
    explain.add_argument("code", nargs="?", metavar="CODE", help="as E203; without: all codes")
    explain.set_defaults(command=_explain)

    new = commands.add_parser("new", help="write a flow to start from")
    new.add_argument("name", metavar="NAME", help="small letters, digits and underscores")
    new.add_argument(
        "--from", dest="template", metavar="FLOW", help="start from one of the flows that come with intake"
    )
    new.set_defaults(command=_new)

    completion = commands.add_parser("completion", help="print a completion script for a shell")
    completion.add_argument("shell", choices=("bash", "zsh", "fish"))
    completion.set_defaults(command=_completion, parser=parser)
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"intake {version('legal-intake')}")
        parser.exit(0)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.answers is not None:
        from intake.records.command import answers

        return answers(arguments)
    from intake.terminal.command import run

    return run(arguments)


def _screen(arguments: argparse.Namespace) -> int:
    from intake.records.command import screen

    return screen(arguments)


def _check(arguments: argparse.Namespace) -> int:
    from intake.check.command import check

    return check(arguments)


def _explain(arguments: argparse.Namespace) -> int:
    from intake.check.explain import explain

    return explain(arguments)


def _new(arguments: argparse.Namespace) -> int:
    from intake.authoring.new import new

    return new(arguments)


def _completion(arguments: argparse.Namespace) -> int:
    from intake.completion import completion

    return completion(arguments)
