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
# # 03 · 五十年的政府工作报告 / Fifty years of government work reports
#
# 从历年报告里读出指标，目标与完成情况并列。没有 `../shared/corpora` 时，改读 `corpora/yearly`
# 里自编的六篇县级报告。
#
# Reads indicators from each year's report and sets targets beside outcomes. Without the real
# reports it reads six invented ones of a county.

# %%
import tempfile
from pathlib import Path

import pandas as pd

import extractor

root = next(p for p in (Path.cwd(), Path.cwd().parent) if (p / "corpora/yearly").is_dir())
real = root.parent / "shared/corpora/government_work_reports"
is_real = real.is_dir()
folder = real if is_real else root / "corpora/yearly"
out = Path(tempfile.mkdtemp())
extractor.run([folder], out)
results = extractor.open_results(out)
len(results.reports), "real reports" if is_real else "invented sample"

# %% [markdown]
# 报告的年份取自文件名：报告自己往往只写“今年”“去年”。
#
# The year is the file's name: the reports themselves mostly say this year and last year.

# %%
source = results.documents.set_index("document")["source"]
year = source.str.extract(r"(\d{4})\.txt$")[0].astype("Int64")


def indicator(name: str) -> pd.DataFrame:
    """Return what each report states of ``name``: last year's outcome, this year's target."""
    found = results.stated_after(name)
    found["report_year"] = found["document"].map(year)
    found["value"] = found["stated"].fillna((found["low"] + found["high"]) / 2)
    return found.sort_values(["report_year", "mention"])


growth = indicator("国内生产总值" if is_real else "地区生产总值").query("unit.isna()")
growth = growth[growth["surface"].str.contains("[%％]|百分")]
growth[["report_year", "is_planned", "surface", "lead"]].tail(12)

# %% [markdown]
# ## 目标与完成 / Targets against outcomes
#
# 当年的目标写在当年的报告里，完成数写在次年的报告里。第一处完成数为准，其余是五年合计之类。
#
# A year's target stands in its own report, the outcome in the next one.


# %%
def targets_and_outcomes(found: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each year: the target, the outcome, and their words."""
    plain = found[~found["covers_years"]]
    planned = plain[plain["is_planned"]].groupby("report_year").first()
    achieved = plain[~plain["is_planned"]].groupby("report_year").first()
    achieved.index = achieved.index - 1
    columns = ["value", "surface"]
    target = planned[columns].add_suffix("_target")
    return target.join(achieved[columns], how="outer")


employment = targets_and_outcomes(indicator("城镇新增就业"))
employment

# %%
prices = targets_and_outcomes(indicator("居民消费价格"))
prices

# %% [markdown]
# ## 增长率与复述的数字 / Growth against restated figures
#
# 报告所述的就业人数，与次年报告再提到的同一年人数是否一致：`城镇新增就业` 的五年平均可以用各年的数核对。
#
# The five-year mean of 2018-2022 that the 2023 report states, against the five single years.

# %%
if is_real:
    single = employment.loc[2018:2022, "value"] / 10_000
    mean = indicator("城镇新增就业").query("lead.str.contains('年均')")["surface"].iloc[-1]
    print(f"{single.tolist()} → {single.mean():.1f} 万人; stated 年均 {mean}")

# %%
from extractor.plotting import drawing

axes = drawing.axes(
    "城镇新增就业：目标与完成（万人）" if is_real else "城镇新增就业：目标与完成（人）"
)
scale = 10_000 if is_real else 1
shown = employment.loc[employment.index >= (2004 if is_real else 0)]
years = shown.index.astype(int)
axes.plot(years, shown["value"].astype(float) / scale, marker="o", color=drawing.BLUE, label="完成")
axes.plot(
    years,
    shown["value_target"].astype(float) / scale,
    marker="s",
    linestyle="--",
    color=drawing.ORANGE,
    label="目标",
)
axes.set_ylim(bottom=0)
axes.legend(frameon=False)
drawing.finish(axes)

# %% [markdown]
# ## 哪些词在升、哪些在降 / Which words rise and fall

# %%
reports = results.reports.assign(report_year=lambda r: r["document"].map(year))
late = reports[reports["report_year"] >= reports["report_year"].median()]
terms = results.terms
is_late = terms["document"].isin(late["document"])
from extractor.analysing import keyness

marks = keyness(terms, is_late)
marks.head(15)

# %%
marks.tail(15)

# %%
rising = marks.query("log_ratio > 0").head(15).iloc[::-1]
falling = marks.query("log_ratio < 0").tail(15)
axes = drawing.axes("后半段比前半段更常用（上）与更少用（下）的词", height=7)
both = pd.concat([falling.iloc[::-1], rising])
axes.barh(both.index, both["log_ratio"], color=drawing.BLUE)
axes.set_xlabel("log2")
drawing.finish(axes)
