"""What may be a person's name by its characters and the borders around it.

A shape is a surname and one or two characters.  It begins where a word begins, holds no
everyday word (高度 after 主席 is no name) and ends where something says that it ends.  Which of two
lengths is meant is decided by what follows, see ``Shapes.best``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor.mentions.names import tables, votes
from extractor.mentions.names.borders import Borders
from extractor.mentions.names.everyday import (
    SHORT,
    SPEAKS,
    is_everyday,
    is_likely_in_full,
    is_new_word,
    is_surely_longer,
    may_be_titled,
)
from extractor.model import Mention, Value, Word
from extractor.offsets import Span
from extractor.segmenting import is_known

_HAN = re.compile(r"[\u4e00-\u9fff]+")
# Characters no given name holds; 和 may end one (陈某和).
_NEVER = frozenset(
    "的了是各在与及等们这那个其之被把将向从为给对让使者所又也都就还只很最更不没无您他她它我你人吨吗呢吧啊氏牌摄说族"
)
_RARELY = frozenset("向从为其之")  # 车向阳, 张从文, 李有为, 段其昌, 王羲之
_LEADING_IN = "有由"  # 有|高飞, 由|侯勇: seldom a surname, and none before one
# Whose secretary it is: 段|党总支书记 is that of a section of the line.
PARTY_BODIES = ("党委", "党总支", "党支部", "党组", "党群", "党政", "党工委")
_AT_HOME = re.compile(r"家(?:[中里门](?!人)|[^\w]|\Z)")  # 车永和|家, but 李明和|家人
_HOME_ALONE = re.compile("[向从]家(?:门|[,，。;；])")
_BY_ORDER = re.compile("老[大幺二三四五六七八九]")  # 盘老三 is no 盘老
_IN_PARTS = re.compile(r"分[0-9一二两三四五六七八九十]{1,2}[路组批队]")  # 宁红|分三路
# What a place or an office ends in.
PLACE_ENDINGS = "省市县区镇乡村庄屯寨堡街路巷坪坝沟湾组州旗盟岛站园河寺庙庵"
OFFICE_ENDINGS = "奖局处科部会厅校厂所队室委办桥库"
_CLEAR = 5  # a fit: a border, and a mark or a fitting word after it
_LEADING_ON = frozenset("并再又均则曾已仍也便亦更")
MARK = regex.compile(r"[^\w]|\Z")


class Shapes:
    """The stretches of one text that may be names; none holds a place ``taken`` by a figure."""

    def __init__(
        self, text: str, words: Sequence[Word], figures: Sequence[Mention[Value]] = ()
    ) -> None:
        self.text, self.words = text, words
        self.taken = {at for f in figures for at in range(f.span.start, f.span.end)}
        self.borders = Borders(text, words)

    def best(
        self, start: int, *, least: int = 1, is_sure: bool = False, is_titled: bool = False
    ) -> Span | None:
        """Return the likeliest name that begins at ``start``, or ``None``.

        ``least`` is how well what follows must agree; ``is_sure`` says that a name must begin here,
        ``is_titled`` that a title stands before it, so that 宁静 may be one.
        """
        shapes = {self.away_from_home(span) for span in self._shapes_at(start)}
        if is_titled:  # 老人|包饺子
            shapes = {span for span in shapes if span.slice(self.text) not in tables.never()}
        if not shapes:
            return None
        fits = [
            (fit, span)
            for fit, span in ((self._fit(span), span) for span in shapes)
            if is_sure
            or not is_everyday(self.borders, span)
            or (is_titled and fit >= _CLEAR and may_be_titled(self.borders, span))
            or (is_titled and is_likely_in_full(self.borders, span))
            or is_surely_longer(self.borders, span)
        ]
        fits = [(fit, span) for fit, span in fits if fit >= least]
        if len(fits) < SHORT:
            return fits[0][1] if fits else None
        # 骆宝|财|拄着: where the borders hardly tell the lengths apart, the model does.
        best = max(fit for fit, _ in fits)
        near = [(self.borders.judge.score(span), span) for fit, span in fits if best - fit <= 1]
        return max(near)[1]

    def away_from_home(self, span: Span) -> Span:
        """Return the name of whoever lives there, or leads a part: 张伟 of 张伟家, but 王家 as it is."""
        shorter = Span(span.start, max(span.start, span.end - 1))
        is_led_on = self.text[span.end - 1 : span.end] == "家" or _IN_PARTS.match(
            self.text, span.end - 1
        )
        return shorter if is_led_on and self.is_shape(shorter) else span

    def ending_at(self, end: int) -> Span | None:
        """Return the name that ends at ``end``, where a title begins, or ``None``."""
        if self._is_held(end):
            return None
        for length in (4, 3, 2):
            start = end - length
            if start < 0 or not self.borders.begins_at(start):
                continue
            span = Span(start, end)
            if self.is_shape(span) and not is_everyday(self.borders, span):
                return None if self.text[end - 1] in OFFICE_ENDINGS + PLACE_ENDINGS else span
        return None

    def tagged(self) -> Iterator[Span]:
        """Yield the shapes that jieba's tags call a person's name."""
        for number, start in self.borders.judge.beginnings:
            word = self.borders.words[number]
            if not word.tag.startswith("nr"):
                continue
            span = self.best(start) if self.borders.is_firm_at(start) else None
            if span is not None and span.end >= word.span.end:
                yield span

    def may_be_name(self, span: Span, *, is_firm: bool = False) -> bool:
        """Tell whether the stretch may be a name; ``is_firm``: 向 too, if the model is sure."""
        name = span.slice(self.text)
        never = _NEVER - _RARELY if is_firm else _NEVER
        is_old = name[0] == "老" and len(name) > SHORT and is_known(name[1:])  # 老纺织女工
        never_names = tables.never()
        first = self.borders.word_at(span.start)
        # 水平|达到, but 黄河|清 may be one
        is_word = (
            first is not None and first.text in never_names and not tables.is_firm_surname(name[0])
        )
        # 范围|从: a word and what follows it; but 常有|为
        is_led_on = name[SHORT:] == "从" and is_known(name[:SHORT])
        is_no_one = is_old or is_word or is_led_on or name in never_names
        return self.is_shape(span, never) and not is_no_one

    def is_ordinary(self, span: Span) -> bool:
        """Tell whether the stretch is a word that names nobody by itself: 支书."""
        return span.slice(self.text) in tables.ordinary()

    def is_whole(self, span: Span) -> bool:
        """Tell whether the stretch is no part of longer words: 杨光 is not in 白杨光照."""
        begins = self.borders.begins_at(span.start)
        if span.end - span.start > SHORT:
            return begins or not is_everyday(self.borders, span)
        is_new = is_new_word(self.borders, span)
        return (
            begins
            and self.borders.ends_at(span.end)
            and (is_new or not is_everyday(self.borders, span))
        )

    def is_address(self, start: int, end: int) -> bool:
        """Tell whether [start, end) is a bare surname before a title: 杨校长."""
        word = self.borders.word_at(start)
        if word is None or not self.borders.is_firm_at(start):
            return False
        return word.span.end == end or word.tag.startswith("nr")

    def is_unlike_words(self, span: Span) -> bool:
        """Tell whether the stretch neither begins with a known word nor ends as an office does."""
        first = self.borders.word_at(span.start)
        ending = self.text[span.end - 1]
        return (
            first is not None
            and (len(first.text) == 1 or first.tag == "nr" or not is_known(first.text))
            and ending not in OFFICE_ENDINGS + PLACE_ENDINGS + "会网报社台员"
            and _NEVER.isdisjoint(span.slice(self.text)[1:])
        )

    def is_wed(self, start: int) -> bool:
        """Tell whether a second surname opens the clause or item before one: 、陈⟦李秀莲⟧女士."""
        before = self.text[max(0, start - 2) : start]
        return (
            len(before) == SHORT
            and before[0] in "、，,。;；：:（(\n"
            and tables.is_firm_surname(before[1])
            and tables.is_firm_surname(self.text[start])
        )

    def _shapes_at(self, start: int) -> Iterator[Span]:
        if not self.borders.begins_at(start) or self.text[start] not in votes.openings():
            return
        for length in (2, 3, 4):
            span = Span(start, start + length)
            if span.end <= len(self.text) and self.is_shape(span):
                yield span

    def is_shape(self, span: Span, never: frozenset[str] = _NEVER) -> bool:
        """Tell whether a surname and one or two characters that a name may hold are the stretch."""
        name, surnames = span.slice(self.text), tables.surnames()
        size = 2 if len(name) > SHORT and name[:2] in surnames else 1
        given = name[size:]
        if not tables.is_firm_surname(name[:size]) and given in tables.no_given_names():
            return False  # 和|孤儿
        return (
            name[:size] in surnames
            and not (name[0] in _LEADING_IN and tables.is_firm_surname(name[1:2]))
            and len(given) in (1, 2)
            and _HAN.fullmatch(name) is not None
            and never.isdisjoint(given[:-1] if self._may_end_in_any(span) else given)
            and "和" not in given[:-1]
            and self.taken.isdisjoint(range(span.start, span.end))
            and not self.text.startswith(PARTY_BODIES, span.start + size)
        )

    def _may_end_in_any(self, span: Span) -> bool:
        """Tell whether a word that seldom ends a name does: of 柯志向家, it leads to nobody."""
        is_at_home = _HOME_ALONE.match(self.text, span.end - 1) is not None
        return self._ends_in_zhi(span) or (is_at_home and span.end - span.start > SHORT)

    def _ends_in_zhi(self, span: Span) -> bool:
        """Tell whether 之 ends a name, which 李强之母 and 目标之一 do not hold: 石敬之 by its tag, or 一行."""
        return (
            span.end - span.start > SHORT
            and self.text[span.end - 1] == "之"
            and (self.borders.is_tagged_whole(span) or self.text.startswith("一行", span.end))
        )

    def _fit(self, span: Span) -> int:
        """Return how well what follows agrees with a name that ends here; 0 is not at all."""
        after = self.text[span.end : span.end + 2]
        ends_in_and = span.slice(self.text)[-1] == "和"
        if ends_in_and and not (MARK.match(after) or _AT_HOME.match(self.text, span.end)):
            return 0
        if _BY_ORDER.match(self.text, span.end - 1):
            return 0
        if self._is_held(span.end) or self._goes_on_speaking(span):
            return 0
        fit = 2 if self.borders.ends_at(span.end) else 0
        word = self.borders.first_of(span)
        if word.span == span and word.tag.startswith("nr"):
            fit += 1
        joined_wrongly = after[:1] == "和" and bool(
            MARK.match(after[1:]) or not after[1:] or _AT_HOME.match(self.text, span.end + 1)
        )
        if not joined_wrongly and (
            span.end == len(self.text)
            or span.end in self.taken
            or MARK.match(after)
            or tables.cue_after().match(self.text, span.end)
        ):
            fit += 3
        return fit

    def _goes_on_speaking(self, span: Span) -> bool:
        """Tell whether the last character leads to what is said: 王强并|表示."""
        is_led = span.end - span.start > SHORT and self.text[span.end - 1] in _LEADING_ON
        return is_led and SPEAKS.match(self.text, span.end) is not None

    def _is_held(self, end: int) -> bool:
        """Tell whether an office follows that is held: 司徒昌任|董事长."""
        held = self.text[end - 1 : end] in ("任", "兼")
        return held and tables.title_after().match(self.text, end) is not None
