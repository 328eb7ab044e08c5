"""How fast it is, beside what else one could use: ``make bench`` writes ``benchmarks/RESULTS.md``.

Peers live in an environment of their own, made on first use (``--peers``), and take turns with us
on the same texts; times are processor time, so that a busy machine blurs less, and each figure is
the median of several rounds.  ``--sizes 1000,10000,100000`` is the whole growth test; the default
stops earlier.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from corpora.make import make_reports
from extractor import batch, pipeline
from extractor.mentions import find_dates
from extractor.mentions.figures import money
from extractor.model import Report
from extractor.offsets import apply_edits
from extractor.reading import decode
from extractor.rules import find
from extractor.tables.rows import document_rows

PEERS = ("jieba", "cn2an", "pandas", "jionlp", "setuptools<81")
STAGES = ("restore", "split", "segment", "find_mentions", "link", "audit")
ROUNDS = 3
TEXTS = 150  # reports the peers are timed on
FEWER = 15  # for JioNLP, which takes minutes on all of them
REPORTS = 400  # for the whole pipeline
SEED = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of the results, and what it should be."""

    what: str
    figure: str
    aim: str


def main() -> None:
    """Measure everything and write the results."""
    arguments = _arguments()
    reports = list(make_reports(REPORTS, SEED, 0.0, 0.0))
    texts = [report.text for report in reports[:TEXTS]]
    _process(texts[0])
    lines = [*_against_peers(texts, arguments.peers), *_alone([r.text for r in reports])]
    lines += _workers(arguments.sizes)
    (HERE / "RESULTS.md").write_text(_written(lines), encoding="utf-8")
    print((HERE / "RESULTS.md").read_text(encoding="utf-8"))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, default=HERE.parent / ".venv-peers")
    parser.add_argument(
        "--sizes", type=lambda text: [int(n) for n in text.split(",")], default=[500, 2000]
    )
    return parser.parse_args()


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


# --- beside others ------------------------------------------------------------------------------


def _against_peers(texts: Sequence[str], environment: Path) -> Iterator[Line]:
    few = texts[:FEWER]
    with _peers(texts, environment) as ask, _peers(few, environment) as ask_few:
        whole, obvious, cut, pair, jionlp = [], [], [], [], []
        for _ in range(ROUNDS):
            whole.append(_seconds(lambda: [_process(text) for text in texts]))
            obvious.append(ask("obvious"))
            cut.append(ask("lcut"))
            pair.append(_seconds(lambda: [_dates_and_money(text) for text in few]))
            jionlp.append(ask_few("jionlp"))
    middle = statistics.median
    yield Line(
        "the obvious pipeline ÷ ours, end to end", f"{middle(obvious) / middle(whole):.2f}", "≥ 8"
    )
    yield Line(
        "JioNLP time + money ÷ our dates + money", f"{middle(jionlp) / middle(pair):.1f}", "≥ 15"
    )
    share = len(few) / len(texts)
    yield Line("jieba.lcut ÷ our dates + money", f"{middle(cut) * share / middle(pair):.2f}", "≥ 1")
    yield Line("ours, a report", f"{middle(whole) / len(texts) * 1000:.2f} ms", "")
    yield Line(
        "the obvious pipeline, a report", f"{middle(obvious) / len(texts) * 1000:.2f} ms", ""
    )
    yield Line("our dates + money, a report", f"{middle(pair) / len(few) * 1000:.2f} ms", "")
    yield Line("JioNLP, a report", f"{middle(jionlp) / len(few) * 1000:.1f} ms", "")


def _process(text: str) -> object:
    return document_rows(pipeline.process(decode(text.encode(), "generated.txt")), "rules")


def _dates_and_money(text: str) -> object:
    report = Report("generated", 1, text, apply_edits(text, [])[1])
    return find_dates(report), find(money.rules(), text)


@contextmanager
def _peers(texts: Sequence[str], environment: Path) -> Iterator[Callable[[str], float]]:
    """Start the peers on ``texts``; give what asks one of them for its time."""
    python = environment / "bin" / "python"
    if not python.exists():
        venv.create(environment, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)  # noqa: S603
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(list(texts), file)
        file.flush()
        command = [python, "-W", "ignore", HERE / "peers_speed.py", file.name]
        pipe = subprocess.PIPE
        with subprocess.Popen(  # noqa: S603
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
        ) as process:

            def ask(what: str) -> float:
                print(what, file=process.stdin, flush=True)
                return float(process.stdout.readline())  # type: ignore[union-attr]

            yield ask
            process.stdin.close()  # type: ignore[union-attr]


# --- alone --------------------------------------------------------------------------------------


def _alone(texts: Sequence[str]) -> Iterator[Line]:
    size = sum(len(text.encode()) for text in texts) / 1e6
    rates = [size / _seconds(lambda: [_process(text) for text in texts]) for _ in range(3)]
    yield Line("the whole pipeline, one core", f"{statistics.median(rates):.3f} MB/s", "≥ 1.5")
    spent: Counter[str] = Counter()
    with _timed(spent):
        all_of_it = _seconds(lambda: [_process(text) for text in texts])
    spent["read, tables"] = all_of_it - sum(spent.values())  # type: ignore[assignment]
    for stage, seconds in spent.most_common():
        share = f"{seconds / all_of_it:.0%}, {seconds / len(texts) * 1000:.2f} ms a report"
        yield Line(f"stage: {stage}", share, "")


@contextmanager
def _timed(spent: Counter[str]) -> Iterator[None]:
    """Have the time each stage takes added up in ``spent``."""
    stages = {name: getattr(pipeline, name) for name in STAGES}
    for name, stage in stages.items():
        setattr(pipeline, name, _watched(name, stage, spent))
    yield
    for name, stage in stages.items():
        setattr(pipeline, name, stage)


def _watched(name: str, stage: Callable[..., Any], spent: Counter[str]) -> Callable[..., Any]:
    @wraps(stage)
    def watched(*given: object) -> object:
        start = time.process_time()
        try:
            return stage(*given)
        finally:
            spent[name] += time.process_time() - start  # type: ignore[assignment]

    return watched


# --- batches ------------------------------------------------------------------------------------


def _workers(sizes: Sequence[int]) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _batch(folder / "first", sizes[0], 2)  # loads what a run loads once, for both
        one = _batch(folder / "one", sizes[0], 1)
        two = _batch(folder / "two", sizes[0], 2)
        yield Line("two workers ÷ one, elapsed", f"{one / two:.2f}", "≥ 1.8")
        for size in sizes:
            each = _batch(folder / f"of-{size}", size, 2) / size
            yield Line(f"a report in a batch of {size:,}, elapsed", f"{each * 1000:.1f} ms", "flat")
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    parent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Line("peak memory of a worker, what it shares included", f"{worker:.0f} MB", "< 400")
    yield Line("peak memory of the parent", f"{parent:.0f} MB", "flat")


def _batch(folder: Path, size: int, jobs: int) -> float:
    archive = folder / "archive"
    for report in make_reports(size, SEED, 0.3, 0.1):
        path = archive / f"{report.number // 1000:03}" / f"{report.number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(report.data)
    start = time.monotonic()
    batch.run([archive], folder / "out", jobs=jobs)
    return time.monotonic() - start


def _written(lines: Sequence[Line]) -> str:
    rows = [f"| {line.what} | {line.figure} | {line.aim} |" for line in lines]
    head = [
        "# Speed",
        "",
        "Written by `make bench` (`benchmarks/speed.py` says how each figure is taken), on generated",
        f"reports, Python {platform.python_version()} on {platform.machine()}. Ratios tell more than times.",
        "",
        "| what | measured | aim |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    main()
