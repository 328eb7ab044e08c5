"""What stands before every page: whose name was asked for, from where, by whom, and how much.

- A page of another site can make a browser ask us under a name of its own (DNS rebinding): only the
  names of this desk are answered.
- It can make a browser send us a form: what changes something must come from our own pages
  (Origin) and carry the token they hold.
- Whoever else is on this machine can ask too: only who holds a session is answered, and a session
  begins with the secret address or the password.
- A text out of an archive must never run: nothing but our own files may be loaded or run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.review.sessions import Session, Sessions, is_form_of
from extractor.wording import Language, label

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Under "no-referrer" a browser sends the forms of our own pages from the origin "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
LARGEST = 64 * 1024  # bytes of a form
MOST_FIELDS = 20
OPEN_PATHS = ("/static/", "/sign-in")


@dataclass(frozen=True, slots=True)
class Guard:
    """An application that is asked only by those who may, from where they may."""

    app: ASGIApp
    sessions: Sessions
    hosts: frozenset[str]
    cookie: str
    language: Language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        refusal = self._refusal(request) or await self._form(request)
        answer: ASGIApp = refusal or self.app
        await answer(scope, receive, _sealed(send))

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if not _is_known(host, self.hosts):
            return self._say(421, "wrong-host")
        if request.method not in {"GET", "HEAD", "POST"}:
            return self._say(405, "wrong-method")
        if request.method == "POST" and not _is_from_here(request, host):
            return self._say(403, "wrong-origin")
        session = self.sessions.find(request.cookies.get(self.cookie))
        request.state.session = session
        if session is None and not request.url.path.startswith(OPEN_PATHS):
            return self._enter(request)
        return None

    async def _form(self, request: Request) -> Response | None:
        """Read the form of a POST; refuse what is too large or was not made for the session."""
        if request.method != "POST":
            return None
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                return self._say(413, "too-large")
        try:
            read = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError:
            return self._say(400, "no-form")
        form = {name: values[-1] for name, values in read.items()}
        session: Session | None = request.state.session
        if session is not None and not is_form_of(session, form.get("token", "")):
            return self._say(403, "wrong-token")
        request.state.form = form
        return None

    def _enter(self, request: Request) -> Response:
        """Begin a session by the secret address, ask for the password, or refuse."""
        if self.sessions.is_shared and request.method == "GET":
            return RedirectResponse("/sign-in", 303)
        query = dict(request.query_params)
        cookie = self.sessions.enter(query.pop("token", ""))
        if cookie is None or request.method != "GET":
            return self._say(403, "no-session")
        path = request.url.path if request.url.path.startswith("/") else "/"
        there = "/" + path.lstrip("/") + (f"?{urlencode(query)}" if query else "")
        response = RedirectResponse(there, 303)
        hand_over(response, self.cookie, cookie)
        return response

    def _say(self, status: int, code: str) -> Response:
        return PlainTextResponse(label("refusal", code, self.language), status)


def hand_over(response: Response, name: str, cookie: str) -> None:
    """Give a session's cookie to the browser: for this site only, and hidden from scripts."""
    response.set_cookie(name, cookie, httponly=True, samesite="strict", path="/")


def form_of(request: Request) -> Mapping[str, str]:
    """Return the form that was sent."""
    form: Mapping[str, str] = request.state.form
    return form


def _is_known(host: str, hosts: frozenset[str]) -> bool:
    try:
        parts = urlsplit(f"//{host}")
        name, user = parts.hostname or "", parts.username
    except ValueError:
        return False
    return parts.netloc == host and name in hosts and user is None


def _is_from_here(request: Request, host: str) -> bool:
    """Whether a browser says that a form came from a page of ours."""
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    return origin == f"{request.url.scheme}://{host}" and site == "same-origin"


def _sealed(send: Send) -> Send:
    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sealed
