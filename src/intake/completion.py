"""`intake completion bash|zsh|fish`: a script for the shell, made of the commands as they are declared."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from intake.flow.codes import LESSONS
from intake.flow.data import embedded_flow, embedded_flows

__all__ = ["completion"]

PROGRAMS = ("intake", "legal-intake")


@dataclass(frozen=True, slots=True)
class Words:
    """What may stand at a place: known words, names of files, or neither (then nothing is offered)."""

    words: tuple[str, ...] = ()
    files: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """An option with its forms, and what follows it (`None`: nothing does)."""

    forms: tuple[str, ...]
    help: str
    takes: Words | None


@dataclass(frozen=True, slots=True)
class Command:
    """A command with its options, and what else follows it."""

    name: str
    help: str
    options: tuple[Option, ...]
    takes: Words


def completion(arguments: argparse.Namespace) -> int:
    """Prints the script: for bash, `eval "$(intake completion bash)"` in ~/.bashrc."""
    commands = list(_commands(arguments.parser))
    top = _options(arguments.parser)
    written = {"bash": _bash, "zsh": _zsh, "fish": _fish}[arguments.shell]
    print("\n".join(written(commands, top)))
    return 0


def _commands(parser: argparse.ArgumentParser) -> Iterator[Command]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, below in action.choices.items():
                takes = [_words(one) for one in below._actions if not one.option_strings]
                yield Command(name, helps[name], _options(below), takes[0] if takes else Words())


def _options(parser: argparse.ArgumentParser) -> tuple[Option, ...]:
    return tuple(
        Option(tuple(action.option_strings), action.help or "", None if action.nargs == 0 else _words(action))
        for action in parser._actions
        if action.option_strings
    )


def _words(action: argparse.Action) -> Words:
    """What an argument takes, by its choices, its name, or the name that its help gives the value."""
    if action.choices:
        return Words(tuple(map(str, action.choices)))
    if action.dest == "template":
        return Words(tuple(name for name in embedded_flows() if (flow := embedded_flow(name)) and flow.is_file()))
    known = {
        "flow": Words(tuple(embedded_flows()), files=True),
        "flows": Words(tuple(embedded_flows()), files=True),
        "old": Words(tuple(embedded_flows()), files=True),
        "new": Words(tuple(embedded_flows()), files=True),
        "record": Words(files=True),
        "target": Words(files=True),
        "code": Words(tuple(LESSONS)),
        "format": Words(("jsonl", "json", "csv", "table")),
        "input": Words(("jsonl", "json", "yaml", "csv")),
    }
    return known.get(action.dest, Words(files=action.metavar in ("FILE", "DIR")))


# bash


_BASH = """\
# Completion of intake for bash. In ~/.bashrc: eval "$(intake completion bash)"
_intake() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words= files= i found
    if [[ $word == '=' ]]; then word=; elif [[ $before == '=' ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ ${COMP_WORDS[i]} != -* ]]; then command=${COMP_WORDS[i]}; break; fi
    done
    case $command:$before in"""
_BASH_END = """\
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
    if [[ $files ]]; then
        compopt -o filenames 2>/dev/null
        while IFS= read -r found; do COMPREPLY+=("$found"); done < <(compgen -f -- "$word")
    fi
}"""


def _bash(commands: list[Command], top: tuple[Option, ...]) -> Iterator[str]:
    yield _BASH
    for command in commands:
        for option in command.options:
            if option.takes is not None:
                places = "|".join(f"{command.name}:{form}" for form in option.forms)
                yield f"        {places}) {_set(option.takes)} ;;"
    for command in commands:
        yield f"        {command.name}:*)"
        yield f"            if [[ $word == -* ]]; then words='{_forms(command.options)}'"
        yield f"            else {_set(command.takes)}; fi ;;"
    names = " ".join(command.name for command in commands)
    yield f"        :*) if [[ $word == -* ]]; then words='{_forms(top)}'; else words='{names}'; fi ;;"
    yield _BASH_END
    yield f"complete -F _intake {' '.join(PROGRAMS)}"


def _set(takes: Words) -> str:
    return f"words='{' '.join(takes.words)}' files={'yes' if takes.files else ''}"


def _forms(options: tuple[Option, ...]) -> str:
    return " ".join(form for option in options for form in option.forms)


# zsh


def _zsh(commands: list[Command], top: tuple[Option, ...]) -> Iterator[str]:
    yield f"#compdef {' '.join(PROGRAMS)}"
    yield '# Completion of intake for zsh. In ~/.zshrc, after compinit: eval "$(intake completion zsh)"'
    yield "_intake() {"
    yield "    local -a commands=("
    for command in commands:
        yield f"        {_quoted(f'{command.name}:{command.help}')}"
    yield "    )"
    yield "    if (( CURRENT == 2 )); then"
    yield f"        if [[ $words[2] == -* ]]; then compadd -- {_forms(top)}; else _describe command commands; fi"
    yield "        return"
    yield "    fi"
    yield "    shift words"
    yield "    (( CURRENT-- ))"
    yield "    case $words[1] in"
    for command in commands:
        specs = [_zsh_option(option, form) for option in command.options for form in option.forms]
        specs.append(_quoted(f"*:{command.name}:{_zsh_action(command.takes)}"))
        yield f"        {command.name}) _arguments {' '.join(specs)} ;;"
    yield "    esac"
    yield "}"
    yield f"compdef _intake {' '.join(PROGRAMS)}"


def _zsh_option(option: Option, form: str) -> str:
    said = "".join(f"\\{letter}" if letter in "[]:" else letter for letter in option.help)
    value = "" if option.takes is None else f":value:{_zsh_action(option.takes)}"
    return _quoted(f"{form}[{said}]{value}")


def _zsh_action(takes: Words) -> str:
    if takes.words and takes.files:
        return f"{{compadd -- {' '.join(takes.words)}; _files}}"
    if takes.words:
        return f"({' '.join(takes.words)})"
    return "_files" if takes.files else "( )"


# fish


def _fish(commands: list[Command], top: tuple[Option, ...]) -> Iterator[str]:
    yield "# Completion of intake for fish. In ~/.config/fish/config.fish: intake completion fish | source"
    program, *others = PROGRAMS
    yield f"complete -c {program} -f"
    for option in top:
        yield f"complete -c {program} -n __fish_use_subcommand {_fish_option(option)}"
    for command in commands:
        yield f"complete -c {program} -n __fish_use_subcommand -a {command.name} -d {_quoted(command.help)}"
    for command in commands:
        after = f"complete -c {program} -n '__fish_seen_subcommand_from {command.name}'"
        if command.takes.words:
            yield f"{after} -a '{' '.join(command.takes.words)}'"
        if command.takes.files:
            yield f"{after} -F"
        for option in command.options:
            yield f"{after} {_fish_option(option)}"
    for other in others:
        yield f"complete -c {other} -w {program}"


def _fish_option(option: Option) -> str:
    forms = [f"-l {form[2:]}" if form.startswith("--") else f"-s {form[1:]}" for form in option.forms]
    takes = option.takes
    if takes is not None:
        words = f" -a '{' '.join(takes.words)}'" if takes.words else ""
        forms.append(f"-x{words}" if not takes.files else f"-r -F{words}")
    return f"{' '.join(forms)} -d {_quoted(option.help)}"


def _quoted(text: str) -> str:
    """In single quotes, in which an apostrophe could not stand."""
    return "'" + text.replace("'", "`") + "'"
