"""The desk as a server: on this machine only, unless it is shared by name."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from extractor.errors import ExtractorError
from extractor.review.across import Across
from extractor.review.desk import Desk, open_desk
from extractor.review.findings import Findings
from extractor.review.guarding import Guard, form_of, hand_over
from extractor.review.log import Log
from extractor.review.pages import Paper, environment
from extractor.review.reports import Reports
from extractor.review.reuse import Reuse
from extractor.review.sessions import Sessions
from extractor.review.years import Years
from extractor.wording import Language

LOOPBACK = "127.0.0.1"
OURSELVES = ("127.0.0.1", "localhost", "::1")
STATIC = Path(__file__).parent / "static"
ERROR, TOO_MANY = 500, 429
BACKLOG = 128  # connections that wait while a page is made


@dataclass(frozen=True, slots=True)
class Share:
    """Opening the desk to others: on which address of this machine, and by which password."""

    address: str
    password: str


def serve(
    results: Path,
    language: Language,
    *,
    port: int,
    author: str,
    share: Share | None = None,
    ready: Callable[[str], None],
) -> None:
    """Serve the desk until it is stopped; ``ready`` is given the address to open."""
    with closing(open_desk(results, language)) as desk, closing(_listen(share, port)) as listening:
        taken = listening.getsockname()[1]
        sessions = Sessions(author, share.password if share else None)
        app = application(desk, sessions, _hosts(share), f"desk-{taken}")
        _ = desk.index  # made before the first page is asked for
        host = _written(share.address) if share else LOOPBACK
        secret = "" if share else f"?token={sessions.entry_token}"
        ready(f"http://{host}:{taken}/{secret}")
        config = uvicorn.Config(
            app, log_level="error", access_log=False, server_header=False, proxy_headers=False
        )
        uvicorn.Server(config).run(sockets=[listening])


def application(desk: Desk, sessions: Sessions, hosts: frozenset[str], cookie: str) -> Guard:
    """Return the desk as an application that only those who may can ask."""
    paper = Paper(desk, environment(desk.language))
    findings, reports, reuse = Findings(paper), Reports(paper), Reuse(paper)
    across, years, log = Across(paper), Years(paper), Log(paper)
    finding = "/findings/{document}/{report:int}/{finding:int}"

    async def sign_in(request: Request) -> Response:
        return _sign_in(request, paper, sessions, cookie)

    async def missing(request: Request, _: Exception) -> Response:
        return paper.missing(request)

    async def broken(request: Request, _: Exception) -> Response:
        return paper.page(request, "message", {"code": "broken"}, ERROR)

    async def refused(request: Request, error: Exception) -> Response:
        values = {"code": "refused", "detail": str(error)}
        return paper.page(request, "message", values, ERROR)

    app = Starlette(
        routes=[
            Route("/", findings.every),
            Route(finding, findings.show),
            Route(f"{finding}/decision", findings.decide, methods=["POST"]),
            Route(
                "/mentions/{document}/{report:int}/{mention:int}/correction",
                findings.correct,
                methods=["POST"],
            ),
            Route("/reports", reports.every),
            Route("/reports/{document}/{report:int}", reports.show),
            Route("/years", years.show),
            Route("/across", across.every),
            Route("/across/{comparison}", across.show),
            Route("/across/{comparison}/decision", across.decide, methods=["POST"]),
            Route("/reuse", reuse.every),
            Route("/reuse/{passage}", reuse.show),
            Route("/unread", reports.unread),
            Route("/log", log.show),
            Route("/sign-in", sign_in, methods=["GET", "POST"]),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        exception_handlers={404: missing, 405: missing, ExtractorError: refused, 500: broken},
    )
    return Guard(app, sessions, hosts, cookie, desk.language)


def _sign_in(request: Request, paper: Paper, sessions: Sessions, cookie: str) -> Response:
    if not sessions.is_shared:
        return paper.missing(request)
    if request.method == "GET":
        return paper.page(request, "sign-in", {"wrong": ""})
    if sessions.must_wait():
        return paper.page(request, "sign-in", {"wrong": "wait"}, TOO_MANY)
    form = form_of(request)
    opened = sessions.sign_in(form.get("name", ""), form.get("password", ""))
    if opened is None:
        return paper.page(request, "sign-in", {"wrong": "wrong"}, 403)
    response = RedirectResponse("/", 303)
    hand_over(response, cookie, opened)
    return response


def _listen(share: Share | None, port: int) -> socket.socket:
    address = share.address if share else LOOPBACK
    try:
        family = socket.AF_INET6 if ip_address(address).version == 6 else socket.AF_INET  # noqa: PLR2004
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address, port))
        listening.listen(BACKLOG)
    except (OSError, ValueError) as error:
        remedy = "{address}:{port}: cannot listen: {error}; give another --port or --share"
        raise ExtractorError(remedy, address=address, port=port, error=error) from error
    return listening


def _hosts(share: Share | None) -> frozenset[str]:
    """Return the names under which the desk is asked."""
    shared = (share.address, socket.gethostname().lower()) if share else ()
    return frozenset((*OURSELVES, *shared))


def _written(address: str) -> str:
    return f"[{address}]" if ":" in address else address
