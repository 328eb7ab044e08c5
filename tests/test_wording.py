from __future__ import annotations

import ast
import errno
import io
import os
import re
import string
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from extractor import deciding, errors, model
from extractor.analysing import LeftOut, Measure
from extractor.report.returned import Outcome
from extractor.report.sheets import FAILURES, FINDINGS, GIVEN, MENTION_SHEETS, REUSE
from extractor.wording import CATALOGUES, LOCALE, Language, explain, label, labels, sentences

PACKAGE = Path(__file__).resolve().parents[1] / "extractor"
CATALOGUE = Path(str(LOCALE)) / "zh_CN" / "LC_MESSAGES"
FAMILIES: list[tuple[str, type[StrEnum]]] = [
    ("verdict", model.Verdict),
    ("finding", model.FindingKind),
    ("approx", model.Approx),
    ("figure_role", model.Role),
    ("party_role", model.PartyRole),
    ("party_kind", model.PartyKind),
    ("count_kind", model.CountKind),
    ("in_kind", model.InKind),
    ("status", deciding.Status),
    ("field", deciding.Field),
    ("origin", deciding.Origin),
    ("outcome", Outcome),
    ("left_out", LeftOut),
    ("measure", Measure),
]


@pytest.mark.parametrize(("family", "codes"), FAMILIES)
def test_every_code_has_a_word_in_both_languages(family: str, codes: type[StrEnum]) -> None:
    for language in Language:
        assert [code for code in codes if not labels(language).get(f"{family}.{code}")] == []


def test_every_code_in_the_code_has_a_word() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    reasons = set(re.findall(r'UnreadableError\(\s*"([a-z-]+)"', source))
    reasons |= set(re.findall(r'_failure\(\w+, "([a-z-]+)"', source))
    assert {"empty", "missing", "unreadable-folder"} <= reasons
    assert [code for code in sorted(reasons) if label("failure", code) == code] == []
    kinds = ("date", "money", "count", "percent", "name", "group", "festival", "count-other")
    assert [kind for kind in kinds if label("mention", kind) == kind] == []


def test_every_column_of_the_workbook_has_a_head_and_a_sheet_a_name() -> None:
    for sheet in (FINDINGS, GIVEN, *MENTION_SHEETS, REUSE, FAILURES):
        codes = [f"sheet.{sheet.code}", *(f"head.{column.name}" for column in sheet.columns)]
        for language in Language:
            assert [code for code in codes if not labels(language).get(code)] == []


def test_every_word_a_page_asks_for_is_there() -> None:
    templates = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("templates/*.j2")]
    asked = {".".join(m) for t in templates for m in re.findall(r'say\("(\w+)", "([\w-]+)"\)', t)}
    source = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("review/*.py"))
    asked |= {f"refusal.{code}" for code in re.findall(r'_say\(\d+, "([\w-]+)"\)', source)}
    asked |= {f"message.{code}" for code in re.findall(r'"code": "([\w-]+)"', source)}
    assert len(asked) > 80
    for language in Language:
        assert [code for code in sorted(asked) if not labels(language).get(code)] == []


def test_no_word_stands_in_two_catalogues() -> None:
    lists = [(LOCALE / name).read_text(encoding="utf-8").splitlines() for name in CATALOGUES]
    codes = [line.split("\t")[0] for lines in lists for line in lines if line[:1] not in {"", "#"}]
    twice = {code for code in codes if codes.count(code) > 1}
    assert twice == {"code"}


def test_a_code_without_a_word_is_shown_as_it_stands() -> None:
    assert label("reason", "brand-new") == "brand-new"
    assert explain("1 + 1 = 3", "brand-new") == "1 + 1 = 3：brand-new"


def _catalogue() -> Catalog:
    with (CATALOGUE / "extractor.po").open("rb") as file:
        return read_po(file, locale="zh_CN")


def _said(folder: Path, words: dict[str, tuple[int, ...] | None]) -> set[str]:
    found = extract_from_dir(str(folder), method_map=[("**.py", "python")], keywords=words)
    return {message[0] if isinstance(message, tuple) else message for _, _, message, *_ in found}


def test_every_sentence_of_the_command_line_is_translated() -> None:
    catalogue = _catalogue()
    said = _said(PACKAGE / "cli", {"say": None})
    assert len(said) > 50
    assert [text for text in sorted(said) if not _translation(catalogue, text)] == []


def test_every_error_a_user_can_mend_is_translated() -> None:
    catalogue = _catalogue()
    said = set(_errors())
    assert len(said) > 50
    untranslated = [text for text in sorted(said) if not _translation(catalogue, text)]
    assert [text for text in untranslated if re.search(r"[a-z]{3}", _facts_out(text))] == []


def _errors() -> Iterator[str]:
    """Yield what the errors of ``extractor.errors`` say, but for those of one input."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    known = [_named(tree) for tree in trees]
    constants = {
        name: texts for names in known for name, texts in names.items() if texts and name.isupper()
    }
    for tree, own in zip(trees, known, strict=True):
        named = constants | own
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                made = getattr(errors, getattr(node.func, "id", ""), None)
                if made and not issubclass(made, errors.UnreadableError):
                    texts = _texts(node.args[0], named)
                    assert texts, ast.unparse(node)
                    yield from texts


def _named(tree: ast.Module) -> dict[str, set[str]]:
    """Return the texts that the names of a module stand for."""
    named: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, set()).update(_texts(node.value, {}))
    return named


def _texts(node: ast.expr, named: Mapping[str, set[str]]) -> set[str]:
    match node:
        case ast.Constant(str() as text):
            return {text}
        case ast.Name(name) | ast.Attribute(attr=name):
            return named.get(name, set())
        case ast.IfExp(body=body, orelse=orelse):
            return _texts(body, named) | _texts(orelse, named)
        case _:
            return set()


def _facts_out(text: str) -> str:
    return "".join(literal for literal, *_ in string.Formatter().parse(text))


def test_what_the_system_says_of_a_file_is_translated() -> None:
    def refused(code: int) -> errors.ExtractorError:
        said = "{path}: cannot be read: {error}"
        return errors.LexiconError(said, path="a.tsv", error=os.strerror(code))

    assert refused(errno.EACCES).said(sentences(Language.ZH)) == "a.tsv：无法读取：没有权限"
    assert refused(errno.EACCES).said(sentences(Language.EN)).endswith("Permission denied")


def _translation(catalogue: Catalog, text: str) -> str:
    message = catalogue.get(text)
    if message is None:
        return ""
    return _forms(message.string)[0]


def _pairs(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return what is said and how, each with its plural where it has one."""
    every = ((message.id, message.string) for message in catalogue if message.id)
    return {_forms(said): _forms(translated) for said, translated in every}


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def test_a_translation_names_the_same_facts() -> None:
    for said, translated in _pairs(_catalogue()).items():
        assert all(translated), said
        assert _fields("".join(translated)) <= _fields("".join(said)), said


def _fields(text: str) -> set[str]:
    return {name for _, name, *_ in string.Formatter().parse(text) if name}


def test_what_click_can_say_is_translated() -> None:
    catalogue = _catalogue()
    folder = Path(click.__file__).parent
    said = _said(folder, {"_": None, "ngettext": (1, 2)})
    shown = {text for text in said if text.startswith(("Usage", "Options", "Commands", "Missing"))}
    shown |= {
        text for text in said if text.startswith(("No such", "Try ", "Invalid value", "Show this"))
    }
    assert len(shown) >= 12
    assert [text for text in sorted(shown) if not _translation(catalogue, text)] == []


def test_the_compiled_catalogue_is_current() -> None:
    compiled = read_mo(io.BytesIO((CATALOGUE / "extractor.mo").read_bytes()))
    assert _pairs(compiled) == _pairs(_catalogue()), "run `make words`"


def test_english_is_the_key() -> None:
    assert sentences(Language.EN)("Print the version.") == "Print the version."
    assert sentences(Language.ZH)("Print the version.") == "显示版本。"
