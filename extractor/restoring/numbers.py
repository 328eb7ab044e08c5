"""Closes numbers that a page has broken, and puts back the one character a date has lost.

    6823 .45万元, 9 864名     → 6823.45万元, 9864名      a blank inside
    3,594, 026万元            → 3,594,026万元            a blank after a comma between thousands
    3, 156,077万元            → 3,156,077万元            where thousands have commas on the page
    1 000元, 1'000元, 1’000元  → 1000元                 blanks and apostrophes between thousands
    残疾人 9300元 / 农民工 29 200元 → 29200元           in lines of which most have one number
    190450 元                 → 190450元                 where the page's other amounts have none
    收到38.2 6万元, 9 0万元    → 38.26万元, 90万元      a blank after which no figure could begin
    手术12 6例                 → 126例                  where the page has torn such a figure before
    1 9 9 7 年, 8 ．8 ％        → 1997年, 8．8％          where a year shows it of all digits
    30¹户, | 7.6² |           → 30户, | 7.6 |            the mark of a note, but for a power of ten
    226日, 20091月            → 2月26日, 2009年1月       where only one date is possible
    占60,精神残疾365人,占13.4 → 占60%,…占13.4%           where a page without a % has lost them all

A blank between thousands is one only after Chinese text and before a unit, so that 表1 200元 and
rows of a table stay (29 may be people), except before a 0, with which no figure begins, and where
the lines around have one number each, so that there is no column for another; a thin blank or an
apostrophe between thousands serves nothing else; 111日 could be two dates and stays; a lost % needs
three shares, one of them with a decimal, none above 100.  The worse error is a number that nobody
wrote.

Left alone: a blank before the unit where it is the page's habit (共 300 元), and lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.offsets import Edit, Span
from extractor.restoring.page import Fixer, Page, Repair, apart, repaired

UNIT = (
    "(?:[余多]?[万亿千百]*[余多]?(?:元|人|户|名|个|件|套|份|袋|斤|公斤|吨|亩|次|箱|床|桶|位|家|所|项|只|头|条|双|台|辆|瓶|盒|本|例|口|棵|株"
    "|平方米|公里)|[万亿%％])"
)
LABEL = r"(?:[第表图号期版页例编]|(?<=附)件)"
BLANK = "[ \u00a0\u2007\u2009\u202f]"
NUMBER_START = (
    rf"(?<=(?!{LABEL})(?:[\p{{Han}}（(：:，,、；;。]|[共计达约近金款资额]{BLANK})[0-9]{{1,3}}"
)
THIN = "\u2007\u2009\u202f'’"  # typographers' blanks, and the Swiss mark
ANY_START = rf"(?<=(?<![0-9A-Za-z.,，'’]|{LABEL}|[0-9]{BLANK})[0-9]{{1,3}}"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
REPAIRS = (
    Repair(
        "note.mark",
        regex.compile(
            rf"(?<=[0-9])(?<!(?<![0-9.,])10)[{RAISED}]{{1,2}}(?={UNIT}| ?\|)"
            rf"|(?<=\| ?[0-9][0-9.,]{{0,15}})(?<!\| ?10)[{RAISED}]{{1,2}}$",
            regex.M,
        ),
    ),
    Repair("blank.in-number", regex.compile(rf"(?<=[0-9]) {{1,2}}(?=\.[0-9]+{UNIT})")),
    Repair("blank.in-number", regex.compile(rf"(?<=[0-9]\.) {{1,2}}(?=[0-9]+{UNIT})")),
    Repair(
        "blank.in-number",
        regex.compile(
            rf"{NUMBER_START}(?:{BLANK}[0-9]{{3}}){{0,2}}){BLANK}"
            rf"(?=(?:[0-9]{{3}}{BLANK}){{0,2}}[0-9]{{3}}(?:\.[0-9]+)?{UNIT})"
        ),
    ),
    Repair(
        "blank.in-number", regex.compile(rf"{ANY_START}){BLANK}(?=0[0-9]{{2}}(?:\.[0-9]+)?{UNIT})")
    ),
    Repair(
        "separator.in-number",
        regex.compile(
            rf"{ANY_START}(?:[{THIN}][0-9]{{3}}){{0,4}})[{THIN}]"
            rf"(?=[0-9]{{3}}(?:[{THIN}][0-9]{{3}}){{0,4}}(?:\.[0-9]+)?{UNIT})"
        ),
    ),
    Repair(
        "blank.in-number",
        regex.compile(
            rf"(?<=(?<![0-9])[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,3}},) {{1,2}}(?=[0-9]{{3}}{UNIT})"
        ),
    ),
    Repair(
        "date.month-lost",
        regex.compile(
            r"(?<![0-9.,第共约近达满续第])(?P<m>[1-9])(?P<d>2[0-9]|3[01])日(?![内间元报均])"
        ),
        r"\g<m>月\g<d>日",
    ),
    Repair(
        "date.year-lost",
        regex.compile(r"(?<![0-9.,])(?P<y>(?:19|20)[0-9]{2})(?P<m>1[0-2]|[1-9])月(?!间)"),
        r"\g<y>年\g<m>月",
    ),
)
# 300, 500万元 may be two amounts; on a page that parts thousands by commas it is one.
THOUSANDS = regex.compile(r"(?<![0-9.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
AFTER_COMMA = regex.compile(
    r"(?<=(?<![0-9.,，、])[0-9]{1,3}(?:,[0-9]{3}){0,3},) {1,2}"
    r"(?=[0-9]{3}(?:,[0-9]{3}){0,3}(?:\.[0-9]+)?[万亿]元)"
)
# No figure follows one with a point at once, and none begins with 0: a machine misread the page.
BLANK_INSIDE = regex.compile(f"[0-9]{BLANK}[0-9]")
TORN = regex.compile(
    rf"(?<=(?!{LABEL})\p{{Han}}[0-9]{{1,4}}\.[0-9]{{1,2}}) (?=[0-9]{{1,2}}[万亿]?元)"
    rf"|(?<=(?!{LABEL})\p{{Han}}[1-9][0-9]{{0,3}}) (?=0[0-9]{{0,2}}{UNIT})"
)
TORN_TOO = regex.compile(rf"(?<=\p{{Han}}(?!{LABEL})\p{{Han}}[0-9]{{1,3}}) (?=[0-9]{{1,2}}{UNIT})")
# 独居老人　24200元, 困难农民工　29 200元: a line with a name, and one number or one that is parted.
LINE = regex.compile(
    rf"^[ \u3000]*(?P<name>[^\n|]*?[^\n|0-9 \u3000])[ \u3000]+"
    rf"(?P<number>[0-9][0-9,]*(?: ?\.[0-9]+)?|[0-9]{{1,3}}(?:{BLANK}[0-9]{{3}})+)(?P<unit>{UNIT})"
    r"[，,；;。]?[ \u3000]*$",
    regex.M,
)
TOTAL = regex.compile("[合共总小]计")
# 1 9 9 7 年 is no row of four cells: where a year is written so, all figures of the page are.
YEAR_APART = regex.compile(r"(?<![0-9] ?)(?:1 9|2 0)(?: [0-9]){2} ?年")
DIGITS_APART = regex.compile(
    r"(?<![0-9A-Za-z.．] ?)[0-9](?: ?[.．]? [0-9]| [.．] ?[0-9])*+(?! ?[0-9])"
    r"(?: (?=[\p{Han}%％‰]))?+"
)
HABIT = 3  # as many numbers with commas as with a blank after one, at least
BEFORE_UNIT = regex.compile(r"(?<=\S[0-9.,]{0,12}[0-9]) (?=[万亿]?元)")
SPACED, CLOSED = regex.compile(rf"[0-9] {UNIT}"), regex.compile(rf"[0-9]{UNIT}")
SHARE = regex.compile(
    r"占[^，。；,;0-9\n]{0,12}(?P<share>[0-9]{1,3}(?:\.[0-9]{1,2})?)"
    r"(?=[，。；,;、\n]|\Z)"
)
SHARES = 3
FEWEST = 2  # lines with one number, beside one whose number a blank parts


def propose(page: Page) -> list[Edit]:
    """Return the edits that make broken numbers and dates whole."""
    text = page.text
    found = [
        *repaired(text, REPAIRS),
        *_torn(text),
        *_in_lines(text),
        *_apart(text),
        *_after_comma(text),
        *_before_unit(text),
        *_shares(page),
    ]
    return apart(found)


def _after_comma(text: str) -> Iterator[Edit]:
    found = list(AFTER_COMMA.finditer(text))
    if found and HABIT * len(found) <= len(THOUSANDS.findall(text)):
        for match in found:
            yield Edit(Span(*match.span()), "", "blank.in-number")


def _torn(text: str) -> Iterator[Edit]:
    certain = list(TORN.finditer(text)) if BLANK_INSIDE.search(text) else []
    for match in (*certain, *(TORN_TOO.finditer(text) if certain else ())):
        yield Edit(Span(*match.span()), "", "blank.in-number")


def _apart(text: str) -> Iterator[Edit]:
    """Yield the blanks of a page that writes a blank behind every digit."""
    if not YEAR_APART.search(text):
        return
    for match in DIGITS_APART.finditer(text):
        for blank in regex.finditer(" ", text, pos=match.start(), endpos=match.end()):
            yield Edit(Span(*blank.span()), "", "blank.behind-digit")


def _in_lines(text: str) -> Iterator[Edit]:
    """Yield the blanks inside numbers of lines most of whose neighbours have one number each."""
    run: list[regex.Match[str]] = []
    for match in LINE.finditer(text) if BLANK_INSIDE.search(text) else ():
        is_next = run and run[-1].end() + 1 == match.start()
        if not (is_next and run[-1]["unit"][-1] == match["unit"][-1]):
            yield from _parted(run)
            run = []
        run.append(match)
    yield from _parted(run)


def _parted(run: Sequence[regex.Match[str]]) -> Iterator[Edit]:
    parted = [match for match in run if BLANK_INSIDE.search(match["number"])]
    whole = [match for match in run if match not in parted and not TOTAL.search(match["name"])]
    if len(whole) < max(FEWEST, len(parted)):
        return
    for match in parted:
        for blank in regex.finditer(BLANK, match["number"]):
            at = match.start("number") + blank.start()
            yield Edit(Span(at, at + 1), "", "blank.in-number")


def _before_unit(text: str) -> Iterator[Edit]:
    found = list(BEFORE_UNIT.finditer(text))
    if found and 2 * len(SPACED.findall(text)) <= len(CLOSED.findall(text)):
        for match in found:
            yield Edit(Span(*match.span()), "", "blank.before-unit")


def _shares(page: Page) -> list[Edit]:
    """Return a % for every share, where the page lost all its % signs."""
    if not page.letters.isdisjoint("%％") or "占" not in page.letters:
        return []
    found = list(SHARE.finditer(page.text))
    shares = [match["share"] for match in found]
    if len(found) < SHARES or not any("." in s for s in shares) or any(_is_over(s) for s in shares):
        return []
    return [Edit(Span(m.end(), m.end()), "%", "percent.sign-lost") for m in found]


def _is_over(share: str) -> bool:
    whole, _, part = share.partition(".")
    return (int(whole), int(part or 0)) > (100, 0)


BEGINS = frozenset(f" \u00a0日月占{THIN}{RAISED}")
FIXER = Fixer("numbers", lambda letters: not letters.isdisjoint(BEGINS), propose)
