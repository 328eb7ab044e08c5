"""How the time of the whole pipeline grows with the length of a text.

    python benchmarks/scaling.py                     # texts of our own that invite repeated work
    python benchmarks/scaling.py --seeds FOLDER      # every file of a folder, repeated
    python benchmarks/scaling.py --size 1000000      # characters; time(2n) / time(n) with 2n of these

Each text is read at half the size and at the size, three times by turns, and the quickest runs are
compared.  A ratio of 2 is linear time.  The command ends with 1 if a ratio is 2.3 or more.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from extractor.model import SourceFile
from extractor.pipeline import process

LIMIT = 2.3
# What makes careless readers slow: open brackets, digits with commas, no mark at all, chains.
TEXTS = {
    "brackets": "（" * 50 + "慰问30户",
    "digits and commas": "1,",
    "no punctuation": "慰问困难职工三十户发放慰问金三万五千元",
    "其中 chain": "其中10户，",
    "groups in one sentence": "慰问困难户8户，每户300元，共2400元；",
    "numerals": "一二三四五六七八九十百千万亿",
    "surnames": "张王李赵钱孙周吴郑王",
    "quotes": "“”‘’《",
    "dates": "2018年1月5日至9日",
    "lines": "慰问金5000元\n合计10000元\n",
    "names": "张大明、李小红、",
}


def main() -> int:
    """Print the times and the ratio of each text; return 1 if one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, help="a folder of texts to repeat instead of ours")
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--times", type=int, default=3)
    chosen = parser.parse_args()
    texts = _seeds(chosen.seeds) if chosen.seeds else TEXTS
    _seconds("慰问30户", 1000)  # load the words first
    worst = 0.0
    print(f"{'text':<28}{'n/2':>9}{'n':>9}{'ratio':>8}")
    for name, text in texts.items():
        half, whole = _best(text, chosen.size, chosen.times)
        worst = max(worst, whole / half)
        print(f"{name:<28}{half:>9.2f}{whole:>9.2f}{whole / half:>8.2f}", flush=True)
    return int(worst >= LIMIT)


def _best(text: str, size: int, times: int) -> tuple[float, float]:
    runs = [(_seconds(text, size // 2), _seconds(text, size)) for _ in range(times)]
    return min(half for half, _ in runs), min(whole for _, whole in runs)


def _seconds(text: str, size: int) -> float:
    raw = (text * (size // len(text) + 1))[:size]
    file = SourceFile("benchmark", "0" * 64, size, "txt", "utf-8", raw)
    start = time.process_time()
    process(file)
    return time.process_time() - start


def _seeds(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.iterdir() if path.suffix == ".txt")
    return {path.stem: path.read_text(encoding="utf-8", errors="replace") for path in files}


if __name__ == "__main__":
    sys.exit(main())
