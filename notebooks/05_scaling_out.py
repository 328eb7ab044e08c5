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
# # 05 · 扩大规模 / Scaling out
#
# 生成一批数字已知的报告，用一个和两个进程读，比较速度与结果；再把表导出为 Parquet，用 DuckDB 提问。
#
# Generates reports with known figures, reads them with one and two processes, compares speed and
# results, and asks the tables as Parquet.

# %%
import importlib.util
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

import extractor
from extractor.store import Form, ask_parquet, export

here = next(p for p in (Path.cwd(), Path.cwd().parent) if (p / "corpora/make.py").is_file())
work = Path(tempfile.mkdtemp())
subprocess.run(
    [
        sys.executable,
        here / "corpora/make.py",
        "--documents",
        "200",
        "--out",
        work / "archive",
        "--seed",
        "7",
    ],
    check=True,
    capture_output=True,
)
len(list((work / "archive").rglob("*.txt")))

# %%
seconds = {}
for jobs in (1, 2):
    start = time.perf_counter()
    extractor.run([work / "archive"], work / f"results{jobs}", jobs=jobs)
    seconds[jobs] = time.perf_counter() - start
pd.Series(seconds, name="seconds").round(2)

# %% [markdown]
# 进程数不改变结果：两次的每一行都相同。
#
# The number of processes does not change a row.

# %%
one, two = (extractor.open_results(work / f"results{jobs}") for jobs in (1, 2))
for name in ("reports", "mentions", "disbursements", "findings"):
    pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))
{name: len(getattr(one, name)) for name in ("reports", "mentions", "disbursements", "findings")}

# %% [markdown]
# 已读过的文件不再读：再运行一次几乎不花时间，被中断的批次也这样接着做。
#
# What was read is not read again; a killed run goes on in the same way.

# %%
summary = extractor.run([work / "archive"], work / "results1")
summary.read, summary.unchanged

# %%
export(work / "results1", Form.PARQUET, work / "parquet")
answer = ask_parquet(
    work / "parquet",
    "SELECT year, sum(amount) AS amount, count(*) AS terms FROM counted GROUP BY year ORDER BY year",
    timeout=30,
)
pd.DataFrame(answer.rows, columns=list(answer.heads)).tail(8)

# %% [markdown]
# 在集群上，同一条命令加 `--cluster 地址`（附加组件 `cluster`，Dask）；各需要多少机器和时间，见 `docs/scaling.md`。
#
# On a cluster the same command takes `--cluster ADDRESS` (the extra `cluster`, Dask).

# %%
"distributed is installed" if importlib.util.find_spec(
    "distributed"
) else "pip install 'extractor[cluster]'"
