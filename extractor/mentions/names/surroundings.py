"""What stands around a stretch that may be a name, and speaks for it or against it.

    ⟦杨某⟧激动地说              a word that goes with a name (``cues_after_names.tsv``)
    。⟦杨某⟧带来一个信封        it opens the sentence, and a verb follows
    、⟦杨某某⟧，               marks to both sides
    金秋⟦公寓⟧, 安康⟦医院⟧      what follows makes a place or a firm of it

A stretch is one that ``Shapes`` takes for a shape; nothing here looks at its own characters but for
the last, which may be that of a place or an office.
"""

from __future__ import annotations

import re

from extractor import lexicon
from extractor.mentions.names import tables
from extractor.mentions.names.everyday import SHORT, is_everyday
from extractor.mentions.names.shapes import MARK, OFFICE_ENDINGS, PLACE_ENDINGS, Shapes
from extractor.offsets import Span
from extractor.rules import one_of
from extractor.segmenting import is_known

# 巴马瑶族自治县, 张家瑶族村
PEOPLES_PLACE = r"[\u4e00-\u9fff]{1,3}族(?:[\u4e00-\u9fff]{1,4}族){0,2}(?:自治[县州区旗]|[乡镇村])"

# 张志勇公益服务社, 李强工作室: named after whoever founded it
FOUNDED = (
    "公益(?:服务|基金|协会|组织|机构|团队)|爱心(?:工作室|团队|协会|驿站|服务队)|(?:劳模|创新)?工作室"
    "|(?:慈善|教育|助学|爱心)?基金会"
)

# What makes a place or a firm of the characters before it: 金秋公寓, 王家沟村, 安康医院.
_FIRM = (
    f"[{PLACE_ENDINGS}]|[一二三四五六七八九十]居(?!住|民)|[都晨晚日商时](?:市报|报)|公司|[（(]?集团|总工会|红十字会|慈善|妇联|残联|酒店|公寓|中学|小学|大学|学院|医院|社区|大队|支队|中队|工会|银行|商店|超市|药店|基金|制药|"
    "投资|建材|工业|实业|科技|电力|[煤铁铜金铅锌锡锰铝]矿|煤业|矿业|水库|林场|农场|茶场|牧场|派出所|法院|大厦|小区|广场|大道|高速|"
    rf"个协|在线|网讯|新闻网|{FOUNDED}|"
    rf"{PEOPLES_PLACE}|"
    "大桥|机场|港|经济|新区|开发|地区|方言|精神|先锋|品牌|牌|杯|号|工程|行动|活动|计划|模式|项目|系统|片区"
)
_FOUNDED_AFTER = re.compile(FOUNDED)
_FIRM_AFTER = re.compile(_FIRM)


def is_supported(shapes: Shapes, span: Span) -> bool:
    """Tell whether what stands beside the stretch, or jieba, agrees that it is a name."""
    return not is_everyday(shapes.borders, span) and (
        shapes.borders.is_tagged(span.start) or has_cue(shapes, span) or stands_alone(shapes, span)
    )


def has_cue(shapes: Shapes, span: Span) -> bool:
    """Tell whether a word beside the stretch goes with a person's name."""
    low = max(0, span.start - 6)
    return bool(
        tables.cue_after().match(shapes.text, span.end)
        or tables.cue_before().search(shapes.text, low, span.start)
    )


def is_subject(shapes: Shapes, span: Span) -> bool:
    """Tell whether the stretch opens a sentence and a verb follows it: 。杨某带来一个信封."""
    opens = span.start == 0 or shapes.text[span.start - 1] in "。！!？?\n”"
    after = shapes.borders.word_at(span.end)
    return opens and after is not None and after.tag == "v"


def stands_alone(shapes: Shapes, span: Span) -> bool:
    """Tell whether marks, figures or 的 border the stretch, with at least three characters."""
    before = shapes.text[max(0, span.start - 1) : span.start]
    after = shapes.text[span.end : span.end + 1]
    return (
        span.end - span.start > SHORT
        and (
            not before
            or before == "的"
            or bool(MARK.match(before))
            or shapes.text.endswith("其中", 0, span.start)
        )
        and before not in ("“", "‘", "《")
        and (not after or bool(MARK.match(after)) or _is_followed_by_verb(shapes, span))
    )


def _is_followed_by_verb(shapes: Shapes, span: Span) -> bool:
    after = shapes.borders.word_at(span.end)
    return after is not None and (
        after.tag in ("v", "d", "t", "p", "m") or span.end in shapes.taken
    )


def is_followed_freely(shapes: Shapes, end: int) -> bool:
    """Tell whether a mark stands at ``end``, or a word that goes on after a name."""
    after = shapes.borders.word_at(end)
    return end == len(shapes.text) or (
        after is not None and (after.tag[0] in "vpducxr" or bool(MARK.match(after.text)))
    )


def is_named_place(shapes: Shapes, span: Span) -> bool:
    """Tell whether the tagger calls the stretch a place."""
    word = shapes.borders.word_at(span.start)
    return word is not None and word.span == span and word.tag == "ns"


def is_place_or_firm(shapes: Shapes, span: Span) -> bool:
    """Tell whether the stretch is, or begins, the name of a place or a firm."""
    is_no_person = is_place(shapes, span) or is_general_body(shapes, span)
    return is_no_person or bool(
        _FIRM_AFTER.match(shapes.text, span.end)
        or _body_after().match(shapes.text, span.end)
        or (span.end - span.start > SHORT and _body_after().match(shapes.text, span.end - 1))
    )


# What a body may be called and nobody does: 金凤|敬老院, 金帆|家居, 金帆酒|家.
_OF_BODIES = "社店厂场院园馆铺行楼城堂庙寺"
_TRADES = (
    "家居",
    "电器",
    "酒家",
    "船务",
    "五金",
    "火锅",
    "律师事务所",
    "会计师事务所",
    "互助会",
)


@lexicon.derived
def _body_after() -> re.Pattern[str]:
    """Return the pattern of the endings of bodies that make one of the words before them."""
    words = (row["ending"] for row in lexicon.load("organisations"))
    kinds = {word for word in words if len(word) > 1 and word[-1] in _OF_BODIES}
    return re.compile(one_of({*kinds, *_TRADES}))


_TAKES = re.compile("[也都还]?(?:领到|接过|拿到|捧着|握着|拉着|激动地|说)")


def takes_something(shapes: Shapes, span: Span) -> bool:
    """Tell whether what is tagged a name does what persons do, though it ends as an office: 李发科也领到."""
    return (
        shapes.borders.is_tagged_whole(span)
        and shapes.borders.is_firm_at(span.start)
        and not is_known(span.slice(shapes.text))
        and _TAKES.match(shapes.text, span.end) is not None
    )


_DENIED, _DENIED_IN_FULL = -4.0, -9.0  # natural logarithm, of the model


def is_denied(shapes: Shapes, span: Span) -> bool:
    """Tell whether the model of names is against it; it must be surer where the tagger is."""
    least = _DENIED_IN_FULL if _is_in_full(shapes, span) else _DENIED
    return shapes.borders.judge.score(span) < least


def _is_in_full(shapes: Shapes, span: Span) -> bool:
    """Tell whether the tagger takes all three characters for a name that no dictionary has: 殷小虎, 滕|秀英."""
    is_tagged = shapes.borders.is_tagged_whole(span) or shapes.borders.has_given_name(span, "nr")
    is_long = span.end - span.start == SHORT + 1
    return is_long and is_tagged and not is_known(span.slice(shapes.text))


def is_founded(shapes: Shapes, span: Span) -> bool:
    """Tell whether the name of a body goes on after the stretch: 张志勇公益服务社."""
    return _FOUNDED_AFTER.match(shapes.text, span.end) is not None


def is_place(shapes: Shapes, span: Span) -> bool:
    """Tell whether the stretch ends as a place or an office does: 石门镇."""
    ending = shapes.text[span.end - 1]
    is_quarter = ending == "居" and (
        "居民区" in shapes.text or _LIVES.search(shapes.text, 0, span.start) is not None
    )
    is_place = ending in PLACE_ENDINGS + OFFICE_ENDINGS or is_quarter
    return is_place and span.end - span.start > SHORT


_LIVES = re.compile(r"(?:家住|住在|居住在|来自|走进|来到|[到在])\Z")  # 家住沙溪居


def is_name_by_itself(shapes: Shapes, field: Span, *, is_sure: bool) -> bool:
    """Tell whether a field of three characters is a name though jieba parts it: 陆家|豪.

    ``is_sure`` says that such fields are names, so that a doubtful surname will do: 向|东海.
    """
    return (
        field.end - field.start == SHORT + 1
        and (is_sure or tables.is_firm_surname(shapes.text[field.start]))
        and not is_known(field.slice(shapes.text))
        and shapes.may_be_name(field, is_firm=True)
        and not shapes.is_ordinary(field)
        and not is_place_or_firm(shapes, field)
    )


def is_new_name(shapes: Shapes, field: Span) -> bool:
    """Tell whether a field of a list of names is one, whatever its surname: 普|学兰, 岩温|叫."""
    return (
        field.end - field.start == SHORT + 1
        and shapes.is_unlike_words(field)
        and not is_known(field.slice(shapes.text))
        and not shapes.is_ordinary(field)
        and not is_place_or_firm(shapes, field)
    )


def is_general_body(shapes: Shapes, span: Span) -> bool:
    """Tell whether the last character begins the next words: 姜堰总|工会主席."""
    return shapes.text.startswith(("总工会", "总公司"), span.end - 1)


_LONGEST_TITLE = 8  # characters


def is_told(shapes: Shapes, start: int) -> bool:
    """Tell whether a title stands before ``start``."""
    end = start - (shapes.text[start - 1 : start] in (" ", "\u3000"))
    words, low = tables.told_before(), max(0, start - _LONGEST_TITLE)
    lengths = _lengths_of_telling().get(shapes.text[end - 1 : end], ())
    return any(end - size >= low and shapes.text[end - size : end] in words for size in lengths)


@lexicon.derived
def _lengths_of_telling() -> dict[str, list[int]]:
    return tables.lengths_by_last(tables.told_before())
