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
# # 01 · 快速开始 / Quick start
#
# 读 `corpora/sample` 里的十二个文件，把结果当作 pandas 表来用。
#
# Reads the twelve files of `corpora/sample` and uses the results as pandas tables.

# %%
import tempfile
from pathlib import Path

import extractor

here = Path.cwd()
sample = next(p for p in (here / "corpora/sample", here.parent / "corpora/sample") if p.is_dir())
out = Path(tempfile.mkdtemp())
summary = extractor.run([sample], out)
summary.read, summary.failed

# %% [markdown]
# 每张表都是数据框；没有写明的就是缺失值，不是 0。
#
# Every table is a data frame; what is not stated is missing, never 0.

# %%
results = extractor.open_results(out)
results.reports[["title", "organisation", "year"]]

# %%
results.failures[["source", "reason", "detail"]]

# %% [markdown]
# 约数保留其界限：“近6160元”至多 6160 元。
#
# Vague figures keep their bounds.

# %%
money = results.mentions.query("type == 'money' and approx != 'exact'")
money[["surface", "stated", "low", "high", "approx"]].head(8)

# %% [markdown]
# 每个数字都能回到原始文件里的那几个字。
#
# Every figure leads back to its characters in the file as received.

# %%
row = money.iloc[0]
raw = results.documents.set_index("document").loc[row["document"], "raw"]
raw[row["raw_start"] : row["raw_end"]]

# %% [markdown]
# 各年各单位：合计与分项、复述的数字只计一次。
#
# Years and bodies: totals, parts and restated figures count once.

# %%
results.compare(["organisation", "year"])

# %%
results.panel("per_household", index="group")

# %%
results.findings.query("verdict == 'fails'")[["kind", "expression", "difference"]]

# %%
from extractor.plotting import plot_years

plot_years(results)
