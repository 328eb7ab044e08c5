"""How well names are read in passages of our own, and how fast: ``python -m benchmarks.names [--errors]``.

It reads ``tests/cases/named_people.txt``: passages written, with their names marked, before anyone looked at
what the program reads in them.  Errors are not shown of the "last" part, so that it stays unseen by
whoever mends the rules.
"""

from __future__ import annotations

import sys
import time

from extractor.mentions.names.shapes import Shapes
from extractor.mentions.persons.finding import find_persons
from extractor.segmenting import segment
from tests.named_people import found_in, passages, score

ROUNDS = 20


def main() -> None:
    """Print the scores and the speed."""
    for part in ("open", "kept", "last", "all"):
        told = score(part)
        print(
            f"{part}: span F1 {told.span_f1:.3f}, with the role {told.role_f1:.3f}, "
            f"recipients {told.recipient_f1:.3f} {told}"
        )
    if "--errors" in sys.argv:
        for passage in (*passages("open"), *passages("kept")):
            wanted, found = set(passage.wanted), found_in(passage.text)
            for name in sorted(wanted ^ found):
                print(passage.number, "-" if name in wanted else "+", name.name, name.role)
    text = "".join(passage.text for passage in passages()) * ROUNDS
    words = segment(text)
    began = time.process_time()
    find_persons(Shapes(text, words))
    print(f"persons: {len(text) / (time.process_time() - began):,.0f} characters a second")


if __name__ == "__main__":
    main()
