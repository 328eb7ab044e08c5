"""The order of findings, as SQL: what fails first, then by weight and difference."""

from __future__ import annotations

WORST = """
    CASE findings.verdict WHEN 'fails' THEN 0 WHEN 'cannot_tell' THEN 1
                          WHEN 'within_approximation' THEN 2 ELSE 3 END,
    findings.severity DESC, abs(findings.difference) DESC,
    findings.document, findings.report, findings.finding
"""
WORST_ACROSS = """
    CASE verdict WHEN 'fails' THEN 0 WHEN 'cannot_tell' THEN 1
                 WHEN 'within_approximation' THEN 2 ELSE 3 END,
    severity DESC, comparison
"""
