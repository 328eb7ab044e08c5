"""Says what a reader of the figures should know about a restored page.

What was done: traditional, glossed, byte-damage, mojibake, invisible-chars, bidi-control,
control-chars, percent-sign-lost, number-joined-across-lines.

What could not be done, with its place:
    damage-unrepaired      ?！敖裉 …          byte damage that has no certain reading
    digits-lost            已有?6家            a digit was swallowed: 6 is not the figure
    digit-corruption       202223年, 12023户   10 became 2023, and 2020 2022, inside digit runs
    text-spun              据相识, 眷注        words became synonyms; only the figures are sound
    bad-separator          542,62户, 12'34元   no grouping by thousands: the figure is not known
                           张三 12 345元       one figure or two
    number-out-of-range    31 digits and more  no amount of anything
    mojibake               锟斤拷, U+FFFD      bytes that are gone
    private-use-char       U+E000 to U+F8FF    a character nobody else can see
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import regex

from extractor.model import Note
from extractor.numerals import LARGE, SMALL
from extractor.offsets import Edit, Span
from extractor.restoring.damage import PLACE
from extractor.restoring.fluency import likelihood
from extractor.restoring.numbers import BLANK, LABEL
from extractor.restoring.numbers import UNIT as QUANTITY_UNIT

DONE = {
    "script.traditional": "traditional",
    "gloss.pinyin": "glossed",
    "gloss.neutral": "glossed",
    "bytes.punctuation": "byte-damage",
    "bytes.gloss": "byte-damage",
    "encoding.mojibake": "mojibake",
    "invisible.zero-width": "invisible-chars",
    "invisible.control": "control-chars",
    "percent.sign-lost": "percent-sign-lost",
}
UNIT = "[家户人名元万亿个件次年月日位所套份袋斤％%]"
LOST_DIGITS = regex.compile(rf"(?<=(?![吗呢么吧])\p{{Han}})\?(?:[0-9]{{1,9}}(?={UNIT})|(?={UNIT}))")
REWRITING = regex.compile(r"202[23]")  # what 10 and 2020 became
BEFORE, DIGITS = regex.compile(r"[0-9.]*+$"), regex.compile(r"[0-9]*+")
A_DAY = regex.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
SHORTEST, LONGEST = 5, 8  # digits of a run that may be a figure rewritten
ENOUGH_REWRITTEN = 2  # 20237元 alone is a sum like any other
SPUN = (
    ("据相识", "据了解"),
    ("眷注", "关注"),
    ("人为待遇", "工资待遇"),
    ("难题职工", "困难职工"),
    ("难题家庭", "困难家庭"),
    ("各人都", "大家都"),
    ("开展前景", "发展前景"),
    ("效劳对象", "服务对象"),
    ("效劳意识", "服务意识"),
    ("根底设施", "基础设施"),
)
ENOUGH_SPUN = 2
GONE = regex.compile(r"(?:锟斤拷)++|\ufffd++")
PRIVATE = regex.compile(r"[\ue000-\uf8ff]+")
BIDI = regex.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
JOINED = regex.compile(r"(?:.?\d|\d[,，])[\d万亿]", regex.DOTALL)
SEPARATOR = re.compile(rf"[0-9](?:[,，'’_]|{BLANK})[0-9]")  # which all that is SEPARATED has
SEPARATED = regex.compile(
    rf"(?<![0-9A-Za-z.,，'’_])(?:[0-9]{{1,9}}+(?:[,，'’_][0-9]{{1,9}}+)++|(?<!{LABEL})[0-9]{{1,3}}+(?:{BLANK}[0-9]{{3}})++)"
    rf"(?:\.[0-9]{{1,9}}+)?+(?={QUANTITY_UNIT})"
)
GROUPED = regex.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?")
TOO_LONG = re.compile(
    rf"[0-9{SMALL}{LARGE}](?:(?<=[0-9])[0-9]{{30,}}+|(?<![0-9])[{SMALL}{LARGE}]{{30,}}+)"
)
GARBLED = -7.2  # a character: every other garbled stretch is under it, one sound one in fifty
AFTER = regex.compile(r"[！，：；？!,:;]?(?P<chars>\p{Han}{0,12}+)")
SHORTEST_GARBLED = 3


def notes(raw: str, text: str, edits: Sequence[Edit]) -> tuple[Note, ...]:
    """Return what is to be said of ``text``, which ``edits`` have made of ``raw``."""
    done = Counter(DONE[edit.fixer_id] for edit in edits if edit.fixer_id in DONE)
    done.update(code for edit in edits if (code := _seen_in(raw, edit)))
    found = [Note(code, f"{count} ×") for code, count in sorted(done.items())]
    if "?" in text:
        found += [*_places("digits-lost", LOST_DIGITS, text), *_unrepaired(text)]
    if "202" in text:
        found += _rewritten(text)
    return (
        *found,
        *_places("private-use-char", PRIVATE, text),
        *_places("mojibake", GONE, text),
        *_wrongly_grouped(text),
        *_places("number-out-of-range", TOO_LONG, text),
        *_spun(text),
    )


def _places(code: str, pattern: regex.Pattern[str] | re.Pattern[str], text: str) -> Iterable[Note]:
    return (Note(code, m.group(), Span(*m.span())) for m in pattern.finditer(text))


def _seen_in(raw: str, edit: Edit) -> str | None:
    """Return the code of what only the characters around and under an edit tell."""
    start, end = edit.span.start, edit.span.end
    if edit.fixer_id == "invisible.zero-width" and BIDI.search(raw, start, end):
        return "bidi-control"
    around = raw[max(0, start - 2) : start] + raw[end : end + 1]
    is_broken = edit.fixer_id.startswith("break.") and not edit.replacement
    return "number-joined-across-lines" if is_broken and JOINED.fullmatch(around) else None


def _wrongly_grouped(text: str) -> Iterator[Note]:
    for match in SEPARATED.finditer(text) if SEPARATOR.search(text) else ():
        if not GROUPED.fullmatch(match.group()):
            yield Note("bad-separator", match.group(), Span(*match.span()))


def _rewritten(text: str) -> Iterable[Note]:
    found = [Note("digit-corruption", span.slice(text), span) for span in _longer_runs(text)]
    is_certain = any(text[n.span.end :][:1] == "年" for n in found if n.span)
    return found if is_certain or len(found) >= ENOUGH_REWRITTEN else []


def _longer_runs(text: str) -> Iterator[Span]:
    """Yield the runs of digits that hold a year and more; a year 2022 only begins one."""
    for match in REWRITING.finditer(text):
        before = BEFORE.search(text[max(0, match.start() - LONGEST) : match.start()])
        after = DIGITS.match(text, match.end())
        start, end = match.start() - len(before.group()), after.end()
        run = text[start:end]
        is_year = match.group() == "2022" and (start < match.start() or text[end : end + 1] != "年")
        if (
            SHORTEST <= len(run) <= LONGEST
            and run.isdigit()
            and not is_year
            and not A_DAY.fullmatch(run)
        ):
            yield Span(start, end)


def _unrepaired(text: str) -> Iterable[Note]:
    for match in PLACE.finditer(text):
        after = AFTER.match(text, pos=match.end())
        chars = after["chars"]
        is_garbled = len(chars) >= SHORTEST_GARBLED and likelihood(chars) < GARBLED * len(chars)
        if match["gloss"] or is_garbled:
            span = Span(match.start(), after.end())
            yield Note("damage-unrepaired", span.slice(text), span)


def _spun(text: str) -> Iterable[Note]:
    found = [f"{spun} ({plain})" for spun, plain in SPUN if spun in text]
    if len(found) >= ENOUGH_SPUN:
        yield Note("text-spun", ", ".join(found))
