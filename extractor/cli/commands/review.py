"""``extractor review``: the auditor's desk, a web page on this machine."""

from __future__ import annotations

import os
import webbrowser
from pathlib import Path

import click

from extractor.cli import screen
from extractor.cli.commands.decisions import author_option
from extractor.cli.manual import described, results_argument
from extractor.errors import ExtractorError, MissingExtraError
from extractor.wording import Language, label, sentences

PORT = 8765
PASSWORD = "EXTRACTOR_PASSWORD"  # noqa: S105  # the name of a variable
SHORTEST = 8  # characters of a password
ANY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104  # refused, not used


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return described(
        "review",
        language,
        params=[
            results_argument(),
            click.Option(
                ["--port"],
                type=click.IntRange(0, 65535),
                default=PORT,
                show_default=True,
                help=say("Port to listen on; 0 takes any that is free."),
            ),
            author_option(language),
            click.Option(
                ["--share"],
                metavar="ADDRESS",
                help=say(
                    "Open the desk to others on this address of this machine, by a password "
                    "(asked for, or in EXTRACTOR_PASSWORD). They can read everything and decide; "
                    "what is sent is not encrypted."
                ),
            ),
            click.Option(
                ["--no-browser"],
                is_flag=True,
                help=say("Only print the address."),
            ),
        ],
        callback=review,
        purpose=say("Open the page to look through findings and decide about them."),
        examples="""
            extractor review results
            extractor review results --author 张三 --port 9000
            extractor review results --share 192.168.1.5
        """,
    )


def review(  # one parameter for each option
    *,
    language: Language,
    results: Path,
    port: int,
    author: str,
    share: str | None,
    no_browser: bool,
) -> int:
    """Serve the desk over ``results`` until it is stopped."""
    try:
        from extractor.review import Share, serve  # noqa: PLC0415  # an extra
    except ImportError as error:
        remedy = "{module} is not installed; pip install 'extractor[{extra}]'"
        raise MissingExtraError(remedy, module=error.name, extra="web") from error

    def ready(address: str) -> None:
        code = "share-warning" if share else "open"
        said = label("desk", code, language).format(address=address)
        screen.talk().print(screen.line(said, "yellow" if share else ""), soft_wrap=True)
        click.echo(address)
        if not no_browser:
            webbrowser.open(address)

    opened = Share(_checked(share), _password(language)) if share else None
    serve(results, language, port=port, author=author, share=opened, ready=ready)
    return 0


def _checked(address: str) -> str:
    if address in ANY_ADDRESS:
        remedy = "{address}: name the one address of this machine by which the others reach it"
        raise ExtractorError(remedy, address=address)
    return address


def _password(language: Language) -> str:
    say = sentences(language)
    password = os.environ.get(PASSWORD) or click.prompt(
        say("Password for the desk"), hide_input=True, confirmation_prompt=True, err=True
    )
    if len(password) < SHORTEST:
        remedy = "the password is too short: at least {n} characters"
        raise ExtractorError(remedy, n=SHORTEST)
    return str(password)
