"""Every example in the documentation is run, and says what the page says it says."""

from __future__ import annotations

import doctest
import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from extractor import lexicon, linking
from extractor.cli import COMMANDS, invoke
from extractor.cli.failures import FAILING, UNREADABLE
from extractor.cli.reference import reference
from extractor.mentions.names import votes
from extractor.wording import Language

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "README.zh-CN.md"])
CONSOLE = regex.compile(r"^```console\n(.*?)^```$", regex.MULTILINE | regex.DOTALL)
PYTHON = regex.compile(r"^```python\n(.*?)^```$", regex.MULTILINE | regex.DOTALL)
WITH_EXAMPLES = [
    page for page in PAGES if CONSOLE.search(text := page.read_text("utf-8")) or PYTHON.search(text)
]


def test_the_first_lines_of_linking_say_what_is_in_each_folder() -> None:
    folders = {page.parent.name for page in Path(linking.__file__).parent.glob("*/__init__.py")}
    named = set(regex.findall(r"^    (\w+)/ ", linking.__doc__ or "", regex.MULTILINE))
    assert named == folders


def _calls(block: str) -> list[tuple[list[str], str]]:
    """Return the calls of a console block, each with what the page says it prints."""
    told = regex.split(r"^\$ ", block, flags=regex.MULTILINE)[1:]
    calls = (one.partition("\n") for one in told)
    return [(shlex.split(call), printed) for call, _, printed in calls]


def _agrees(printed: str, shown: str) -> bool:
    """Return whether ``shown``, in which … stands for anything, is what was printed."""
    pattern = ".*".join(regex.escape(part.strip()) for part in shown.strip().split("…"))
    return regex.fullmatch(pattern, printed.replace("\r\n", "\n").strip(), regex.DOTALL) is not None


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_example_says_what_the_page_says(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "corpora").symlink_to(ROOT / "corpora")
    monkeypatch.chdir(tmp_path)
    text = page.read_text("utf-8")
    for block in CONSOLE.findall(text):
        for (program, *arguments), shown in _calls(block):
            assert program == "extractor"
            assert invoke(arguments, {**os.environ}) in range(5)
            told = capsys.readouterr()
            assert _agrees(told.out + told.err, shown), f"{arguments}\n{told.out}\n{told.err}"
    blocks = "\n".join(PYTHON.findall(text))
    test = doctest.DocTestParser().get_doctest(blocks, {}, page.name, str(page), 0)
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


@pytest.mark.parametrize(
    ("path", "language"), [("docs/commands.md", Language.EN), ("docs/zh/commands.md", Language.ZH)]
)
def test_the_command_reference_is_up_to_date(path: str, language: Language) -> None:
    assert (ROOT / path).read_text("utf-8") == reference(language), "run `make docs`"


ELSEWHERE = ("extractor review", "s3://", " lac")  # a server that stays, a cluster, an extra


@pytest.fixture
def _own_choices() -> Iterator[None]:
    """Take back what an example chooses for its whole process: word tables and a model of names."""
    yield
    votes.choose(None)
    lexicon.extend()


@pytest.mark.usefixtures("_own_choices")
def test_every_example_of_the_help_works_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "corpora").symlink_to(ROOT / "corpora")
    confirmed = "sentence\tnames\n主席李明慰问了困难职工王刚。\t李明、王刚\n"
    (tmp_path / "confirmed.tsv").write_text(confirmed, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    here = [line for line in _examples() if not any(word in line for word in ELSEWHERE)]
    assert len(here) > len(COMMANDS) * 2
    refused = [
        (line, told.err)
        for line in here
        if invoke(shlex.split(line.split(" > ")[0])[1:], {}) not in {0, FAILING, UNREADABLE}
        and (told := capsys.readouterr())
    ]
    assert refused == []


def _examples() -> list[str]:
    """Return the examples of every command, in the order in which the commands are listed."""
    found: dict[str, list[str]] = {name: [] for name in COMMANDS}
    for section in reference(Language.ZH).split("\n## extractor ")[1:]:
        name = section.split(maxsplit=1)[0]
        lines = section.splitlines()
        found[name] += [line.strip() for line in lines if line.startswith("    extractor ")]
    return [line for name in COMMANDS for line in found[name]]


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in regex.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []
