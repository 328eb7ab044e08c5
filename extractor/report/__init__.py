"""What an auditor takes away: the workbook, the page to print, the file of accepted findings.

write_workbook(Path("results"), Path("审计底稿.xlsx"))
read_back(Path("results"), Path("审计底稿.xlsx"), author="张三", at="2026-01-05T08:00:00Z")
write_html(Path("results"), Path("report.html"))
write_word(Path("results"), Path("accepted.docx"))
"""

from __future__ import annotations

from extractor.report.html import write_html
from extractor.report.returned import Change, Returned, read_back
from extractor.report.word import write_word
from extractor.report.workbook import Written, write_workbook

__all__ = [
    "Change",
    "Returned",
    "Written",
    "read_back",
    "write_html",
    "write_word",
    "write_workbook",
]
