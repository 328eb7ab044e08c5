"""Reports that are one: the same text saved as a page, as Word, as PDF, in UTF-8 and in GB18030.

Files with the same bytes are one document; these have other bytes, and their texts are the same but
for blanks, line ends and the signs between cells.  What such a report states happened once, however
short it is and however many copies of it lie about.
"""

from __future__ import annotations

from functools import reduce

from extractor.comparing.engines import Engine

BETWEEN = " \n\u3000\u00a0|"  # what differs with the format of a file
NOTHING = dict.fromkeys(map(ord, BETWEEN))

LENGTHS = """
    SELECT number, count(*) AS sentences, sum(letters) AS letters,
           min(fingerprint) AS least, max(fingerprint) AS most
    FROM sentences JOIN numbered USING (document, report) GROUP BY number
"""
# Only texts with as many sentences and letters are laid beside each other in full.
ALIKE = """
    SELECT number FROM (
        SELECT number, count(*) OVER (PARTITION BY sentences, letters, least, most) AS reports
        FROM lengths
    ) AS counted WHERE reports > 1
"""
BARE = f"""
    SELECT number, {reduce(lambda text, sign: f"replace({text}, '{sign}', '')", BETWEEN, "text")}
    AS bare FROM alike JOIN numbered USING (number) JOIN reports USING (document, report)
"""  # noqa: S608  # our own names
COPIED = """
    SELECT later, earlier FROM (
        SELECT number AS later, lag(number) OVER (PARTITION BY bare ORDER BY number) AS earlier
        FROM bare
    ) AS chained WHERE earlier IS NOT NULL
"""


def bare(text: str) -> str:
    """Return ``text`` without what differs with the format of its file."""
    return text.translate(NOTHING)


def keep_copies(engine: Engine) -> None:
    """Keep how long the numbered reports are (``lengths``), and of which they are a copy."""
    engine.keep("lengths", LENGTHS)
    engine.index("lengths", "number")
    engine.keep("alike", ALIKE)
    engine.keep("bare", BARE)
    engine.keep("copied", COPIED)
