"""The words of a total: what adds up, how many parts it says, and what it is called beside that.

    三个村加到一起1.1万元        as many as three, and nothing else is said of it
    东西两个校区共捐48000元      东 and 西 are of the list, and so is 捐
    两批共发放95辆               发放 is no deed of what was 到货60辆、50辆

A total that is called as its parts are can be of nothing but them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from extractor.lexicon import derived, load
from extractor.linking.openness import without_exclusive
from extractor.linking.plain_totals import is_plain
from extractor.model import Figure
from extractor.numerals import read_numeral
from extractor.rules import one_of

NUMERAL = "(?:[0-9]{1,2}|[两二三四五六七八九十]{1,3})"
UNITS = "[项类家笔批次处组队片份方样户人名位种村乡镇级天年月季期个栋幢座间条只支班校院]"
# Any word that adds up what was told before it.
CLAIM = regex.compile(
    r"[一总]共|(?<![公一中总])共(?!同|产|青|和国|享|建|有制)|[合总小统累]计|总[额数值量价]"
    r"|总(?!理|书记|支|队|工会|部|经理|裁|监|校|公司|局|院|站)"
    r"|相加|加起来|[加合凑][在到]一[起块]|加一块|合起来|凑[出成足齐了]|[^预统会审设估]计$"
)
NUMBER = regex.compile(
    rf"(?<![第每头末初之点0-9一二三四五六七八九十百千])(?P<which>[前后](?<!前后))?"
    rf"(?P<number>{NUMERAL})[个大支座]?(?P<of>(?![点成分])\p{{Han}}{{1,4}})"
)
COUNTED = regex.compile(rf"{NUMERAL}(?:{UNITS}|单位|学校|社区)?")
KIND = regex.compile(rf"{NUMERAL}[个大支座条只间所栋]?(?P<of>\p{{Han}}{{1,4}})")
# What may be of other years or rounds than those listed: 三年共投入, 两次共慰问.
TIME = regex.compile("[年月天日周季次批轮期场趟回届]|学期|小时|星期")
# 四家企业认捐：…, 四个小组分别走访…: the number that a list begins with
HEAD = regex.compile(
    rf"{NUMBER.pattern}[^0-9。；;]{{0,24}}?(?:[：:]|分别\p{{Han}}{{0,6}}$|(?:是|为)$)"
)
NAMES = regex.compile(
    "[这那]批?|以上|上述|前后|全部|分别|钱|[人户件次份]数|总[数量]|[总净毛]?重|[数里的了是为达共加]|在一起"
)
# 三人共捐款及物
BESIDE = regex.compile(r"[及和与]其?他?(?P<of>\p{Han})")


@derived
def _acts() -> tuple[regex.Pattern[str], Mapping[str, str]]:
    """Return the words that say what was done, and which of them stand for each other."""
    kinds = {row["word"]: row["kind"] for row in load("acts")}
    return regex.compile(one_of(kinds)), kinds


def acts(words: str) -> list[str]:
    """Return the words that say what was done."""
    return [match.group() for match in _acts()[0].finditer(words)]


def acts_otherwise(said: str, words: str) -> bool:
    """Whether a total tells of another deed than ``words`` of its list, or of more besides."""
    said = without_exclusive(said)
    if any(beside["of"] not in words for beside in BESIDE.finditer(said)):
        return True
    kinds = _acts()[1]
    same = {kinds[act] for act in acts(words)} - {""}
    return any(act not in words and kinds[act] not in same for act in acts(said))


def counts(said: str, head: str, words: str, number: int) -> bool:
    """Whether a total, or else the head of its list, says that the parts are ``number``."""
    found = [m for m in NUMBER.finditer(said) if _may_count(m, words)]
    if found:
        return any(_value(m) == number and not m["which"] for m in found)
    first = HEAD.search(head)
    return first is not None and _value(first) == number


def _may_count(number: regex.Match[str], words: str) -> bool:
    """Whether it may number the parts: 三年共投入 does where these are of years."""
    time = TIME.match(number["of"])
    return time is None or time.group() in words


def _value(number: regex.Match[str]) -> int:
    read = read_numeral(number["number"])
    return int(read.value) if read is not None else 0


def is_called_by(said: str, words: str, parts: Sequence[Figure] = ()) -> bool:
    """Whether a total is called by nothing but a number, what adds up, and words of its list."""
    said = without_exclusive(said).lstrip("，,、；;。 　\n")
    number = COUNTED.search(said)
    if number and all(letter in words for letter in said[: number.start()]):
        said = said[number.start() :]  # 东西两个校区, 市区两级
    said = COUNTED.sub("", _without_kind(said, parts))
    rest = NAMES.sub("", CLAIM.sub("", said))
    return all(letter in words for letter in rest) or is_plain(rest, words)


def _without_kind(said: str, parts: Sequence[Figure]) -> str:
    """Leave out the number and what it says each part is: 三条沟一共, of 赵家沟12户 and others."""
    number = KIND.match(said)
    for size in range(len(number["of"]) if number and parts else 0, 0, -1):
        end = number.start("of") + size if number else 0
        if all(said[end - size : end] in f.lead for f in parts):
            return said[end:]
    return said
