"""The raw files of ``sample/``: the clean text of the gold, dressed as an archive would hold it.

Every file is made from ``gold/NAME.clean.txt`` by named damages (``damage.py``), page
furniture written here, and an encoding.  One file is no text at all, so that a run over the sample
shows what becomes of a file that cannot be read.

Run it as ``python corpora/samples.py`` after ``annotate.py``; ``--check`` fails if a file is stale.
"""

from __future__ import annotations

import argparse
import struct
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

# A script finds its neighbours by this line.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from corpora.damage import damage

SAMPLE = Path(__file__).resolve().parent / "sample"

E_PAPER_HEAD = """晨江晚报数字报
2024年03月18日 星期一
返回首页 | 版面导航 | 标题导航 | 往期回顾
第05版：民生 上一版 下一版
浏览次数：1286　字号：大 中 小

"""
E_PAPER_TAIL = """
上一篇：今年全市计划新建口袋公园12个
下一篇：3月12日我市600名干部参加义务植树
相关新闻
· 2019年我市接待游客320万人次
· 爱心平台已筹款：¥1250000元
版权所有 晨江晚报社 2005-2024 未经许可不得转载
"""
COMPENDIUM_HEAD = (
    "元旦春节送温暖工作总结四篇"
    "春节是阖家团圆的日子，走访慰问是一项重要的工作。以下是小编为大家整理的元旦春节送温暖工作总结，"
    "供大家参考，希望对您有所帮助！\n"
)
COMPENDIUM_TAIL = """★ 2022年社区工作者年终工作总结十篇
★ 2022年乡镇扶贫工作总结范文5篇
★ 工会2021年度工作总结及2022年工作计划
★ 医院工会2020年送温暖活动方案最新
"""


@dataclass(frozen=True, slots=True)
class Dress:
    """How one clean text became the file that was received."""

    encoding: str = "utf-8"
    damages: tuple[str, ...] = ()
    head: str = ""
    tail: str = ""


DRESSES = {
    "2009_白砚镇_雪灾救助": Dress(damages=("traditional", "byte-damage", "folded")),
    "2011_东埔区民政局_冬令救助": Dress("big5", ("traditional-by-word",)),
    "2012_石漾镇_结对帮扶": Dress("utf-8-sig"),
    "2013_柳澄镇_结对帮扶": Dress("gb18030"),
    "2017_南屏区总工会_金秋助学": Dress(),
    "2019_云岭县总工会_春节慰问": Dress(),
    "2020_云岭县总工会_春节慰问": Dress(damages=("traditional", "glosses", "folded")),
    "2021_晨江晚报_慈善会暖冬行动": Dress(head=E_PAPER_HEAD, tail=E_PAPER_TAIL),
    "2022_鸿屿机械公司工会_送温暖": Dress("utf-16"),
    "2023_清渚县残联_助残帮扶": Dress(damages=("number-blanks", "stray-commas")),
    "元旦春节送温暖工作总结四篇": Dress(head=COMPENDIUM_HEAD, tail=COMPENDIUM_TAIL),
}
NOT_TEXT = "扫描件.txt"


def main() -> None:
    """Write the raw sample files, or with ``--check`` say which are stale."""
    arguments = argparse.ArgumentParser(description="Build the raw files of the sample.")
    arguments.add_argument("--check", action="store_true", help="write nothing, fail when stale")
    check = arguments.parse_args().check
    stale = [path for path, data in dressed() if not path.exists() or path.read_bytes() != data]
    if check and stale:
        raise SystemExit(f"stale: {[p.name for p in stale]}; run python corpora/samples.py")
    for path, data in dressed():
        if path in stale:
            path.write_bytes(data)
    print(f"{len(stale)} files written in {SAMPLE}")


def dressed() -> list[tuple[Path, bytes]]:
    """Return every raw file as (path, bytes)."""
    files = [(SAMPLE / NOT_TEXT, png(24, 8))]
    for name, dress in DRESSES.items():
        clean = (SAMPLE.parent / "gold" / f"{name}.clean.txt").read_text(encoding="utf-8")
        text = damage(dress.head + clean + dress.tail, dress.damages, seed=7)
        files.append((SAMPLE / f"{name}.txt", encode(text, dress.encoding)))
    return files


def encode(text: str, encoding: str) -> bytes:
    """Return the bytes of ``text``; UTF-16 is little-endian with its mark on every machine."""
    return b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16" else text.encode(encoding)


def png(width: int, height: int) -> bytes:
    """Return a white greyscale PNG: a scan with nothing on it."""
    rows = b"".join(b"\x00" + b"\xff" * width for _ in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        # Stored, not compressed: the same bytes with every build of zlib.
        (b"IDAT", zlib.compress(rows, 0)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


if __name__ == "__main__":
    main()
