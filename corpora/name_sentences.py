"""Sentences with invented names marked, and sentences with the traps that look like names.

They are what the name model learns from besides official documents: ``names/templates.txt`` holds
the sentences, ``names/given.txt`` the characters of given names.  Surnames, titles, groups and the
words that are no names are those of the extractor's own tables.
"""

# ruff: noqa: PLR2004  # the numbers are chances, each of which stands once

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from extractor import lexicon
from extractor.segmenting import segment

HERE = Path(__file__).resolve().parent / "names"
SLOT = re.compile(r"\{(.)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text, and where its names stand, half-open."""

    text: str
    names: tuple[tuple[int, int], ...]


def sentences(many: int, seed: int) -> Iterator[Sentence]:
    """Yield ``many`` sentences; about one in three names nobody."""
    chance = random.Random(seed)  # noqa: S311
    naming, plain = templates()
    for _ in range(many):
        yield _filled(chance.choice(naming if chance.random() < 0.68 else plain), chance)


@cache
def templates() -> tuple[list[str], list[str]]:
    """Return the sentences that name someone, and those that name nobody."""
    text = (HERE / "templates.txt").read_text(encoding="utf-8")
    naming, _, plain = text.partition("\n@\n")
    return tuple([s for s in part.splitlines() if s[0] != "#"] for part in (naming, plain))  # type: ignore[return-value]


def _filled(template: str, chance: random.Random) -> Sentence:
    text, names = "", []
    for at, part in enumerate(SLOT.split(template)):
        if at % 2 == 0:
            text += part
        elif part == "列":
            listed = [person(chance) for _ in range(chance.randint(2, 6))]
            mark = chance.choice("、、、,")
            for place, name in enumerate(listed):
                if place:
                    is_last = place == len(listed) - 1
                    text += chance.choice("和、") if is_last and mark == "、" else mark
                names.append((len(text), len(text) + len(name)))
                text += name
        elif part == "人":
            name = person(chance)
            names.append((len(text), len(text) + len(name)))
            text += name
        else:
            text += FILLERS[part](chance)
    if chance.random() < 0.5:
        text = text.translate(str.maketrans(",:()", "，：（）"))
    return Sentence(text, tuple(names))


# --- names ---------------------------------------------------------------------------------------


def person(chance: random.Random) -> str:
    """Return an invented name."""
    characters, words = _given()
    surname = _surname(chance)
    sort = chance.random()
    if sort < 0.12:
        return surname + chance.choice(words)
    if sort < 0.17:
        given = "".join(chance.choices(_common(), k=chance.choice([1, 2])))
        return surname + given
    how_many = 1 if chance.random() < 0.28 and len(surname) == 1 else chance.choice([2, 2, 2, 1])
    return surname + "".join(chance.choices(*characters, k=how_many))


def _surname(chance: random.Random) -> str:
    firm, doubtful = _surnames()
    if chance.random() < 0.08:
        return chance.choice(doubtful)
    if chance.random() < 0.25:
        return chance.choice(firm)
    return firm[min(int(chance.expovariate(1 / 45)), len(firm) - 1)]


@cache
def _surnames() -> tuple[list[str], list[str]]:
    rows = lexicon.load("surnames")
    firm = [row["surname"] for row in rows if row["strength"] == "firm"]
    return firm, [row["surname"] for row in rows if row["strength"] != "firm"]


@cache
def _given() -> tuple[tuple[list[str], list[float]], list[str]]:
    weights: dict[str, float] = {}
    words: list[str] = []
    for line in (HERE / "given.txt").read_text(encoding="utf-8").splitlines():
        sort, _, rest = line.partition(" ")
        if sort == "W":
            words = rest.split()
        elif sort != "#":
            for char in rest:
                weights[char] = max(weights.get(char, 0.0), 6.0 / int(sort) ** 2)
    return (list(weights), list(weights.values())), words


# --- everything else -----------------------------------------------------------------------------


def _any(listed: Callable[[], list[str]]) -> Callable[[random.Random], str]:
    return lambda chance: chance.choice(listed())


@cache
def _common() -> list[str]:
    text = files("extractor").joinpath("data", "common_characters.txt").read_text("utf-8")
    return re.findall(r"[\u4e00-\u9fff]", "".join(x for x in text.splitlines() if x[0] != "#"))[
        :3000
    ]


@cache
def _offices() -> list[str]:
    return [
        row["word"]
        for row in lexicon.load("titles")
        if row["role"] == "official" and row["side"] != "after"
    ]


@cache
def _groups() -> list[str]:
    return [row["word"] for row in lexicon.load("groups") if row["sort"] == "described"]


@cache
def _traps() -> tuple[list[str], list[float]]:
    """Return the common words that begin with a surname, weighed, and a few that do not."""
    firm, doubtful = (set(part) for part in _surnames())
    weights = {row["word"]: 40.0 for row in lexicon.load("not_names") if row["when"] == "never"}
    text = files("extractor").joinpath("data", "word_frequencies.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        frequency, *words = line.split()
        for word in words:
            least = 30 if word[0] in firm | doubtful else 3000
            if len(word) > 1 and int(frequency) >= least and _is_common(word):
                weights.setdefault(word, int(frequency) ** 0.4)
    return list(weights), list(weights.values())


def _is_common(word: str) -> bool:
    tags = [found.tag for found in segment(word)]
    return len(tags) == 1 and tags[0][:2] not in ("nr", "ns", "nz")


def _trap(chance: random.Random) -> str:
    return chance.choices(*_traps())[0]


def _place(chance: random.Random) -> str:
    sort = chance.random()
    if sort < 0.35:
        return _surname(chance) + "家"
    if sort < 0.85:
        return person(chance)[:2]
    return person(chance)


def _ended(*ends: str) -> Callable[[random.Random], str]:
    return lambda chance: _place(chance) + chance.choice(ends)


def _body(chance: random.Random) -> str:
    if chance.random() < 0.4:
        return chance.choice(["县", "市", "区", "镇", "局", "集团公司", "省"]) + chance.choice(
            ["总工会", "民政局", "残联", "财政局", "妇联", "慈善会", "红十字会", "教育局", "人社局"]
        )
    ends = (
        "公司",
        "集团",
        "酒店",
        "医院",
        "商场",
        "煤矿",
        "机械厂",
        "工会",
        "超市",
        "社区",
        "派出所",
    )
    return _ended(*ends)(chance)


def _number(chance: random.Random) -> str:
    return str(chance.randint(2, 3000) if chance.random() < 0.3 else chance.randint(2, 99))


def _amount(chance: random.Random) -> str:
    return chance.choice(["", "近", "约"]) * (chance.random() < 0.2) + chance.choice(
        [str(chance.randint(1, 90) * 100), f"{chance.randint(1, 900) / 10}万", "两千", "1万"]
    )


def _date(chance: random.Random) -> str:
    day = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    return chance.choice(["", f"{chance.randint(2003, 2024)}年"]) + day


FILLERS: dict[str, Callable[[random.Random], str]] = {
    "官": _any(_offices),
    "群": _any(_groups),
    "县": _ended("县", "市", "区"),
    "镇": _ended("镇", "乡", "街道"),
    "村": _ended("村", "村", "庄", "社区", "屯", "沟村"),
    "单": _body,
    "校": _ended("小学", "中学", "学校", "学院"),
    "词": _trap,
    "额": _amount,
    "数": _number,
    "日": _date,
    "龄": lambda chance: str(chance.randint(5, 95)),
    "物": _any(lambda: ["大米", "食用油", "棉被", "面粉", "牛奶", "棉衣", "电热毯", "轮椅"]),
    "病": _any(lambda: ["尿毒症", "白血病", "肺癌", "糖尿病", "心脏病", "脑梗", "重病", "高血压"]),
}
