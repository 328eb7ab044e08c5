"""The desk against others: under other names, from other pages, with hostile texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.cli import invoke
from extractor.deciding import open_decisions
from extractor.review.sessions import FREE_TRIES, Sessions
from extractor.store import open_results
from tests.archives import TEXTS
from tests.desk import write_results
from tests.serving import PASSWORD, Desk, running

SCRIPT = "<script>alert(1)</script>"
HOSTILE = f"\"'>{SCRIPT}<img src=x onerror=alert(2)>{{{{ 7*7 }}}}{{% raw %}}"
PAGES = ["/", "/reports", "/years", "/unread", "/log", "/reports?q=慰问", "/?verdict=fails"]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = f"{HOSTILE}慰问困难职工20户，每户500元，共发放慰问金12000元。"
    texts = [*TEXTS.items(), (f"2019/{HOSTILE}.txt", text)]
    return write_results(tmp_path_factory.mktemp("results"), texts)


@pytest.fixture(scope="module")
def started(results: Path) -> Iterator[Desk]:
    with running(results) as desk:
        desk.enter()
        yield desk


@pytest.fixture
def desk(started: Desk, results: Path) -> Desk:
    for path in results.glob("decisions.sqlite"):
        with sqlite3.connect(path) as connection:
            connection.execute("DELETE FROM decisions")
        connection.close()
    return started


@pytest.fixture
def finding(results: Path) -> str:
    with open_results(results) as opened:
        sql = "SELECT document, report, finding FROM findings WHERE verdict = 'fails' ORDER BY 1"
        return "/findings/" + "/".join(map(str, opened.ask(sql).rows[0]))


def _decisions(results: Path) -> int:
    with open_decisions(results) as decisions:
        return decisions.length


# --- whose name, and who ------------------------------------------------------------------------

HOSTS = [
    # the name asked for, and whether it is ours; PORT is the port
    ("127.0.0.1:PORT", True),
    ("localhost:PORT", True),
    ("LOCALHOST", True),
    ("[::1]:PORT", True),
    ("evil.example", False),
    ("127.0.0.1.evil.example:PORT", False),
    ("evil.example@127.0.0.1:PORT", False),
    ("127.0.0.1:PORT@evil.example", False),
    ("127.0.0.1/evil.example", False),
    ("0.0.0.0:PORT", False),
    ("[", False),
    ("127.0.0.1:99999999", True),
]


@pytest.mark.parametrize(("host", "is_ours"), HOSTS)
def test_only_the_desk_s_own_names_are_answered(host: str, is_ours: bool, desk: Desk) -> None:  # noqa: FBT001
    port = desk.base.rsplit(":", 1)[1]
    answer = desk.ask("/", Host=host.replace("PORT", port))
    assert answer.status == (200 if is_ours else 421)
    assert ("核对结果" in answer.body) == is_ours


def test_without_the_secret_address_nothing_is_shown(desk: Desk, finding: str) -> None:
    for path in (*PAGES, finding, f"{finding}?token=", "/?token=wrong", "/sign-in"):
        answer = desk.ask(path.replace("慰问", "%E6%85%B0"), Cookie=" ")
        assert answer.status in {403, 404}, path
        assert "元" not in answer.body


@pytest.mark.parametrize("cookie", ["desk=1", "DESK=", "DESK=../../x", "DESK=\x01"])
def test_a_made_up_cookie_opens_nothing(cookie: str, desk: Desk) -> None:
    name = desk.cookie.split("=")[0]
    assert desk.ask("/", Cookie=cookie.replace("DESK", name)).status in {400, 403}


def test_the_cookie_is_kept_from_scripts_and_other_sites(desk: Desk) -> None:
    answer = desk.ask("/?" + desk.address.split("?")[1], Cookie=" ")
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert answer.headers["location"] == "/"


def test_every_start_has_secrets_of_its_own(results: Path, desk: Desk) -> None:
    with running(results) as other:
        assert other.address.split("?")[1] != desk.address.split("?")[1]
        name = other.ask("/?" + other.address.split("?")[1]).headers["set-cookie"].split("=")[0]
        assert other.ask("/", Cookie=f"{name}={desk.cookie.split('=')[1]}").status == 403


# --- from where ---------------------------------------------------------------------------------

ORIGINS = [
    # headers, and the answer
    ({"Origin": "OURS"}, 303),
    ({"Origin": "OURS", "Sec_Fetch_Site": "same-origin"}, 303),
    ({}, 403),
    ({"Origin": "null"}, 403),
    ({"Origin": "http://evil.example"}, 403),
    ({"Origin": "OURS.evil.example"}, 403),
    ({"Origin": "https://127.0.0.1"}, 403),
    ({"Origin": "OURS", "Sec_Fetch_Site": "cross-site"}, 403),
]


@pytest.mark.parametrize(("headers", "status"), ORIGINS)
def test_only_our_own_pages_may_decide(
    headers: dict[str, str], status: int, desk: Desk, finding: str, results: Path
) -> None:
    sent = {name: value.replace("OURS", desk.base) for name, value in headers.items()}
    form = {"token": desk.token(finding), "status": "accepted"}
    assert desk.ask(f"{finding}/decision", form, **sent).status == status
    assert _decisions(results) == (1 if status == 303 else 0)


@pytest.mark.parametrize("token", ["", "wrong", "0"])
def test_a_form_needs_the_token_of_its_page(
    token: str, desk: Desk, finding: str, results: Path
) -> None:
    form = {"token": token, "status": "accepted"}
    assert desk.ask(f"{finding}/decision", form, Origin=desk.base).status == 403
    assert desk.ask(f"{finding}/decision", {"status": "accepted"}, Origin=desk.base).status == 403
    assert _decisions(results) == 0


FORMS = [
    # what is sent, the answer, how many decisions it makes
    ({"status": "accepted", "note": "甲"}, 303, 2),
    ({"status": "perhaps"}, 303, 0),
    ({"note": "x" * 5000}, 303, 1),
    ({"note": "x" * 70_000}, 413, 0),
    ({f"f{n}": "x" for n in range(30)}, 400, 0),
    ({"figure": "1", "sha256": "0"}, 303, 0),
]


@pytest.mark.parametrize(("form", "status", "made"), FORMS)
def test_a_form_decides_what_it_may_and_no_more(
    form: dict[str, str], status: int, made: int, desk: Desk, finding: str, results: Path
) -> None:
    sent = {"token": desk.token(finding), **form}
    assert desk.ask(f"{finding}/decision", sent, Origin=desk.base).status == status
    assert _decisions(results) == made


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_other_methods_are_refused(method: str, desk: Desk) -> None:
    assert desk.ask("/", method=method).status == 405


# --- what is shown ------------------------------------------------------------------------------


def test_every_answer_forbids_what_is_not_ours(desk: Desk, finding: str) -> None:
    paths = [*PAGES, finding, "/nosuch", "/static/desk.js", "/static/nosuch"]
    for path in paths:
        answer = desk.ask(path.replace("慰问", "%E6%85%B0%E9%97%AE"))
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "style=" not in answer.body
        assert " onclick" not in answer.body


def test_hostile_texts_and_names_are_shown_as_they_are(desk: Desk, results: Path) -> None:
    with open_results(results) as opened:
        sql = "SELECT document FROM documents WHERE source LIKE '%script%'"
        document = opened.ask(sql).rows[0][0]
    paths = [f"/findings/{document}/1/0", f"/reports/{document}/1", "/", "/reports"]
    for path in [*paths, "/reports?q=%3Cscript%3E", f"/?body={HOSTILE.replace(' ', '+')}"]:
        answer = desk.ask(path.replace('"', "%22").replace("{", "%7B").replace("%}", "%25%7D"))
        assert answer.status == 200, path
        assert SCRIPT not in answer.body
        assert "<img" not in answer.body
        assert "49" not in answer.body.replace(str(document), "")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in desk.ask(paths[0]).body


def test_a_hostile_note_is_shown_as_it_is(desk: Desk, finding: str) -> None:
    form = {"token": desk.token(finding), "note": HOSTILE, "reviewer": HOSTILE[:30]}
    assert desk.ask(f"{finding}/decision", form, Origin=desk.base).status == 303
    for path in (finding, "/log", "/"):
        assert SCRIPT not in desk.ask(path).body


ADDRESSES = [
    "/findings/../../etc/passwd",
    "/findings/%27%20OR%201=1--/1/0",
    "/findings/0000000000000000/1/0",
    "/findings/0000000000000000/1/99999999999999999999",
    "/findings/zzzzzzzzzzzzzzzz/1/0",
    "/reports/0000000000000000/1",
    "/static/../desk.py",
    "/static/%2e%2e/desk.py",
    "/static//etc/passwd",
    "/mentions/0000000000000000/1/1/correction",
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_address_that_is_no_id_leads_nowhere(path: str, desk: Desk) -> None:
    answer = desk.ask(path)
    assert answer.status == 404
    assert "root:" not in answer.body
    assert "import" not in answer.body


QUERIES = [
    "?year=1%27%20OR%201=1",
    "?verdict=;DROP%20TABLE",
    "?start=-1",
    "?start=1e9",
    "?kind=%00",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_hostile_filter_finds_nothing_and_breaks_nothing(query: str, desk: Desk) -> None:
    assert desk.ask(f"/{query}").status == 200
    assert desk.ask(f"/reports{query.replace('year', 'q')}").status == 200


def test_looking_changes_neither_results_nor_decisions(desk: Desk, results: Path) -> None:
    before = (results / "results.sqlite").read_bytes()
    for path in PAGES:
        desk.ask(path.replace("慰问", "%E6%85%B0%E9%97%AE"))
    assert (results / "results.sqlite").read_bytes() == before
    assert _decisions(results) == 0


# --- shared -------------------------------------------------------------------------------------


def test_a_shared_desk_asks_for_the_password_and_signs_with_the_name(
    results: Path, finding: str
) -> None:
    with running(results, "--share", "127.0.0.1", EXTRACTOR_PASSWORD=PASSWORD) as desk:
        assert "token" not in desk.address
        assert desk.ask("/").headers["location"] == "/sign-in"
        wrong = {"name": "李四", "password": "wrong"}
        assert desk.ask("/sign-in", wrong, Origin=desk.base).status == 403
        right = {"name": "李四", "password": PASSWORD}
        assert desk.ask("/sign-in", right).status == 403  # from nowhere
        answer = desk.ask("/sign-in", right, Origin=desk.base)
        assert answer.status == 303
        desk.cookie = answer.headers["set-cookie"].split(";")[0]
        form = {"token": desk.token(finding), "status": "accepted"}
        assert desk.ask(f"{finding}/decision", form, Origin=desk.base).status == 303
        assert "李四" in desk.ask("/log").body


def test_guessing_the_password_has_to_wait() -> None:
    sessions = Sessions("张三", PASSWORD)
    for _ in range(FREE_TRIES):
        assert sessions.sign_in("x", "wrong") is None
    assert sessions.must_wait()
    assert sessions.sign_in("x", PASSWORD) is None
    assert sessions.enter(sessions.entry_token) is None


def test_sharing_says_what_it_does(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert invoke(["review", "--help"], {}) == 0
    assert "未加密" in capsys.readouterr().out
    assert invoke(["review", str(results), "--share", "0.0.0.0"], {}) == 2  # noqa: S104
    assert "那一个地址" in capsys.readouterr().err


def test_a_short_password_is_refused(
    results: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXTRACTOR_PASSWORD", "short")
    assert invoke(["review", str(results), "--share", "127.0.0.1"], {}) == 2
    assert "口令太短" in capsys.readouterr().err
