"""What may be a person's name by its characters and the borders around it.

A shape is a surname and one or two characters.  It begins where a word begins, holds no
everyday word (高度 after 主席 is no name) and ends where something says that it ends.  Which of two
lengths is meant is decided by what follows, see ``Shapes.best``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

import regex

from extractor.mentions.names import tables, votes
from extractor.mentions.names.model import Judge
from extractor.mentions.names.torn_words import untorn
from extractor.model import Mention, Value, Word
from extractor.offsets import Span
from extractor.segmenting import is_known

_HAN = re.compile(r"[\u4e00-\u9fff]+")
# Characters no given name holds; 和 may end one (陈某和).
_NEVER = frozenset(
    "的了是在与及等们这那个其之被把将向从为给对让使者所又也都就还只很最更不没无您他她它我你人吨吗呢吧啊氏牌摄说族"
)
_RARELY = frozenset("向从为其之")  # 车向阳, 张从文, 李有为, 段其昌, 王羲之
# Whose secretary it is: 段|党总支书记 is that of a section of the line.
PARTY_BODIES = ("党委", "党总支", "党支部", "党组", "党群", "党政", "党工委")
_IN_PARTS = re.compile(r"分[0-9一二两三四五六七八九十]{1,2}[路组批队]")  # 宁红|分三路
# What a place or an office ends in.
PLACE_ENDINGS = "省市县区镇乡村庄屯寨堡街路巷坪坝沟湾组州旗盟岛站园河"
OFFICE_ENDINGS = "奖局处科部会厅校厂所队室委办桥库"


class Shapes:
    """The stretches of one text that may be names; none holds a place ``taken`` by a figure."""

    def __init__(
        self, text: str, words: Sequence[Word], figures: Sequence[Mention[Value]] = ()
    ) -> None:
        self.text, self.words = text, words
        self.taken = {at for f in figures for at in range(f.span.start, f.span.end)}
        self._words = untorn(words)
        self._starts = {word.span.start: word for word in self._words}

    @cached_property
    def judge(self) -> Judge:
        """What the model of names makes of the text."""
        return votes.judge(self.text, self._words)

    def best(
        self, start: int, *, least: int = 1, is_sure: bool = False, is_titled: bool = False
    ) -> Span | None:
        """Return the likeliest name that begins at ``start``, or ``None``.

        ``least`` is how well what follows must agree; ``is_sure`` says that a name must begin here,
        ``is_titled`` that a title stands before it, so that 宁静 may be one.
        """
        shapes = {self.away_from_home(span) for span in self._shapes_at(start)}
        if not shapes:
            return None
        fits = [
            (fit, span)
            for fit, span in ((self._fit(span), span) for span in shapes)
            if is_sure
            or not self.is_everyday(span)
            or (is_titled and fit >= _CLEAR and self._may_be_titled(span))
            or (is_titled and self._is_likely_in_full(span))
            or self._is_surely_longer(span)
        ]
        fits = [(fit, span) for fit, span in fits if fit >= least]
        if len(fits) < SHORT:
            return fits[0][1] if fits else None
        # 骆宝|财|拄着: where the borders hardly tell the lengths apart, the model does.
        best = max(fit for fit, _ in fits)
        near = [(self.judge.score(span), span) for fit, span in fits if best - fit <= 1]
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
            if start < 0 or start not in self._starts:
                continue
            span = Span(start, end)
            if self.is_shape(span) and not self.is_everyday(span):
                return None if self.text[end - 1] in OFFICE_ENDINGS + PLACE_ENDINGS else span
        return None

    def tagged(self) -> Iterator[Span]:
        """Yield the shapes that jieba's tags call a person's name."""
        for number, start in self.judge.beginnings:
            word = self._words[number]
            if not word.tag.startswith("nr"):
                continue
            span = self.best(start) if self.is_firm_at(start) else None
            if span is not None and span.end >= word.span.end:
                yield span

    def may_be_name(self, span: Span, *, is_firm: bool = False) -> bool:
        """Tell whether the stretch may be a name; ``is_firm``: 向 too, if the model is sure."""
        name = span.slice(self.text)
        never = _NEVER - _RARELY if is_firm else _NEVER
        is_old = name[0] == "老" and len(name) > SHORT and is_known(name[1:])  # 老纺织女工
        never_names = tables.never()
        first = self._starts.get(span.start)
        # 水平|达到, but 黄河|清 may be one
        is_word = (
            first is not None and first.text in never_names and not self.is_firm_surname(name[0])
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
        begins = self.may_begin(span.start)
        if span.end - span.start > SHORT:
            return begins or not self.is_everyday(span)
        is_new = self._is_new_word(span)
        return begins and self._is_border(span.end) and (is_new or not self.is_everyday(span))

    def _is_new_word(self, span: Span) -> bool:
        """Tell whether the stretch is one word that no dictionary has: 时红."""
        word = self._starts.get(span.start)
        return word is not None and word.span == span and not is_known(word.text)

    def is_address(self, start: int, end: int) -> bool:
        """Tell whether [start, end) is a bare surname before a title: 杨校长."""
        word = self._starts.get(start)
        if word is None or not self.is_firm_at(start):
            return False
        return word.span.end == end or word.tag.startswith("nr")

    def is_unlike_words(self, span: Span) -> bool:
        """Tell whether the stretch neither begins with a known word nor ends as an office does."""
        first = self._starts.get(span.start)
        ending = self.text[span.end - 1]
        return (
            first is not None
            and (len(first.text) == 1 or first.tag == "nr" or not is_known(first.text))
            and ending not in OFFICE_ENDINGS + PLACE_ENDINGS + "会网报社台员"
            and _NEVER.isdisjoint(span.slice(self.text)[1:])
        )

    def is_common_word(self, span: Span) -> bool:
        """Tell whether the stretch is a word, and no name or place, or cuts one in two: 衣裳, 喜庆祥|和."""
        word = self._starts.get(span.start)
        if word is not None and word.span == span and is_known(word.text):
            return not word.tag.startswith(("nr", "ns"))
        inside = (self._starts.get(at) for at in range(span.start + 1, span.end))
        return not self.is_firm_at(span.start) and any(
            w is not None and w.span.end > span.end and is_known(w.text) for w in inside
        )

    def is_deed(self, span: Span) -> bool:
        """Tell whether a verb of one character and a known word make the stretch: 包|汤圆."""
        first = self._starts.get(span.start)
        if first is None or first.tag != "v" or first.span.end != span.start + 1:
            return False
        if self.text[max(0, span.start - 1) : span.start] in ("、", ":", "："):
            return False  # 宓某、应大力
        thing = self._starts.get(first.span.end)
        return thing is not None and thing.span.end == span.end and is_known(thing.text)

    def word_at(self, start: int) -> Word | None:
        """Return the word that begins at ``start``; torn ones are mended."""
        return self._starts.get(start)

    def may_begin(self, start: int) -> bool:
        """Tell whether a name may begin here: where a word does."""
        return start in self._starts

    def is_firm_at(self, start: int) -> bool:
        """Tell whether a surname that is no everyday word stands at ``start``."""
        strengths = tables.surnames()
        return "firm" in (
            strengths.get(self.text[start : start + 2]),
            strengths.get(self.text[start : start + 1]),
        )

    def is_wed(self, start: int) -> bool:
        """Tell whether a second surname opens the clause or item before one: 、陈⟦李秀莲⟧女士."""
        before = self.text[max(0, start - 2) : start]
        return (
            len(before) == SHORT
            and before[0] in "、，,。;；：:（(\n"
            and self.is_firm_surname(before[1])
            and self.is_firm_surname(self.text[start])
        )

    def is_firm_surname(self, surname: str) -> bool:
        """Tell whether the characters are a surname and no everyday word."""
        return tables.surnames().get(surname) == "firm"

    def _shapes_at(self, start: int) -> Iterator[Span]:
        if start not in self._starts or self.text[start] not in votes.openings():
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
        return (
            name[:size] in surnames
            and len(given) in (1, 2)
            and _HAN.fullmatch(name) is not None
            and never.isdisjoint(given[:-1] if self._ends_in_zhi(span) else given)
            and "和" not in given[:-1]
            and self.taken.isdisjoint(range(span.start, span.end))
            and not self.text.startswith(PARTY_BODIES, span.start + size)
        )

    def _ends_in_zhi(self, span: Span) -> bool:
        """Tell whether 之 ends a name, which 李强之母 and 目标之一 do not hold: 石敬之 by its tag, or 一行."""
        return (
            span.end - span.start > SHORT
            and self.text[span.end - 1] == "之"
            and (self.is_tagged_whole(span) or self.text.startswith("一行", span.end))
        )

    def _fit(self, span: Span) -> int:
        """Return how well what follows agrees with a name that ends here; 0 is not at all."""
        after = self.text[span.end : span.end + 2]
        if span.slice(self.text)[-1] == "和" and not MARK.match(after):
            return 0
        if self._is_held(span.end) or self._goes_on_speaking(span):
            return 0
        fit = 2 if self._is_border(span.end) else 0
        word = self._starts[span.start]
        if word.span == span and word.tag.startswith("nr"):
            fit += 1
        joined_wrongly = after[:1] == "和" and bool(MARK.match(after[1:]) or not after[1:])
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
        return is_led and _SPEAKS.match(self.text, span.end) is not None

    def _is_border(self, end: int) -> bool:
        """Tell whether a word ends here: where the next begins, since they cover all of the text."""
        return end in self._starts or end == len(self.text)

    def _is_held(self, end: int) -> bool:
        """Tell whether an office follows that is held: 司徒昌任|董事长."""
        held = self.text[end - 1 : end] in ("任", "兼")
        return held and tables.title_after().match(self.text, end) is not None

    def is_everyday(self, span: Span) -> bool:
        """Tell whether the stretch is, holds, or begins with a common word that is no name."""
        word = self._starts.get(span.start)
        name = span.slice(self.text)
        ordinary = tables.ordinary()
        if word is None or name in ordinary or name[1:] in ordinary:
            return True
        if name[:2] in ordinary and not self.is_tagged(span.end - 1):
            return True
        is_polite = span.end - span.start > SHORT and _POLITE.match(self.text, span.end)
        is_introduced = is_polite or _INTRODUCED.match(self.text, span.end)
        return not is_introduced and self._reads_as_words(span, word)

    def _reads_as_words(self, span: Span, first: Word) -> bool:
        """Tell whether jieba's words and tags make something else of the stretch."""
        if first.span == span:
            return not first.tag.startswith(_NAMELIKE)
        rest = self._starts.get(first.span.end)
        if rest is None or first.span.end > span.end:
            return True
        if len(first.text) > 1:
            is_surname = tables.surnames().get(first.text) == "firm"  # 上官
            begins_wrongly = first.tag in _EVERYDAY and not is_surname and is_known(first.text)
        elif first.tag == "v" and rest.tag in ("nr", "ns") and rest.span.end == span.end:
            begins_wrongly = len(rest.text) == 1 or first.text in _GOING  # 续|长安, 展|家明
        else:
            begins_wrongly = not (self.is_firm_at(span.start) or first.tag == "nr") and (
                first.tag in (*_FUNCTION, "a") or rest.tag in _EVERYDAY
            )
        is_function = rest.tag in _FUNCTION and (len(rest.text) == 1 or rest.tag != "v")
        return (begins_wrongly or is_function) and rest.text != "和"

    def _is_surely_longer(self, span: Span) -> bool:
        """Tell whether the model is sure of 尚志刚, though jieba has 尚志 and the word 刚."""
        first = self._starts[span.start]
        is_cut = first.span.end == span.end - 1 and first.tag == "nr"
        return (
            span.end - span.start > SHORT
            and (is_cut or (len(first.text) == 1 and self.is_tagged(first.span.end)))
            and span.end in self._starts
            and self.judge.score(span) >= _SURE
        )

    def _is_likely_in_full(self, span: Span) -> bool:
        """Tell whether the model rather takes three characters for a name: 快递员|时小军."""
        first = self._starts[span.start]
        is_in_full = span.end - span.start > SHORT and self._is_border(span.end)
        given = self._starts.get(first.span.end)
        # 学生|银行|卡, 总书记|来|辽宁, 贫困村|全|覆盖 are none
        is_parted = len(first.text) == 1 and given is not None and given.tag in _GIVEN
        if is_in_full and self._is_torn(first, given, span):
            return self.judge.score(span) >= _SURE
        return is_in_full and is_parted and self.judge.score(span) >= 0

    def _is_torn(self, first: Word, given: Word | None, span: Span) -> bool:
        """Tell whether jieba made 皮运|来 of a name, of which no dictionary has the first part, or 柯|万里."""
        if given is None or given.span.end != span.end:
            return False
        is_number = given.tag == "m" and self.is_firm_surname(first.text)
        return is_number or (len(first.text) == SHORT and not is_known(first.text))

    def is_tagged(self, at: int) -> bool:
        """Tell whether the tagger calls the word that begins at ``at`` a person's name."""
        word = self._starts.get(at)
        return word is not None and word.tag.startswith("nr")

    def is_tagged_whole(self, span: Span) -> bool:
        """Tell whether the tagger calls just the stretch a person's name."""
        word = self._starts.get(span.start)
        return word is not None and word.span == span and word.tag.startswith("nr")

    def has_given_name(self, span: Span, *tags: str) -> bool:
        """Tell whether one word of such a tag follows the surname: 谈|建国, 那|英杰."""
        given = self._starts.get(span.start + 1)
        return given is not None and given.tag in tags and given.span.end == span.end

    def _may_be_titled(self, span: Span) -> bool:
        return (
            self.has_given_name(span, "nr")
            or self._has_word_for_name(span)
            or self._is_said_to_speak(span)
            or tables.not_names().get(span.slice(self.text)) == "titled"
        )

    def _is_said_to_speak(self, span: Span) -> bool:
        """Tell whether the last character is a verb that nobody does in speaking: 詹成付|表示."""
        last = self._starts.get(span.end - 1)
        return (
            span.end - span.start > SHORT
            and self.is_firm_surname(self.text[span.start])
            and last is not None
            and last.tag == "v"
            and last.text not in _WHILE_SPEAKING
            and _SPEAKS.match(self.text, span.end) is not None
        )

    def _has_word_for_name(self, span: Span) -> bool:
        """Tell whether a firm surname and one everyday word make the stretch: 谢|先进, 费|建设."""
        given = self._starts.get(span.start + 1)
        return (
            given is not None
            and span.end == given.span.end == span.start + SHORT + 1
            and self.is_firm_surname(self.text[span.start])
            and self.judge.score(span) > _DOUBTED
        )


SHORT = 2
_DOUBTED = -4.0
_GIVEN = ("nr", "n", "nz")
_SURE = 2.0  # natural logarithm, of the model: seven times likelier a name than none
_GOING = ("来", "去", "到", "赴", "往", "回")  # 总书记来|辽宁
_CLEAR = 5  # a fit: a border, and a mark or a fitting word after it
_NAMELIKE = ("nr", "ns", "nz", "x", "i", "zg", "ng")
_EVERYDAY = frozenset(("v", "vn", "d", "n", "a", "ad", "an", "p", "c", "r", "l", "b", "f", "s"))
_LEADING_ON = frozenset("并再又均则曾已仍也便亦更")
_WHILE_SPEAKING = ("来", "去", "笑", "哭", "喊", "带", "代", "受")
_SPEAKS = regex.compile("表示|介绍|指出|强调|透露|要求|致辞|讲话|出席|主持")
_FUNCTION = frozenset(
    ("p", "c", "r", "ul", "uj", "uz", "ud", "ug", "u", "d", "m", "q", "f", "y", "v")
)
MARK = regex.compile(r"[^\w]|\Z")
# A mark or a verb of saying that makes a name of any word before it: 记者高远报道.
# So does 和他 after a title: 主任方云和他拉起家常.
_INTRODUCED = re.compile(r"\s?[)）]|报道|同志|说|激动|逢人[便就]|[和与跟][他她]")
_POLITE = re.compile("先生|女士")  # 李达三先生, but not 高女士和马先生
