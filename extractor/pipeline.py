"""The order of the stages, and nothing else."""

from __future__ import annotations

from extractor.auditing import audit
from extractor.linking import link
from extractor.mentions import find_mentions
from extractor.mentions.cautions import with_cautions
from extractor.model import Extraction, Processed, Report, SourceFile
from extractor.restoring import restore
from extractor.segmenting import segment
from extractor.splitting import split


def process(file: SourceFile) -> Processed:
    """Return everything ``file`` states, report by report."""
    document = restore(file)
    return Processed(document, tuple(extract(report) for report in split(document)))


def extract(report: Report) -> Extraction:
    """Return the mentions, disbursements and findings of one report."""
    words = segment(report.text)
    linked = link(report, find_mentions(report, words))
    findings = audit(report, linked.mentions, linked.relations)
    report = with_cautions(report, linked.mentions)
    return Extraction(report, linked.mentions, linked.disbursements, findings, linked.figures)
