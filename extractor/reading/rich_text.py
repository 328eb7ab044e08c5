r"""Rich Text (.rtf) → its lines; a row of a table is a line of cells between pipes.

Chinese stands in it as \'ce\'ca in the code page the file names (936 is GB18030) or as \u24944.
Footnotes follow the text as 注1：…  Hidden, deleted and struck words, headers, footers and comments
are left out, each with a note that says so.  What is switched on holds to the end of its group.
Two paragraphs of a cell are one line of it, and so is a table inside it.  Text boxes follow the
text.  A raised digit is the mark of a note and no digit of the number before it: 30¹户.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from types import ModuleType

import regex

from extractor.errors import UnreadableError
from extractor.reading.extras import library
from extractor.reading.layouts import RAISED, Laid, Line, Piece, in_columns, lay
from extractor.reading.left_out import counting, quoting

INNER_CELL, INNER_ROW = "nestcell", "nesttableprops"
PAGES = {"936": "gb18030", "950": "cp950", "54936": "gb18030"}
PAGE = regex.compile(r"\\ansicpg([0-9]{3,5})")
CHINESE_FONT = regex.compile(r"\\fcharset134\b")
BESIDE = ((r"\\pict\b", "pictures-unread"), (r"\\object\b", "objects-unread"))
TOKEN = regex.compile(
    r"(?P<brace>[{}])|\\(?P<word>[a-z]++)(?P<value>-?+[0-9]*+) ?+|\\'[0-9a-f]{2}|\\.|[^\\{}]++",
    regex.DOTALL | regex.IGNORECASE,
)
ROW = regex.compile(r"\\(?P<word>trowd|trleft|cellx|row)(?P<value>-?[0-9]{1,6})?(?![a-z0-9])")
INNER_PROPERTIES = regex.compile(rf"\{{\\\*\\{INNER_ROW}[^{{}}]*+\}}")
# A gloss over a word is a field without a result, whose code holds both: EQ \o\ad(\s\up 9(wei),慰).
FIELD_CODE = regex.compile(
    r"\{\\\*\\fldinst(?P<code>(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+)\}", regex.IGNORECASE
)
GLOSSED = regex.compile(
    r"\\\\o\s?(?:\\\\a[clrd])?\s?\(\\\\s\s?\\\\up\s?[0-9]+\(.*?\)\s*,(?P<word>.*)\)", regex.DOTALL
)
# What a control word makes of the words that follow it in its group.
SWITCHES: Mapping[str, str] = {
    "v": "hidden-text",
    "deleted": "tracked-changes",
    "strike": "struck-text",
    "striked": "struck-text",
    "annotation": "comments-unread",
    "footnote": "footnote",
    "shptxt": "box",
    "dptxbxtext": "box",
    **{
        f"{kind}{pages}": "margins-unread"
        for kind in ("header", "footer")
        for pages in ("", *"lrf")
    },
}
PROPERTIES = frozenset({"v", "deleted", "strike", "striked"})
LISTS = frozenset(
    # shprslt says again, for old readers, what stands in a box.
    {"stylesheet", "fonttbl", "colortbl", "info", "listtable", "rsidtbl", "shprslt"}
)
SHOWN, LISTED = "", "listed"
RAISE, LOWER = "super", frozenset({"nosupersub", "sub", "plain"})
IS_RAISED, DIGIT, MARKED = "\1", regex.compile("[0-9]"), regex.compile("\1([0-9])")


def read_rich_text(content: bytes, name: str) -> Laid:
    """Return the text of the Rich Text document ``content``."""
    striprtf = library("striprtf.striprtf", "office", "a Rich Text document", name)
    source = FIELD_CODE.sub(_without_gloss, content.decode("latin-1"))
    encoding = _encoding(source)
    notes = counting({code: len(regex.findall(pattern, source)) for pattern, code in BESIDE})
    parted = _parted(source)
    shown = parted.pop(SHOWN)
    lines = _lines(_plain(shown, encoding, striprtf, name), _edges(shown))
    boxes, footnotes = parted.pop("box", ""), parted.pop("footnote", "")
    lines += [(Piece(said),) for said in _stretches(boxes, encoding, striprtf, name)]
    for at, said in enumerate(_stretches(footnotes, encoding, striprtf, name), start=1):
        lines.append((Piece(f"注{at}：{said}"),))
    left_out = {
        code: " / ".join(dict.fromkeys(_stretches(held, encoding, striprtf, name)))
        for code, held in parted.items()
    }
    notes += quoting(left_out)
    return lay(lines, notes, encoding)


def _without_gloss(match: regex.Match[str]) -> str:
    """Return the word that the code of a field sets a gloss over; other codes as they are."""
    found = GLOSSED.search(match["code"])
    return f"{{{regex.sub('[{}]', '', found['word'])}}}" if found else match[0]


def _encoding(source: str) -> str:
    named = PAGE.search(source)
    encoding = PAGES.get(named[1], f"cp{named[1]}") if named else "gb18030"
    return "gb18030" if encoding == "cp1252" and CHINESE_FONT.search(source) else encoding


def _parted(source: str) -> dict[str, str]:
    """Return the markup of what is shown, and of each kind of words that is not."""
    parts: dict[str, list[str]] = {SHOWN: []}
    kind, is_raised, around, is_cell = SHOWN, False, [(SHOWN, False)], False
    for token in TOKEN.finditer(source):
        word = token["word"]
        if token["brace"] == "{":
            around.append((kind, is_raised))
        elif token["brace"]:
            kind, is_raised = around.pop() if len(around) > 1 else (kind, is_raised)
        elif word is not None:
            before, kind = kind, _switched(kind, word, token["value"])
            if kind != before and kind not in (SHOWN, LISTED):
                parts.setdefault(kind, []).append("" if word in PROPERTIES else "\\par ")
            is_cell = word == "intbl" or (is_cell and word != "pard")
            is_raised = word not in LOWER and (
                token["value"] != "0" if word == RAISE else is_raised
            )
        if (word == "par" and is_cell and kind == SHOWN) or word == INNER_CELL:
            parts[kind if kind in parts else SHOWN].append(" ")
        elif is_raised and kind == SHOWN and word is None and not token["brace"]:
            parts[SHOWN].append(DIGIT.sub(IS_RAISED + r"\g<0>", token[0]))
        else:
            _keep(token, kind, parts)
    return {kind: "".join(held) for kind, held in parts.items()}


def _keep(token: regex.Match[str], kind: str, parts: dict[str, list[str]]) -> None:
    word = token["word"]
    if kind in (SHOWN, LISTED) or token["brace"]:
        parts[SHOWN].append(token[0])
        if token["brace"] and kind in parts and kind != SHOWN:
            parts[kind].append(token[0])
    elif word == "par":
        # A footnote of two paragraphs is one footnote.
        parts[kind].append("\\par " if kind == "box" else " ")
    elif SWITCHES.get(word or "") != kind:
        parts[kind].append(token[0])
        if word is not None and word != "u":
            parts[SHOWN].append(token[0])  # the font that is chosen here holds for what follows


def _switched(kind: str, word: str, value: str) -> str:
    """Return of which kind the words after a control word are."""
    if kind == LISTED or ((word in LISTS or word == INNER_ROW) and kind == SHOWN):
        return LISTED
    if word == "plain" or (word in PROPERTIES and value == "0"):
        is_ended = kind in {SWITCHES[w] for w in (PROPERTIES if word == "plain" else (word,))}
        return SHOWN if is_ended else kind
    return SWITCHES.get(word, kind) if kind == SHOWN else kind


def _stretches(markup: str, encoding: str, striprtf: ModuleType, name: str) -> list[str]:
    plain = _plain(f"{{\\rtf1\\ansi {markup}}}", encoding, striprtf, name) if markup else ""
    return [
        said for line in plain.split("\n") if (said := " ".join(line.replace("|", " ").split()))
    ]


def _plain(markup: str, encoding: str, striprtf: ModuleType, name: str) -> str:
    try:
        plain = str(striprtf.rtf_to_text(markup, encoding=encoding, errors="replace"))
    except (LookupError, ValueError, IndexError) as error:
        message = f"{name}: is a damaged Rich Text document ({error}); save it as .docx"
        raise UnreadableError("broken-file", message) from error
    return str(MARKED.sub(lambda match: match[1].translate(RAISED), plain))


def _edges(source: str) -> Iterator[list[int]]:
    """Yield where the cells of each row begin and end, in twentieths of a point."""
    row: list[int] = []
    left = 0
    for match in ROW.finditer(INNER_PROPERTIES.sub("", source)):
        if match["word"] == "trowd":
            row, left = [], 0
        elif match["word"] == "trleft":
            left = int(match["value"] or 0)
        elif match["word"] == "cellx":
            row.append(int(match["value"] or 0))
        else:
            yield [left, *row]


def _lines(text: str, edges: Iterator[list[int]]) -> list[Line]:
    lines: list[Line] = []
    table = 0
    for in_table, held in groupby(text.split("\n"), key=lambda line: line.endswith("|")):
        if in_table:
            table += 1
            rows = [(line.removesuffix("|").split("|"), next(edges, ())) for line in held]
            lines += in_columns(rows, f"table {table}")
        else:
            lines += [(Piece(line.replace("\t", " ").strip()),) for line in held]
    return lines
