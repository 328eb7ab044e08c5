"""``python -m extractor.cli.reference``: every command's help, in Markdown, in one language."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from extractor.cli import build
from extractor.wording import Language

WIDTH = 100
HEADINGS = {
    Language.EN: "# Command reference\n\nMade by `make docs` from the commands; do not edit.\n",
    Language.ZH: "# 命令参考\n\n由 `make docs` 根据命令生成，请勿手工修改。\n",
}


def reference(language: Language) -> str:
    """Return the help of every command, and of the commands in it, as Markdown."""
    group = build(language)
    context = click.Context(group, info_name="extractor", terminal_width=WIDTH)
    return "\n".join([HEADINGS[language], *_commands(group, context)])


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in sorted(group.commands):
        command = group.commands[name]
        inner = click.Context(command, info_name=name, parent=context, terminal_width=WIDTH)
        yield f"## {inner.command_path}\n\n```text\n{command.get_help(inner).strip()}\n```\n"
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


if __name__ == "__main__":
    sys.stdout.write(reference(Language(sys.argv[1])))
