"""Names that are written otherwise than as two to four characters in a row.

masked    ⟦张某⟧  ⟦李×⟧  ⟦王某某⟧  ⟦刘某甲⟧  ⟦邓某英⟧  ⟦罗*华⟧  ⟦韦志*⟧  脱贫户⟦岩某⟧  其母⟦邸吕氏⟧
spaced    学生⟦王 倩⟧、⟦李 强⟧: two characters set to the width of three, in a list or after a title
columns   ⟦王 强⟧  ⟦呼延大勇⟧  ⟦於 平⟧: three or more that only blanks part
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from extractor import lexicon
from extractor.mentions.names import tables
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.names.surroundings import is_told
from extractor.mentions.numbering import FIGURE
from extractor.offsets import Span
from extractor.rules import one_of

_MASK = (
    r"(?:某[甲乙丙丁](?![\u4e00-\u9fff]?[市县区镇乡村局校厂])|某某?(?![一-龥]?[市县区镇乡村局校厂])"
    # 赵*花1020元, 莫*婷父亲病故
    r"|[×＊*][\u4e00-\u9fff](?=[，,、。;；:：()（）\s\d父母妻丈患因等的获得领收考说]|\Z)|[×＊*]{1,2}|[Xx]{1,2}(?![A-Za-z县区市镇乡村]))"
)
_MASKING = re.compile("[某×＊*Xx]")
_MASKED = re.compile(rf"(?P<surname>[\u4e00-\u9fff]){_MASK}")
# 韦志*, 罗春*: the last character is masked; but 单价*数量, and **张伟** set in bold
_MASKED_LAST = regex.compile(
    r"(?<![*＊])(?P<surname>\p{Han})\p{Han}[×＊*](?=[，,、。;；:：(（)）\s因患的等获领得收考说]|\Z)"
)
# 1802班莫*婷, 法院向侯某发放, where jieba has 班莫 and 向侯
_LEADS = regex.compile(r"(?:\d班|[向给为对与把将])\Z")
# 4 邓某英 东关村, 、马某芳、: the middle is masked, behind a mark or a kind of people
_MASKED_MIDDLE = regex.compile(
    r"(?P<surname>[\u4e00-\u9fff]{1,2})某"
    r"(?![某甲乙丙丁等的和与及说称因患为家妻夫父母子兄弟姐妹市县区镇乡村局校厂组班人名个户在到被把也又有是来去住不未已曾将向从给让])[\u4e00-\u9fff]"
    r"(?=[\s、(（]|\Z)"
)
_MASKED_LONG = re.compile(rf"(?P<surname>[\u4e00-\u9fff]{{2}}){_MASK}")


def masked_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names of which only the surname is told, and the last character at most."""
    yield from _wed_names(shapes)
    if not _MASKING.search(shapes.text):
        return
    yield from _masked_in_the_middle(shapes)
    for match in _MASKED_LONG.finditer(shapes.text):
        if tables.is_firm_surname(match["surname"]):
            yield Span(*match.span())
    for match in _MASKED_LAST.finditer(shapes.text):
        is_long = tables.is_firm_surname(match[0][:2])  # 欧阳*, found above
        if (
            not is_long
            and tables.is_firm_surname(match["surname"])
            and shapes.borders.begins_at(match.start())
        ):
            yield Span(*match.span())
    for match in _MASKED.finditer(shapes.text):
        start = match.start()
        is_apart = shapes.borders.begins_at(start)
        is_led = is_apart or _LEADS.search(shapes.text, max(0, start - 4), start)
        if (tables.is_firm_surname(match["surname"]) and is_led) or (
            is_apart and _is_rare(shapes, Span(*match.span()))
        ):
            yield Span(*match.span())


# 其母邸吕氏: two surnames are all that is told
_WED = regex.compile(r"\p{Han}{2}氏(?![家宗祠后族兄集企公])")
_BEFORE_WED = regex.compile(
    r"(?:母|妻|妇|寡|老人|灾民|[烈军]属|[保困]户|村民|社员|奶奶|[、,，。;；:：\n]|\A)\Z"
)


def _wed_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the women of whom only the surnames are told, the husband's and their own."""
    for match in _WED.finditer(shapes.text) if "氏" in shapes.text else ():
        start = match.start()
        if not all(tables.is_firm_surname(surname) for surname in match[0][:2]):
            continue
        if _BEFORE_WED.search(shapes.text, max(0, start - 2), start) or is_told(shapes, start):
            yield Span(*match.span())


def _masked_in_the_middle(shapes: Shapes) -> Iterator[Span]:
    for match in _MASKED_MIDDLE.finditer(shapes.text, overlapped=True):
        start = match.start()
        is_apart = not shapes.text[max(0, start - 1) : start].isalnum() or is_told(shapes, start)
        if is_apart and tables.is_firm_surname(match["surname"]):
            yield Span(*match.span())


_NO_SURNAMES = frozenset(
    "因对为有是被给向从于与和及或由经将把按在以至除到当每各另同某即若如虽但而且则就也都还又再已未不无的了着过"
)
_RARE = regex.compile(r"\p{Han}某某?(?![某些种类项个年月日天次地处家人位时段件笔村组班])")


def _is_rare(shapes: Shapes, span: Span) -> bool:
    """Tell whether a kind of people or a row tells that the character before 某 is a surname: 脱贫户岩某."""
    word = shapes.borders.word_at(span.start)
    return (
        word is not None
        and (len(word.text) == 1 or word.text[1:] in ("某", "某某"))
        and word.text[0] not in _NO_SURNAMES
        and _RARE.match(shapes.text, span.start) is not None
        and (is_told(shapes, span.start) or _is_of_row(shapes, span))
    )


# 2.么某,男,北垣村人
_NUMBER = regex.compile(rf"(?:\A|[\n;；。])\s{{0,4}}{FIGURE}\s{{0,2}}\Z")
_SEX = regex.compile(r"[,，、\s(（]{1,2}[男女](?!\p{Han})")


def _is_of_row(shapes: Shapes, span: Span) -> bool:
    """Tell whether the stretch begins a numbered item that goes on with 男 or 女."""
    is_numbered = _NUMBER.search(shapes.text, max(0, span.start - 12), span.start) is not None
    return is_numbered and _SEX.match(shapes.text, span.end) is not None


@lexicon.derived
def _columns() -> regex.Pattern[str]:
    surnames = one_of(tables.surnames())
    name = rf"(?P<name>(?:{surnames})(?:[ \u3000]{{1,2}}[\u4e00-\u9fff]|[\u4e00-\u9fff]{{1,2}}))"
    return regex.compile(
        rf"(?<=[:：\n、][ \u3000]{{0,4}}|\A){name}(?:[ \u3000]{{1,6}}{name}){{2,60}}"
        r"(?=[ \u3000]*(?:[。;；，,\n等]|\Z))"
    )


def columns(shapes: Shapes) -> Iterator[Span]:
    """Yield the names of a list that only blanks part, three of them at least."""
    if not _BLANK.search(shapes.text):
        return
    for match in _columns().finditer(shapes.text):
        names = [Span(*span) for span in match.spans("name")]
        if not any(_is_of_a_table(shapes, name) for name in names):
            yield from names


def _is_of_a_table(shapes: Shapes, field: Span) -> bool:
    """Tell whether the stretch is a field of a table and no name: 石坝村　纪大民　支书."""
    return shapes.is_ordinary(field) or shapes.text[field.end - 1] in "村镇乡县区"


@lexicon.derived
def _spaced() -> re.Pattern[str]:
    surnames = [name for name, how in tables.surnames().items() if how == "firm"]
    return re.compile(
        rf"(?P<name>(?:{one_of(surnames)})[ \u3000]{{1,2}}[\u4e00-\u9fff](?:[ \u3000]{{1,2}}[\u4e00-\u9fff])?)"
        r"(?=[、,，。;；)）\n等]|\Z)"
    )


# What every such name holds; most texts have none, and need not be searched for surnames.
_BLANK = re.compile(r"[ \u3000](?<=[\u4e00-\u9fff].)[ \u3000]?[\u4e00-\u9fff]")
_BEFORE_SPACED = frozenset(("", *"、,，:：(（\n"))  # or a title


def spaced_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names of two characters with a blank between them."""
    if not _BLANK.search(shapes.text):
        return
    for match in _spaced().finditer(shapes.text):
        start = match.start()
        before = shapes.text[max(0, start - 1) : start]
        if before in _BEFORE_SPACED or is_told(shapes, start):
            yield Span(*match.span("name"))
