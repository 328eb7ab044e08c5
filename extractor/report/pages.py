"""The templates of a package: every value is escaped and masked, and a missing one is an error."""

from __future__ import annotations

from typing import Any

from extractor.masking import masked
from extractor.report.values import grouped
from extractor.store import needed
from extractor.wording import readable


def templates(package: str) -> Any:  # noqa: ANN401  # jinja2 is an extra
    """Return the templates of ``package``."""
    jinja2 = needed("jinja2", "web")
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(package, "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda shown: masked(shown) if type(shown) is str else shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["grouped"] = grouped
    environment.filters["readable"] = readable
    return environment
