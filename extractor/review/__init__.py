"""The auditor's desk: a web page over the results, on this machine, for the people who may see it.

    extractor review results

Findings, the worst first, each with its sum written out and its evidence in the restored text and
in the file as received; reports with every mention marked; years side by side; what could not be
read.  What people decide goes into the file of decisions.  The results are opened to read only.
"""

from __future__ import annotations

from extractor.review.serving import Share, serve

__all__ = ["Share", "serve"]
