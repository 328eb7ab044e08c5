"""The other side of ``speed.py``, run by a scratch environment: one line in, one time out.

    obvious   jieba.posseg, re, cn2an and DataFrame.concat, as one would write it in an afternoon
    lcut      jieba.lcut alone
    jionlp    JioNLP's extract_time and extract_money, with their values

The first argument is a file with one text a line, as JSON.  Each line of standard input names one
of these; the answer is the seconds it took over all the texts.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import cn2an
import jieba
import jieba.posseg
import pandas as pd

jieba.setLogLevel(logging.CRITICAL)

NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千万亿]+"
DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?|(\d{4})年")
MONEY = re.compile(rf"({NUMBER})(万|亿|千)?(?:余|多)?元")
COUNT = re.compile(rf"({NUMBER})(?:余|多)?(户|人次|人|名|位|个|件|箱|袋|床|套|桶|份)")
SCALE = {"千": 10**3, "万": 10**4, "亿": 10**8}


def obvious(texts: Sequence[str]) -> pd.DataFrame:
    """Return the dates, amounts, counts and names of ``texts``, a frame a text put together."""
    frames = []
    for number, text in enumerate(texts):
        rows = [("date", found.group(), None, *found.span()) for found in DATE.finditer(text)]
        for found in MONEY.finditer(text):
            value = amount(found[1]) * SCALE.get(found[2], 1)
            rows.append(("money", found.group(), value, *found.span()))
        counts = COUNT.finditer(text)
        rows += [("count", found.group(), amount(found[1]), *found.span()) for found in counts]
        at = 0
        for pair in jieba.posseg.cut(text):
            if pair.flag in {"nr", "nt"}:
                rows.append((pair.flag, pair.word, None, at, at + len(pair.word)))
            at += len(pair.word)
        frame = pd.DataFrame(rows, columns=["type", "text", "value", "start", "end"])
        frames.append(frame.assign(document=number))
    return pd.concat(frames, ignore_index=True)


def amount(written: str) -> float:
    """Return the number that ``written`` says."""
    try:
        return float(written.replace(",", ""))
    except ValueError:
        with contextlib.suppress(ValueError):
            return float(cn2an.cn2an(written, "smart"))
        return float("nan")


def lcut(texts: Sequence[str]) -> None:
    """Cut ``texts`` into words."""
    for text in texts:
        jieba.lcut(text)


def jionlp(texts: Sequence[str]) -> None:
    """Find and read the times and the amounts of ``texts``."""
    import jionlp as jio  # noqa: PLC0415  # it takes seconds, and the others need none of it

    now = time.time()
    for text in texts:
        jio.ner.extract_time(text, time_base=now, with_parsing=True)
        jio.ner.extract_money(text, with_parsing=True)


WAYS: dict[str, Callable[[Sequence[str]], object]] = {
    "obvious": obvious,
    "lcut": lcut,
    "jionlp": jionlp,
}


def main() -> None:
    """Answer each line with a time."""
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    answers = sys.stdout
    for line in sys.stdin:
        way = WAYS[line.strip()]
        with contextlib.redirect_stdout(sys.stderr):
            way(texts[:2])  # what it loads on first use is not counted
            start = time.process_time()
            way(texts)
            seconds = time.process_time() - start
        answers.write(f"{seconds}\n")
        answers.flush()


if __name__ == "__main__":
    main()
