"""How pages are made: templates, the words in them, and addresses of the things they show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from extractor.report.evidence import Key
from extractor.report.pages import templates
from extractor.report.values import grouped
from extractor.review.desk import Desk
from extractor.review.index import NONE, Filter
from extractor.store import Results
from extractor.wording import Language, enumerated, explain, judged

DOCUMENT = re.compile(r"[0-9a-f]{16}")
NUMBER = re.compile(r"[0-9]{1,9}")
LARGEST_ID = 2**31
SHORT = {
    Language.ZH: ((1e8, "亿"), (1e4, "万")),
    Language.EN: ((1e9, "B"), (1e6, "M"), (1e3, "k")),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """The templates, and the desk whose pages they make."""

    desk: Desk
    environment: jinja2.Environment

    def page(
        self, request: Request, name: str, values: Mapping[str, Any], status: int = 200
    ) -> Response:
        """Return the page that the template ``name`` makes of ``values``."""
        template = self.environment.get_template(f"{name}.html.j2")
        session = request.state.session
        shown = template.render(
            **values,
            path=request.url.path,
            session=session,
            language=self.desk.language,
            say=self.desk.say,
            unfinished=enumerated(self.desk.results.unfinished, self.desk.language),
        )
        return HTMLResponse(shown, status)

    def missing(self, request: Request) -> Response:
        """Return the page for what is not there."""
        return self.page(request, "message", {"code": "not-found"}, 404)


def environment(language: Language) -> jinja2.Environment:
    """Return the templates of the desk, with the words they need."""
    made: jinja2.Environment = templates("extractor.review")
    made.filters["query"] = query
    made.filters["short"] = partial(short, language=language)
    made.globals["NONE"] = NONE
    made.globals["address"] = address
    made.globals["enumerated"] = partial(enumerated, language=language)
    made.globals["judged"] = partial(judged, language=language)
    made.globals["explain"] = lambda expression, reason: explain(expression, reason, language)
    return made


def address(kind: str, key: Iterable[object], chosen: Mapping[str, str] | None = None) -> str:
    """Return where a page lies: ``/findings/91af188a6b0c3d2e/1/0?verdict=fails``.

    >>> address("reports", ("91af188a6b0c3d2e", 1))
    '/reports/91af188a6b0c3d2e/1'
    """
    return f"/{kind}/{'/'.join(map(str, key))}{query(chosen or {})}"


def query(chosen: Mapping[str, object], **more: object) -> str:
    """Return the query of an address, without what is empty."""
    every = {name: value for name, value in {**chosen, **more}.items() if value not in ("", None)}
    return f"?{urlencode(every)}" if every else ""


def short(number: float, language: Language) -> str:
    """Return a number as an axis has room for it, in 万 and 亿 or in k and M.

    >>> short(2_500_000.0, Language.ZH), short(2_500_000.0, Language.EN), short(400.0, Language.ZH)
    ('250万', '2.5M', '400')
    """
    for size, sign in SHORT[language]:
        if number >= size:
            return f"{grouped(round(number / size, 2))}{sign}"
    return grouped(round(number, 2))


def filter_of(request: Request) -> Filter:
    """Return which findings an address asks for."""
    return Filter(**{name: request.query_params.get(name, "") for name in Filter.__slots__})


def number_of(request: Request, name: str, default: int = 0) -> int:
    """Return a whole number from an address; what is none is the default."""
    written = request.query_params.get(name, "")
    return int(written) if NUMBER.fullmatch(written) else default


def key_of(request: Request, *names: str) -> tuple[Any, ...] | None:
    """Return the ids in a path, or nothing where one cannot be an id."""
    parts = request.path_params
    document = str(parts["document"])
    numbers = [int(parts[name]) for name in names]
    if not DOCUMENT.fullmatch(document) or any(number >= LARGEST_ID for number in numbers):
        return None
    return (document, *numbers)


def finding_rows(results: Results, keys: Iterable[Key]) -> list[dict[str, Any]]:
    """Return what a list shows of findings, in the order of ``keys``."""
    sql = """
        SELECT findings.document, findings.report, findings.finding, verdict, kind, expression,
               reason, difference, organisation, year, title, source
        FROM findings
        JOIN reports USING (document, report)
        JOIN documents USING (document)
        WHERE (findings.document, findings.report, findings.finding) = (?, ?, ?)
    """
    return [row for key in keys for row in results.ask(sql, key).named]
