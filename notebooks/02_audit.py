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
# # 02 · 一次审计：从原始网页到签字的结论 / An audit, from raw page to signed finding
#
# 一份合计对不上的报告：看它在原始文件里的样子、还原了什么、哪一项核对不符、依据在哪几个字，最后作出结论。
#
# A report whose total does not add up: the file as received, what was restored, which check fails,
# on which characters it rests, and the decision.

# %%
import tempfile
from pathlib import Path

import extractor
from extractor.deciding import (
    FINDING_SUBJECTS,
    Decision,
    Field,
    Status,
    finding_subject,
    open_decisions,
)
from extractor.restoring import restore

here = next(p for p in (Path.cwd(), Path.cwd().parent) if (p / "corpora/sample").is_dir())
out = Path(tempfile.mkdtemp())
extractor.run([here / "corpora/sample"], out)
results = extractor.open_results(out)

# %% [markdown]
# ## 原始文件与还原 / The file as received, and restored
#
# 一份繁体、夹注拼音、字节损坏的网页：每处修改都有位置、前后文字和理由。

# %%
file = extractor.read(here / "corpora/sample/2009_白砚镇_雪灾救助.txt")
file.raw[:160]

# %%
document = restore(file)
document.text[:160]

# %%
[(edit.span.slice(file.raw), edit.replacement, edit.fixer_id) for edit in document.edits[:12]]

# %% [markdown]
# ## 不符的核对 / What fails

# %%
fails = results.findings.query("verdict == 'fails'").sort_values("severity", ascending=False)
fails[["document", "kind", "expression", "difference", "severity"]]

# %%
worst = fails.iloc[0]
raw = results.documents.set_index("document").loc[worst["document"], "raw"]
raw[worst["raw_start"] - 20 : worst["raw_end"] + 10]

# %% [markdown]
# 依据的每个数字，都能回到原始文件里的那几个字。
#
# Every figure the finding rests on leads back to its characters.

# %%
parts = results.query(
    """SELECT m.surface, m.stated, m.raw_start, m.raw_end
    FROM finding_parts p JOIN mentions m USING (document, report, mention)
    WHERE p.document = ? AND p.report = ? AND p.finding = ? ORDER BY p.place""",
    (worst["document"], int(worst["report"]), int(worst["finding"])),
)
[raw[start:end] for start, end in zip(parts["raw_start"], parts["raw_end"], strict=True)]

# %% [markdown]
# ## 结论 / The decision
#
# 结论写在结果旁边的 `decisions.sqlite`，不改动结果；重新读取之后，仍按内容找回同一项核对。
#
# Decisions are kept beside the results and find their finding again after another run.

# %%
subjects = {
    (row["document"], row["report"], row["finding"]): finding_subject(row)
    for row in results.ask(FINDING_SUBJECTS).named
}
subject = subjects[(worst["document"], int(worst["report"]), int(worst["finding"]))]
with open_decisions(out) as decisions:
    signed = {"author": "审计员", "at": "2026-01-05T08:00:00Z"}
    decisions.record(
        [
            Decision(subject, Field.STATUS, Status.ACCEPTED, **signed),
            Decision(subject, Field.NOTE, "与发放名册核对，合计有误", **signed),
        ]
    )
    standing = decisions.standings()[subject.key]
standing.status, standing.note, standing.author
