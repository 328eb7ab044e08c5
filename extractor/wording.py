"""The words people read, in Chinese and English: one catalogue for screen, page and workbook.

Stored records carry stable codes (``fails``, ``sum``, ``empty``); people see what stands here.
``data/locale/labels.tsv`` holds one code a row, written ``family.code``; ``desk.tsv`` holds in the
same form what page, workbook and report say around them:

    verdict.fails   不符    fails

A code without a row is shown as it stands, so that a new check is never the reason why a finding
cannot be shown; the tests demand a row for every code the project itself uses.  Sentences of the
command line are kept apart, in a gettext catalogue beside this one, with the English as the key.
"""

from __future__ import annotations

import csv
import gettext
import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import as_file, files

DOMAIN = "extractor"
LOCALE = files("extractor") / "data" / "locale"
CATALOGUES = ("labels.tsv", "desk.tsv")

WRITTEN, SHOWN = 6, 4  # decimals a report writes at most; decimals shown of what has more
LONG = re.compile(r"(?<![\d.])\d{7}")
WHOLE = re.compile(r"(?<![\d.])\d{4,}(?!年)")  # not the decimals of a figure


class Language(StrEnum):
    """The languages every word is written in."""

    ZH = "zh"
    EN = "en"


def label(family: str, code: str, language: Language = Language.ZH) -> str:
    """Return what people call ``code`` of ``family``.

    >>> label("verdict", "fails"), label("verdict", "fails", Language.EN)
    ('不符', 'fails')
    >>> label("reason", "never-seen-before")
    'never-seen-before'
    """
    return _labels(language).get(f"{family}.{code}", code)


def explain(expression: str, reason: str, language: Language = Language.ZH) -> str:
    """Return the sum written out, and the sentence that says what it comes to.

    >>> explain("300 + 500 = 900", "", Language.EN)
    '300 + 500 = 900'
    """
    said = label("reason", reason, language) if reason else ""
    colon = "：" if language is Language.ZH else ": "
    return colon.join(part for part in (readable(expression), said) if part)


def judged(kind: str, verdict: str, language: Language = Language.ZH) -> str:
    """Return a kind of check and its verdict in one.

    >>> judged("product", "fails"), judged("product", "fails", Language.EN)
    ('单价×数量不符', 'product fails')
    """
    blank = "" if language is Language.ZH else " "
    return blank.join((label("finding", kind, language), label("verdict", verdict, language)))


def enumerated(words: Iterable[str], language: Language = Language.ZH) -> str:
    """Return ``words`` one after another, in the marks of the language.

    >>> enumerated(["a", "b"]), enumerated(["a", "b"], Language.EN)
    ('a、b', 'a, b')
    """
    return ("、" if language is Language.ZH else ", ").join(words)


def readable(expression: str) -> str:
    """Return a sum with its digits in threes where a figure of it has more than six.

    >>> readable("21350000000 ÷ (1 + 7.6%) ≠ 19730000000"), readable("500 × 45 = 22500")
    ('21,350,000,000 ÷ (1 + 7.6%) ≠ 19,730,000,000', '500 × 45 = 22500')
    """
    if not LONG.search(expression):
        return expression
    return WHOLE.sub(lambda match: f"{int(match.group()):,}", expression)


def legible(number: float) -> float:
    """Return a number with four decimals where it has more than a report writes: it was divided.

    >>> legible(10.369318181818182), legible(0.123456)
    (10.3693, 0.123456)
    """
    return number if round(number, WRITTEN) == number else round(number, SHOWN)


def complaint(
    source: str, reason: str, detail: str, language: Language = Language.ZH
) -> tuple[str, str]:
    """Return why a file could not be read, and what to do about it.

    Details are recorded in English; where the catalogue knows the reason it says so in Chinese,
    with the detail, or what follows its colon, where only that names what to do or what the system
    or a library says.

    >>> complaint("a.rar", "missing-extra", "a.rar: is a RAR archive; to read it: pip install x")[1]
    '请安装：pip install x'
    """
    said = detail.removeprefix(f"{source}: ")
    remedy = labels(language).get(f"remedy.{reason}")
    if remedy and language is Language.ZH:
        theirs = said.partition(": ")[2] or said
        said = remedy.replace("{theirs}", sentences(language)(theirs)).replace("{said}", said)
    return label("failure", reason, language), said


def sentences(language: Language) -> Callable[[str], str]:
    """Return the function that turns an English sentence of the command line into ``language``."""
    return _catalogue(language).gettext


def labels(language: Language = Language.ZH) -> Mapping[str, str]:
    """Return the whole catalogue of labels, by ``family.code``."""
    return _labels(language)


@cache
def _labels(language: Language) -> Mapping[str, str]:
    said: dict[str, str] = {}
    for name in CATALOGUES:
        with (LOCALE / name).open(encoding="utf-8") as file:
            lines = (line for line in file if not line.startswith("#"))
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            said |= {row["code"]: row[language.value] for row in rows}
    return said


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language is Language.EN:
        return gettext.NullTranslations()
    with as_file(LOCALE) as folder:
        return gettext.translation(DOMAIN, folder, languages=["zh_CN"])
