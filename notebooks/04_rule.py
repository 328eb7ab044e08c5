# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 04 · 写一条规则，并在标注上衡量 / Write a rule and measure it on gold
#
# 规则是数据：编号、模式、读法，以及同时是说明和测试的例句。
#
# A rule is data: an id, a pattern, a reader, and examples that are its test.

# %%
from decimal import Decimal
from pathlib import Path

import pandas as pd
import regex

from extractor.evaluating import evaluate, raw_paths
from extractor.interchange import report_records
from extractor.model import Percent, Quantity
from extractor.numerals import read_numeral
from extractor.rules import Rule, find

# %% [markdown]
# 例：读“受助面达八成五”一类的说法。`read` 读出值，读不准就返回 `None`。
#
# The reader gives a value or abstains with `None`.


# %%
def read_coverage(match: regex.Match[str]) -> Percent | None:
    """八成五 after 受助面 is 85 per cent."""
    tens = read_numeral(match["tens"])
    units = read_numeral(match["units"]) if match["units"] else None
    if tens is None or tens.value >= 10:
        return None
    value = tens.value * 10 + (units.value if units else Decimal(0))
    return Percent(Quantity(value, value, value))


COVERAGE = Rule(
    "percent.coverage",
    regex.compile(
        r"(?:受助面|覆盖面)(?:达到|达|为)?(?P<span>(?P<tens>[一二三四五六七八九])成(?P<units>[一二三四五六七八九])?)"
    ),
    read_coverage,
    examples=("受助面达⟦八成五⟧", "覆盖面为⟦九成⟧", "三成立了工会"),
)

# %% [markdown]
# 例句就是测试：标出的文字必须读到，没有标记的句子不许读出东西。

# %%
for example in COVERAGE.examples:
    plain = example.replace("⟦", "").replace("⟧", "")
    expected = regex.findall(r"⟦(.*?)⟧", example)
    found = [mention.text for mention in find([COVERAGE], plain)]
    assert found == expected, (example, found)
[(m.text, m.value.quantity.stated) for m in find([COVERAGE], "今年受助面达八成五，覆盖面为九成。")]

# %% [markdown]
# ## 在标注上衡量 / Measured on gold
#
# 用自编样例的标注：每类提及的准确率、召回率和 F1，以及核对找到几项、误报几项。

# %%
here = next(p for p in (Path.cwd(), Path.cwd().parent) if (p / "corpora/gold").is_dir())
import extractor

gold, raw = here / "corpora/gold", here / "corpora/sample"
predicted = [
    record
    for path in raw_paths(gold, raw)
    for record in report_records(extractor.process(extractor.read(path)))
]
score = evaluate(gold, predicted)
tallies = {kind: score.tally("value", kind) for kind in score.kinds}
pd.DataFrame(
    [(kind, t.right, t.spurious, t.missed, round(t.f1, 3)) for kind, t in tallies.items()],
    columns=["类别", "对", "多", "漏", "F1"],
)

# %% [markdown]
# 出错的地方逐条可看；改一条规则，先看这张表是升是降。
#
# Every slip can be looked at; a change of a rule is measured by this table before and after.

# %%
[(slip.document, slip) for slip in score.slips][:5]
