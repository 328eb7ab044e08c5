"""What an amount of money states, as a noun phrase, and the label under which years compare.

    送去春节慰问金12080元              before the amount: 春节慰问金, compared as 慰问金
    地方一般公共预算收入56.87亿元       地方一般公共预算收入, compared as 一般公共预算收入
    15.96万元的慰问金, 1000元不等的慰问金    after it
    拨付救助款共计36万元, 药共值1.1万元  words such as 共计 and 共值 between are passed over

The phrase ends with a word of the table ``measures`` (慰问金, 收入), or is a thing with a price (香烟60元);
it begins where a verb, a number, a mark or a body's name ends: 发放慰问金 states 慰问金, and
历山区 7914560元 does not state a district.  Where nothing of the kind touches the amount, its label is
``None``: a wrong label adds up what does not belong together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import regex

from extractor import lexicon
from extractor.model import Word
from extractor.offsets import Span
from extractor.rules import one_of
from extractor.segmenting import word_from

CUT_OFF = (
    "款",
    "金额",
    "总额",
    "标准",
    "费",
    "税",
    "券",
    "卡",
    "药",
    "专项",
)  # alone, part of a phrase
ACCOUNTS = (
    "收入",
    "支出",
    "余额",
    "限额",
    "结余",
    "结转",
    "预算",
    "成本",
)  # alone only at a clause's start
LONGEST = 8  # words of one phrase
NOMINAL = ("n", "l", "j", "an", "vn", "b", "s", "i", "t", "f", "a", "k", "c", "uj")
THING = ("n", "nz", "nw")
NAMES = ("nr", "ns", "nt")  # of persons, places, bodies: no phrase reaches into one
# 恒通化工厂捐款, 先生捐赠: who gave is no part of what was given.
GIVER = regex.compile(
    r"^(?:先生|女士|同志|夫妇|\p{Han}*(?:公司|集团|厂|银行|支行|商会|学校|医院|局|会))(?=捐[款赠资助]$)"
)
AFTER = regex.compile(r"(?:不等|以上|左右)?的?(?![和与及])(?P<noun>[\p{Han}“”]{0,10})")
NOT_OVER = ("收入", "支出")  # 收入总计 and 支出合计 are measures by name
CLAUSE = 40  # characters before an amount, as far as its phrase may reach


def label_of(span: Span, words: Sequence[Word], text: str) -> str | None:
    """Return the noun phrase that the amount at ``span`` states."""
    after = AFTER.match(text, span.end)
    if after and (head := _heads_at().match(after["noun"])):
        named = str(head[0]).strip("“”")
        return None if named in CUT_OFF else named
    end = _end_of_phrase(text, span.start)
    phrase = _before(words, end)
    head = _head_of(text[max(0, end - CLAUSE) : end])
    # a word cut wrongly (年|终结|转, 捐|款) may not hide a measure
    is_longer = head and (len(head) > 2 or (phrase and head.endswith(phrase)))  # noqa: PLR2004
    label = max(phrase or "", head if head and is_longer else "", key=len)
    label = _without_verb()(label)
    if label and text[: end - len(label)].endswith("非"):
        label = f"非{label}"  # 非定向捐款 is what 定向捐款 is not
    return None if _says_too_little(label, text[: end - len(label)][-1:]) else label


def _says_too_little(label: str, before: str) -> bool:
    """Whether ``label`` is the end of a phrase that was not read, or names a person."""
    is_cut = label in CUT_OFF or (label in ACCOUNTS and regex.match(r"\p{Han}", before))
    is_person = label.endswith(_people()) and _head_of(label) is None
    return not label or bool(is_cut) or is_person


def measure_of(label: str | None) -> str | None:
    """Return the label under which amounts of ``label`` are compared: 春节慰问金 → 慰问金."""
    head = _head_of(label) if label else None
    return (_labels()[head] or None) if head else None


def _head_of(phrase: str) -> str | None:
    """Return the longest measure that ``phrase`` ends with."""
    labels = _labels()
    for at in range(max(0, len(phrase) - _longest()), len(phrase)):
        if phrase[at:] in labels:
            return phrase[at:]
    return None


@lexicon.derived
def _longest() -> int:
    return max(map(len, _labels()))


_TOTALS = re.compile(r"(?:总计|合计)\s*$")
# 房租（3个月）600元: what is in brackets stands apart
_BRACKET = re.compile(r"(?:（[^（）]{0,12}）|\([^()]{0,12}\))$")


def _end_of_phrase(text: str, start: int) -> int:
    """Return where the phrase before an amount ends, past words such as 共计."""
    last = text[start - 1 : start]
    if last not in _passed_ends() and not last.isspace():
        return start
    before = text[max(0, start - CLAUSE) : start]
    totals = _TOTALS.search(before)
    if totals and before[: totals.start()].endswith(NOT_OVER):
        return start - len(before) + int(totals.start()) + len("总计")
    passed = _passed_over().search(before)
    kept = before[: passed.start()] if passed else before
    kept = _BRACKET.sub("", kept)
    return start - len(before) + len(kept)


def _before(words: Sequence[Word], end: int) -> str | None:
    """Return the phrase that ends at ``end``."""
    run: list[Word] = []
    at = word_from(words, end)
    for word in reversed(words[max(0, at - LONGEST) : at]):
        if run and word.span.end != run[0].span.start:
            break
        if not _may_stand()(word.text, word.tag, not run):
            break
        run.insert(0, word)
    while run and (run[0].tag[0] in "cu" or run[0].text in _placed("first")) and len(run) > 1:
        run.pop(0)
    phrase = _first_verb().sub("", "".join(word.text for word in run))
    if (run and run[-1].span.end != end) or not phrase:
        return None
    if _head_of(phrase):
        return phrase if phrase not in _placed("first") else None
    is_thing = run[-1].tag.startswith(THING) and not run[-1].tag.startswith(NAMES)
    return phrase if is_thing and not _is_other().search(phrase) and len(run[-1].text) > 1 else None


@lexicon.derived
def _may_stand() -> Callable[[str, str, bool], bool]:
    """Return what tells of a word and its tag whether it belongs to the phrase, or ends it."""
    known, is_other = _placed("inside").union(_labels()), _is_other()

    def may_stand(word: str, tag: str, is_last: bool) -> bool:  # noqa: FBT001  # for lru_cache
        if word in known:
            return True
        if tag.startswith(NAMES) or (not is_last and is_other.search(word)):
            return False
        if is_last and tag[0] in "ctfka":
            return False
        return (tag.startswith(NOMINAL) and word not in ("和", "的", "及")) or (
            word in ("和", "及") and not is_last
        )

    return lru_cache(16384)(may_stand)


def _placed(place: str) -> frozenset[str]:
    return _places().get(place, frozenset())


@lexicon.derived
def _places() -> dict[str, frozenset[str]]:
    places: dict[str, set[str]] = {}
    for row in lexicon.load("phrase_words"):
        for place in row["place"].split():
            places.setdefault(place, set()).add(row["word"])
    return {place: frozenset(words) for place, words in places.items()}


@lexicon.derived
def _passed_over() -> re.Pattern[str]:
    """Return what may stand between a phrase and its amount: 药共值, 预计完成."""
    return re.compile(rf"(?:{one_of(_placed('passed'))}|(?<![产加总])值|\s|[:：（(])*+$")


@lexicon.derived
def _passed_ends() -> frozenset[str]:
    """Return the characters that what is passed over may end with, besides blanks."""
    return frozenset("值：:（()）").union(word[-1] for word in _placed("passed"))


@lexicon.derived
def _is_other() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{one_of(_placed('end'))}|[我本该每]\p{{Han}})$")


@lexicon.derived
def _first_verb() -> re.Pattern[str]:
    """Return a verb before a measure, that the tagger took for one word: 交特殊党费."""
    return re.compile(rf"^(?:{one_of(_placed('first'))})(?={one_of(_labels())})")


@lexicon.derived
def _verb_of_funds() -> regex.Pattern[str]:
    """Return a verb that the tagger took into the phrase: 支出帮扶资金, 收款物, but not 支出预算."""
    return regex.compile(
        rf"^(?:{one_of(_placed('verb'))})(?=\p{{Han}}*(?:资金|[款经]费|[款金]|款物|物资|彩票)$)"
        rf"(?=\p{{Han}}{{2}})(?<!收(?=入))"
    )


@lexicon.derived
def _without_verb() -> Callable[[str], str]:
    """Return what takes from a phrase its verb and its giver; reports state the same ones."""
    verb = _verb_of_funds()
    return lru_cache(4096)(lambda phrase: GIVER.sub("", verb.sub("", phrase)))


@lexicon.derived
def _people() -> tuple[str, ...]:
    """Return how a phrase ends that names people: 特困人员 states no amount."""
    kinds = ("person", "household")
    listed = [row["noun"] for row in lexicon.load("counted_nouns") if row["kind"] in kinds]
    return (
        *listed,
        *_placed("end"),
        "人员",
        "同志",
        "家属",
        "老人",
        "儿童",
        "党员",
        "农民工",
        "同学",
    )


@lexicon.derived
def _labels() -> dict[str, str]:
    return {row["word"]: row["label"] for row in lexicon.load("measures")}


@lexicon.derived
def _heads_at() -> regex.Pattern[str]:
    """Return what may be the phrase after an amount: the shortest run that ends with a measure."""
    long_enough = [word for word in _labels() if len(word) > 1]
    return regex.compile(rf"[“”]?\p{{Han}}{{0,6}}?[“”]?(?:{one_of(long_enough)})")
