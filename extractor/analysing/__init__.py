"""The results side by side across years and bodies, as pandas users ask for them.

Everything here takes and gives data frames.  ``facts`` says what was handed out and which rows to
count, ``compare`` adds them up, ``series`` and ``panel`` lay them out by year, ``constant_prices``
takes inflation out, ``keyness`` compares the language of the reports, ``first_digits`` lays the
amounts beside Benford's law.
"""

from extractor.analysing.aggregating import KEYS, Counting, Measure, compare
from extractor.analysing.digits import FEWEST_AMOUNTS, first_digits
from extractor.analysing.facts import LeftOut, Level, facts
from extractor.analysing.indicators import stated_after
from extractor.analysing.words import concordance, keyness, terms
from extractor.analysing.years import constant_prices, panel, price_levels, series

__all__ = [
    "FEWEST_AMOUNTS",
    "KEYS",
    "Counting",
    "LeftOut",
    "Level",
    "Measure",
    "compare",
    "concordance",
    "constant_prices",
    "facts",
    "first_digits",
    "keyness",
    "panel",
    "price_levels",
    "series",
    "stated_after",
    "terms",
]
