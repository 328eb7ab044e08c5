"""Of what names of other tongues are put together, and where such a name may end.

elements     扎西|多杰   才让|东珠   热孜万|古丽: words of ``transliterated.tsv``
tailed       扎西|措   桑吉|加: such words and one sound that ends names
of a clan    吉克|木果   米色|日作: a clan of the Yi (``clans.tsv``) and a given name of two sounds

What a table of words cannot have is made of sounds: 斯日古楞.  Nothing here looks around a stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor import lexicon
from extractor.offsets import Span

# What ends a name behind an element: 扎西措, 桑吉加, 才让太, 买买提江.
_TAILS = frozenset("措错吉加姆太杰卓草毛先旦本增多初头玛决拉江汗洪坎拜图芝")
# 岩罕|囡, 玉香|罕: the second sound of the Dai
_DAI, _TAILS_OF_DAI = (
    "岩玉咪波",
    frozenset("罕温香叫应坎尖腊旺光恩喃囡章帅宰保甩扁胆龙儿娜拉燕丙伦约留炳"),
)
# What given names of the Yi begin with, and end in: 木|呷, 尔|洛, 日|作; women's go on with 莫.
_YI_FIRST = "几也木尔拉伍阿约日史子古哈曲取铁有友乌吉以依衣色布巫各里达打都夫格俄且洛医牛果沙史兹"
_YI_LAST = "求伙落呷嘎牛基机几乃果布补古哈洛铁作芝支且合体日者色沙石子坡格各足扎惹土达都聪以依衣加却火初木且卡西伍史尔曲牛则普"
_YI_WOMEN = frozenset("莫嫫么")
_SHORTEST = 2
_MOST = 4  # elements


@dataclass(frozen=True, slots=True)
class Made:
    """A stretch that is put together of elements; ``is_tailed``: and a sound that ends names."""

    end: int
    is_tailed: bool
    has_name: bool = True  # an element that is a name by itself


@lexicon.derived
def _elements() -> dict[str, list[tuple[str, bool]]]:
    """Return by its first two characters each element, the longest first, and whether it is a name by itself."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for row in lexicon.load("transliterated"):
        if row["use"] != "sound":
            found.setdefault(row["word"][:2], []).append((row["word"], row["use"] == "name"))
    return {head: sorted(words, key=_length, reverse=True) for head, words in found.items()}


def _length(word: tuple[str, bool]) -> int:
    return len(word[0])


@lexicon.derived
def elements() -> frozenset[str]:
    """Return all elements."""
    return frozenset(row["word"] for row in lexicon.load("transliterated") if row["use"] != "sound")


@lexicon.derived
def sounds() -> frozenset[str]:
    """Return the single characters that such names are written with."""
    return frozenset(row["word"] for row in lexicon.load("transliterated") if row["use"] == "sound")


@lexicon.derived
def _clans() -> frozenset[str]:
    return frozenset(row["clan"] for row in lexicon.load("clans"))


@lexicon.derived
def _given_of_yi() -> frozenset[str]:
    return frozenset(first + last for first in _YI_FIRST for last in _YI_LAST)


@lexicon.derived
def _heads() -> frozenset[str]:
    return frozenset((*_elements(), *_clans()))


def starts(text: str) -> Iterator[int]:
    """Yield where an element or a clan begins."""
    heads = _heads()
    pairs = (pair.start() for pair in _pairs().finditer(text))
    return (at for at in pairs if text[at : at + 2] in heads)


def made_from(text: str, start: int) -> list[Made]:
    """Return the stretches from ``start`` that are put together, the longest first."""
    found = {made.end: made for made in _of_a_clan(text, start)}
    for end, count, has_name in _joined(text, start, 0, has_name=False):
        if has_name or count > 1:
            found[end] = Made(end, is_tailed=False)
        tails = _TAILS_OF_DAI if text[start] in _DAI else _TAILS
        if text[end : end + 1] in tails:
            found.setdefault(end + 1, Made(end + 1, is_tailed=True, has_name=has_name))
    return [found[end] for end in sorted(found, reverse=True)]


def _joined(text: str, at: int, count: int, *, has_name: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield where elements in a row end, how many they are, and whether one is a name by itself."""
    if count == _MOST:
        return
    for word, is_name in _elements().get(text[at : at + 2], ()):
        if text.startswith(word, at):
            end = at + len(word)
            yield end, count + 1, has_name or is_name
            yield from _joined(text, end, count + 1, has_name=has_name or is_name)


def _of_a_clan(text: str, start: int) -> Iterator[Made]:
    given, end = start + 2, start + 4
    if text[start:given] in _clans() and (
        text[given:end] in _given_of_yi() or text[given:end] in elements()
    ):
        yield Made(end, is_tailed=False)
        if text[end : end + 1] in _YI_WOMEN:
            yield Made(end + 1, is_tailed=True)


@lexicon.derived
def _pairs() -> re.Pattern[str]:
    """Return where two characters of such names stand: 达 and 力 alone are in every report."""
    firsts = sounds() | {head[0] for head in _heads()}
    seconds = firsts | {head[1] for head in _heads()}
    return re.compile(f"[{''.join(sorted(firsts))}](?=[{''.join(sorted(seconds))}])")


def sounded(text: str) -> Iterator[Span]:
    """Yield the longest stretches of elements and sounds, of two characters at least."""
    done, heads, single = 0, _heads(), sounds()
    for pair in _pairs().finditer(text):
        at = pair.start()
        if at >= done and (text[at] in single or text[at : at + 2] in heads):
            done = _walk(text, at, len(text))
            if done - at >= _SHORTEST:
                yield Span(at, done)


def is_sounded(text: str, start: int, end: int) -> bool:
    """Tell whether elements and sounds are all of [start, end)."""
    return _walk(text, start, end) == end


def _walk(text: str, at: int, stop: int) -> int:
    while at < stop:
        words = _elements().get(text[at : at + 2], ())
        word = next((word for word, _ in words if text.startswith(word, at)), text[at])
        if len(word) == 1 and word not in sounds():
            break
        at += len(word)
    return at
