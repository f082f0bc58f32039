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
  intake country russia --with france       what the flow's tables say of two countries
  intake check my_flow.yaml                 all that there is to mend in a flow
  intake diagram my_flow.yaml --out map.svg the flow as a picture
  intake describe my_flow.yaml              the flow as prose, for a lawyer to review
  intake why person.json                    which answers would change the advice
  intake diff HEAD:my_flow.yaml my_flow.yaml for whom a change changes the outcome
  intake test my_flow.yaml --mutants        what its scenarios miss, and which slips nobody would notice
  intake review --of grounds.torture        what a flow states there, on which sources
  intake serve                              the interview and its interface for programs, as a web server
  intake explain E203                       what a finding means, and how to mend it
  intake new my_flow                        a flow to start from
  intake preview my_flow.yaml               a page that follows each save
  intake build interpol --out site          a site for any web server

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
        "files", nargs="*", metavar="FILE", help="JSONL, JSON, YAML or CSV by its ending; '-': standard input"
    )
    screen.add_argument("--flow", default="interpol", help="a flow's name, file or folder (default: interpol)")
    screen.add_argument("--format", default="jsonl", help="jsonl (default), json, csv or table")
    screen.add_argument(
        "--input", help="jsonl (default), json, yaml or csv: standard input, and files by other endings"
    )
    screen.add_argument("--date", metavar="YYYY-MM-DD", help="the date of the triage (default: today)")
    screen.add_argument("--max-rows", type=int, metavar="N", help="stop with a clear word after N records")
    screen.add_argument("--no-because", action="store_true", help="leave the reasons out (quicker)")
    screen.add_argument(
        "--engine",
        choices=("person", "columns"),
        default="person",
        help="one record after the other (default), or many at once on DuckDB: the same results",
    )
    screen.add_argument(
        "--sql",
        choices=("duckdb", "spark", "postgres"),
        help="read no file: print the flow as a statement for that engine",
    )
    screen.set_defaults(command=_screen)

    country = commands.add_parser("country", help="what a flow's tables say of a country")
    country.add_argument("names", nargs="+", metavar="NAME|CODE", help="names in any language, old names, or ISO codes")
    country.add_argument(
        "--with", dest="beside", metavar="NAME|CODE", help="a second country: the regimes that both share"
    )
    country.set_defaults(command=_country)

    countries = commands.add_parser("countries", help="the countries of a flow's tables")
    which = countries.add_mutually_exclusive_group()
    which.add_argument("--members", dest="membership", action="store_const", const="member", help="only members")
    which.add_argument(
        "--non-members", dest="membership", action="store_const", const="non_member", help="only those that are none"
    )
    countries.add_argument(
        "--effect", nargs="+", metavar="VALUE", help="only those where a notice has one of these effects"
    )
    countries.set_defaults(command=_countries)
    for one in (country, countries):
        one.add_argument("--flow", default="interpol", help="a flow's name, file or folder (default: interpol)")
        one.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")
        one.add_argument("--date", metavar="YYYY-MM-DD", help="the date on which the facts hold (default: today)")

    check = commands.add_parser("check", help="all that there is to mend in a flow")
    check.add_argument("flows", nargs="*", metavar="FLOW", help="names, files or folders (default: interpol)")
    check.add_argument(
        "--format", choices=("text", "json", "sarif", "github"), default="text", help="for people (default) or programs"
    )
    check.add_argument("--watch", action="store_true", help="check again on each save, and say what has changed")
    check.add_argument("--no-proofs", action="store_true", help="leave out what takes a solver (quicker)")
    check.add_argument("--date", metavar="YYYY-MM-DD", help="the date of the check (default: today)")
    check.add_argument("--seconds", type=int, metavar="N", help="how long the proofs of one flow may take")
    check.set_defaults(command=_check)

    review = commands.add_parser("review", help="how far a flow's statements were looked at, and how sure they are")
    review.add_argument("flow", nargs="?", help="a flow's name, file or folder (default: interpol)")
    review.add_argument("--of", metavar="PATH", help="read every statement there, as grounds or grounds.torture")
    review.add_argument("--date", metavar="YYYY-MM-DD", help="the date on which something is due (default: today)")
    review.set_defaults(command=_review)

    diagram = commands.add_parser("diagram", help="a picture of a flow's steps and ways")
    diagram.add_argument("flow", nargs="?", help="a flow's name, file or folder (default: interpol)")
    diagram.add_argument(
        "--format",
        choices=("svg", "mermaid", "dot"),
        default="svg",
        help="a picture (default), or text that others draw",
    )
    lit = diagram.add_mutually_exclusive_group()
    lit.add_argument("--answers", metavar="FILE", help="light the path of these answers ('-': standard input)")
    lit.add_argument("--heat", action="store_true", help="how many scenarios pass each step and way")
    diagram.set_defaults(command=_diagram)

    describe = commands.add_parser("describe", help="a whole flow as prose, for review")
    describe.add_argument("flow", nargs="?", help="a flow's name, file or folder (default: interpol)")
    describe.add_argument(
        "--format", choices=("text", "html"), default="text", help="for a terminal (default), or a page"
    )
    describe.set_defaults(command=_describe)
    for one in (diagram, describe):
        one.add_argument("--out", metavar="FILE", help="write it there (default: standard output)")
        one.add_argument("--date", metavar="YYYY-MM-DD", help="the date on which the flow is read (default: today)")

    why = commands.add_parser("why", help="what would change the advice for one record")
    why.add_argument("record", metavar="RECORD", help="a record in JSON or YAML ('-': standard input)")
    why.add_argument("--flow", default="interpol", help="a flow's name, file or folder (default: interpol)")
    why.set_defaults(command=_why)

    diff = commands.add_parser("diff", help="for whom the outcome differs between two flows")
    diff.add_argument("old", metavar="OLD", help="a flow's name, file or folder, or REVISION:PATH in git")
    diff.add_argument("new", metavar="NEW", help="the same, of the newer flow")
    diff.add_argument("--records", metavar="FILE", help="also list those of these records whose result differs")
    diff.set_defaults(command=_diff)
    for one in (why, diff):
        one.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")
        one.add_argument("--date", metavar="YYYY-MM-DD", help="the date of the triage (default: today)")

    test = commands.add_parser("test", help="run a flow's scenarios, and say what they miss")
    test.add_argument("flow", nargs="?", help="a flow's name, file or folder (default: interpol)")
    test.add_argument("--mutants", action="store_true", help="break the flow in every way, and say what nobody noticed")
    test.add_argument("--lines", action="store_true", help="with --mutants: also what decides which lines are shown")
    test.add_argument(
        "--suggest", action="store_true", help="offer scenarios for what is missed; y adds one to the flow"
    )
    test.add_argument("--to", metavar="FILE", help="where a suggested scenario goes")
    test.add_argument(
        "--format", choices=("text", "json", "html"), default="text", help="text (default), json, or one page"
    )
    test.add_argument("--all", action="store_true", help="cut no list short")
    test.add_argument("--seconds", type=int, metavar="N", help="stop the mutants after N seconds")
    test.set_defaults(command=_test)

    serve = commands.add_parser("serve", help="a web server: pages for people, an interface for programs")
    serve.add_argument("flows", nargs="*", metavar="FLOW", help="names, files or folders (default: interpol)")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    serve.add_argument("--port", type=int, default=8000, metavar="N", help="default: 8000; 0: any that is free")
    serve.add_argument("--site", metavar="DIR", help="the files of a site that was built, in place of our own")
    serve.set_defaults(command=_serve)

    build = commands.add_parser("build", help="a site that any web server can hold, or one file")
    build.add_argument("flows", nargs="*", metavar="FLOW", help="names, files or folders (default: interpol)")
    build.add_argument("--out", required=True, metavar="DIR", help="the folder to write; with --single, the file")
    build.add_argument("--single", action="store_true", help="one HTML file that works wherever it is opened")
    build.set_defaults(command=_build)

    verify = commands.add_parser("verify-site", help="whether a site or file is what this release builds")
    verify.add_argument("target", metavar="DIR|FILE|URL", help="what to look at")
    verify.add_argument(
        "--flow",
        dest="flows",
        action="append",
        metavar="FLOW",
        help="a flow that it holds, if that is a file of your own",
    )
    verify.set_defaults(command=_verify_site)
    for one in (build, verify):
        one.add_argument("--site", metavar="FILE", help="site.yaml: the firm's name, telephones, colours and fonts")

    preview = commands.add_parser("preview", help="a flow on a local page that follows each save")
    preview.add_argument("flow", nargs="?", help="a flow's name, file or folder (default: interpol)")
    preview.add_argument(
        "--port", type=int, metavar="N", help="where it listens, on this computer alone (default: any)"
    )
    preview.add_argument("--open", action="store_true", help="open it in the browser")
    preview.set_defaults(command=_preview)

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
    if arguments.sql is not None:
        from intake.screening.command import print_sql

        return print_sql(arguments)
    if arguments.engine == "columns":
        from intake.screening.command import screen as screen_columns

        return screen_columns(arguments)
    from intake.records.command import screen

    return screen(arguments)


def _country(arguments: argparse.Namespace) -> int:
    from intake.report.country_command import country

    return country(arguments)


def _countries(arguments: argparse.Namespace) -> int:
    from intake.report.country_command import countries

    return countries(arguments)


def _check(arguments: argparse.Namespace) -> int:
    from intake.check.command import check

    return check(arguments)


def _review(arguments: argparse.Namespace) -> int:
    from intake.check.review.command import review

    return review(arguments)


def _diagram(arguments: argparse.Namespace) -> int:
    from intake.check.diagram.command import diagram
    from intake.report.words import Words

    return diagram(arguments, Words)


def _describe(arguments: argparse.Namespace) -> int:
    from intake.authoring.describe.command import describe

    return describe(arguments)


def _why(arguments: argparse.Namespace) -> int:
    from intake.check.why.command import why
    from intake.report.words import Words

    return why(arguments, Words)


def _diff(arguments: argparse.Namespace) -> int:
    from intake.check.diff.command import diff
    from intake.report.words import Words

    return diff(arguments, Words)


def _test(arguments: argparse.Namespace) -> int:
    from intake.check.cover.command import test

    return test(arguments)


def _serve(arguments: argparse.Namespace) -> int:
    from intake.web.server.command import serve

    return serve(arguments)


def _build(arguments: argparse.Namespace) -> int:
    from intake.web.site.command import build

    return build(arguments)


def _verify_site(arguments: argparse.Namespace) -> int:
    from intake.web.site.verifying import verify_site

    return verify_site(arguments)


def _preview(arguments: argparse.Namespace) -> int:
    from intake.authoring.preview.command import preview

    return preview(arguments)


def _explain(arguments: argparse.Namespace) -> int:
    from intake.check.explain import explain

    return explain(arguments)


def _new(arguments: argparse.Namespace) -> int:
    from intake.authoring.new import new

    return new(arguments)


def _completion(arguments: argparse.Namespace) -> int:
    from intake.completion import completion

    return completion(arguments)
