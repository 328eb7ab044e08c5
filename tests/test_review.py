"""The desk as an auditor uses it, in a real browser: by mouse, by keyboard, without scripts."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from extractor import batch
from extractor.deciding import Status, open_decisions
from extractor.store import open_results
from tests.archives import write_archive
from tests.serving import Desk, browser_path, running

AXE = (Path(__file__).parent / "vendored" / "axe.min.js").read_text(encoding="utf-8")
SHARED = (
    "{year}年春节前夕，{body}组织干部职工深入基层，走访慰问困难职工家庭，把党和政府的关怀送到群众心坎上。"
    "活动中共走访困难职工{n}户，每户发放慰问金500元，共发放慰问金{sum}元，并详细了解他们的生产生活情况，鼓励他们坚定信心、克服困难。"
)
LINES = (
    f"全体干部职工走进{chr(0x4E00 + n)}家村，送去了组织的关怀，受到了群众好评。"
    for n in range(1300)
)
LONG = "云岭县总工会2020年送温暖工作总结\n" + "\n".join(LINES) + "\n"
PAGES = [
    "/",
    "/reports",
    "/reports?q=慰问",
    "/years",
    "/years?split=label",
    "/reuse",
    "/unread",
    "/log",
    "/nosuch",
]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = write_archive(tmp_path_factory.mktemp("archive"))
    for year, body, n in ((2020, "石漾镇总工会", 40), (2021, "清渚镇总工会", 60)):
        text = SHARED.format(year=year, body=body, n=n, sum=n * 500)
        (archive / f"{year}.txt").write_text(text, encoding="utf-8")
    (archive / "long.txt").write_text(LONG + "慰问困难职工45户。", encoding="utf-8")
    out = tmp_path_factory.mktemp("out")
    batch.run([archive], out, jobs=1)
    return out


@pytest.fixture(scope="module")
def desk(results: Path) -> Iterator[Desk]:
    with running(results) as started:
        started.enter()
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        yield opened
        opened.close()


Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, desk: Desk) -> Iterator[Opener]:
    """Open the desk in a window of its own; nothing may be blocked or go wrong in it."""
    faults: list[str] = []
    contexts = []

    def opening(path: str = "/", **options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[arg-type]
        contexts.append(context)
        name, _, value = desk.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": desk.base}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(desk.base + path)
        return page

    yield opening
    for context in contexts:
        context.close()
    assert [fault for fault in faults if "404" not in fault and "400" not in fault] == []


@pytest.fixture
def worst(results: Path) -> str:
    with open_results(results) as stored:
        sql = "SELECT document, report, finding FROM findings WHERE verdict = 'fails'"
        return "/findings/" + "/".join(map(str, stored.ask(sql).rows[0]))


def _press(page: Page, key: str) -> None:
    """Press a key once the page hears it."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


# --- the list -----------------------------------------------------------------------------------


def test_the_worst_finding_is_first_and_filters_count(opened: Opener, results: Path) -> None:
    page = opened()
    with open_results(results) as stored:
        holds = len(stored.findings.query("verdict == 'holds'"))
        every = len(stored.findings)
    expect(page.locator("tbody tr").first).to_contain_text("500 × 20 = 10000 ≠ 12000")
    expect(page.locator("tbody tr")).to_have_count(every)
    choice = page.locator("aside a", has_text="相符").last
    expect(choice).to_contain_text(str(holds))
    choice.click()
    expect(page.locator("tbody tr")).to_have_count(holds)
    expect(page.locator("tbody .fails")).to_have_count(0)
    page.wait_for_load_state()  # the rows are there before the scripts that follow a choice
    page.get_by_label("年份").select_option("2018")
    expect(page).to_have_url(re.compile("year=2018"))
    expect(page).to_have_url(re.compile("verdict=holds"))
    expect(page.locator("tbody tr")).not_to_have_count(holds)
    assert 0 < page.locator("tbody tr").count() < holds
    page.get_by_role("link", name="清除筛选").click()
    expect(page.locator("tbody tr")).to_have_count(every)


def test_the_list_is_walked_and_opened_by_keyboard(opened: Opener) -> None:
    page = opened()
    _press(page, "j")
    expect(page.locator("a.row").nth(0)).to_be_focused()
    _press(page, "j")
    expect(page.locator("a.row").nth(1)).to_be_focused()
    _press(page, "k")
    _press(page, "Enter")
    expect(page.locator("#finding h1")).to_contain_text("不符")


def test_the_printed_address_opens_the_desk_and_hides_its_secret(
    browser: Browser, desk: Desk
) -> None:
    page = browser.new_page()
    page.goto(desk.address)
    expect(page).to_have_url(f"{desk.base}/")
    expect(page.locator("tbody tr").first).to_be_visible()
    page.close()


def test_a_filter_that_finds_nothing_says_what_to_do(opened: Opener) -> None:
    page = opened("/?year=1900")
    expect(page.get_by_text("没有符合筛选的核对")).to_be_visible()
    page.locator(".empty").get_by_role("link", name="清除筛选").click()
    expect(page.locator("tbody tr").first).to_be_visible()


# --- one finding --------------------------------------------------------------------------------


def test_a_finding_shows_its_sum_and_its_evidence(opened: Opener, worst: str) -> None:
    page = opened(worst)
    expect(page.locator(".sum")).to_have_text("500 × 20 = 10000 ≠ 12000")
    text = page.locator(".restored")
    expect(text.locator("mark.total")).to_have_text("12000元")
    expect(text.locator("mark.part")).to_have_text(["20户", "500元"])
    colour = "mark => getComputedStyle(mark).backgroundColor"
    total, part = (text.locator(f"mark.{k}").first.evaluate(colour) for k in ("total", "part"))
    assert total != part
    foot = page.locator(".evidence tfoot")
    expect(foot).to_contain_text("10,000")
    expect(foot).to_contain_text("2,000")


def test_the_raw_file_stands_beside_the_restored_text(opened: Opener, worst: str) -> None:
    page = opened(worst)
    raw = page.locator(".raw")
    expect(raw).to_be_hidden()
    page.get_by_label("并列原始文件").check()
    expect(raw.locator("mark.total")).to_have_text("12000元")
    boxes = [page.locator(name).bounding_box() for name in (".restored", ".raw")]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[1]["x"] > boxes[0]["x"]
    page.locator("h1").click()
    _press(page, "r")
    expect(raw).to_be_hidden()


def test_evidence_is_jumped_to_by_link_and_by_key(opened: Opener, worst: str) -> None:
    page = opened(worst)
    page.locator(".jump", has_text="12000元").click()
    expect(page).to_have_url(re.compile("#total$"))
    expect(page.locator("mark:target")).to_have_text("12000元")
    _press(page, "e")
    expect(page.locator("mark.here")).to_have_text("20户")
    _press(page, "e")
    expect(page.locator("mark.here")).to_have_text("500元")


def test_neighbours_are_reached_by_key_within_the_filter(opened: Opener) -> None:
    page = opened("/?verdict=holds")
    rows = page.locator("a.row")
    expressions = rows.all_inner_texts()
    rows.first.click()
    expect(page.locator(".sum")).to_have_text(expressions[0])
    _press(page, "j")
    expect(page.locator(".sum")).to_have_text(expressions[1])
    expect(page.locator(".steps")).to_contain_text(f"第 2 项，共 {len(expressions)} 项")
    _press(page, "k")
    expect(page.locator(".sum")).to_have_text(expressions[0])


def test_the_keys_are_explained(opened: Opener, worst: str) -> None:
    page = opened(worst)
    _press(page, "?")
    expect(page.locator("#keys")).to_be_visible()
    expect(page.locator("#keys")).to_contain_text("跳到下一处依据")
    _press(page, "Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.get_by_role("button", name="快捷键").click()
    expect(page.locator("#keys")).to_be_visible()


# --- deciding -----------------------------------------------------------------------------------


def test_a_finding_is_accepted_commented_assigned_and_reopened(
    opened: Opener, worst: str, results: Path
) -> None:
    page = opened(worst)
    _press(page, "c")
    expect(page.get_by_label("备注")).to_be_focused()
    page.keyboard.type("应为 10,000 元 j k a d")
    page.get_by_label("交由谁复核").fill("李四")
    _press(page, "Escape")
    _press(page, "a")
    expect(page.locator("#decision h2")).to_contain_text("认定")
    expect(page.get_by_role("status")).to_contain_text("张三")
    with open_decisions(results) as decisions:
        (standing,) = decisions.standings().values()
    assert (standing.status, standing.reviewer) == (Status.ACCEPTED, "李四")
    assert standing.note == "应为 10,000 元 j k a d"
    page.locator("h1").click()
    _press(page, "d")
    expect(page.locator("#decision h2")).to_contain_text("排除")
    page.goto(page.url.split("/findings")[0] + "/?status=dismissed")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("aside")).to_contain_text("李四")
    page.locator("a.row").click()
    page.get_by_text("历次意见").click()
    expect(page.locator(".history li")).to_have_count(4)
    page.get_by_role("button", name="改为待复核").click()
    expect(page.locator("#decision h2")).to_contain_text("待复核")
    page.get_by_role("link", name="复核记录").click()
    expect(page.locator("tbody tr")).to_have_count(5)


def test_a_figure_and_its_role_are_corrected_beside_the_result(
    opened: Opener, worst: str, results: Path
) -> None:
    page = opened(worst)
    before = (results / "results.sqlite").read_bytes()
    row = page.locator(".evidence tbody tr", has_text="12000元")
    row.get_by_text("更正").first.click()
    row.get_by_label("数值").fill("一万")
    row.get_by_role("button", name="保存").click()
    expect(page.get_by_text("数值请写成数字")).to_be_visible()
    page.goto(page.url.split("/mentions")[0] + worst)
    row.get_by_text("更正").first.click()
    row.get_by_label("数值").fill("10,000")
    row.get_by_label("作用").select_option("plain")
    row.get_by_role("button", name="保存").click()
    corrected = page.locator(".corrected")
    expect(corrected).to_contain_text("10000")
    expect(corrected).to_contain_text("张三")
    expect(page.locator("h1 + .sum")).to_contain_text("12000")
    again = page.locator(".again")
    expect(again).to_have_text(re.compile("500 × 20 = 10000.*相符"))
    expect(again.locator(".verdict")).to_have_text("相符")
    assert (results / "results.sqlite").read_bytes() == before


def test_everything_works_without_scripts(opened: Opener, worst: str) -> None:
    page = opened("/", java_script_enabled=False)
    page.get_by_label("年份").select_option("2019")
    page.get_by_role("button", name="应用").click()
    expect(page).to_have_url(re.compile("year=2019"))
    page.locator("a.row").first.click()
    page.get_by_label("备注").fill("没有脚本")
    page.get_by_role("button", name="保存").last.click()
    expect(page.get_by_label("备注")).to_have_value("没有脚本")
    page.get_by_label("并列原始文件").check()
    expect(page.locator(".raw")).to_be_visible()
    assert worst in page.url


# --- reports ------------------------------------------------------------------------------------

WORDS = [
    # what is typed, how many reports hold it
    ("慰", 7),
    ("低保", 1),
    ("走访慰问困难职工", 3),
    ("坚定信心、克服困难", 2),
    ("没有这个词", 0),
    ("%", 0),
    ("2021.txt", 1),
]


@pytest.mark.parametrize(("words", "count"), WORDS)
def test_reports_are_found_by_words_of_any_length(words: str, count: int, opened: Opener) -> None:
    page = opened("/reports")
    every = page.locator("tbody tr").count()
    page.get_by_role("searchbox").fill(words)
    expect(page.locator("#found tbody tr")).to_have_count(count)
    assert count <= every
    if not count:
        expect(page.get_by_text("没有找到")).to_contain_text(words)
    elif "." not in words:
        expect(page.locator("#found mark").first).to_have_text(words)


def test_a_report_marks_its_mentions_by_kind(opened: Opener, desk: Desk) -> None:
    page = opened("/reports?q=低保")
    page.locator("a.row").click()
    prose = page.locator(".restored .prose")
    expect(prose.locator("mark.count", has_text="30户")).to_be_visible()
    expect(prose.locator("mark.money")).to_have_text(["35000元", "20000元", "15000元"])
    kinds = ("money", "count", "group")
    colour = "mark => getComputedStyle(mark).backgroundColor"
    colours = {prose.locator(f"mark.{kind}").first.evaluate(colour) for kind in kinds}
    assert len(colours) == len(kinds)
    page.locator("#show-money").uncheck()
    assert prose.locator("mark.money").first.evaluate(colour) == "rgba(0, 0, 0, 0)"
    given = page.locator("table.list a", has_text="35,000")
    given.click()
    expect(page.locator("mark:target")).to_have_text("35000元")
    assert desk.base in page.url


def test_a_long_report_is_shown_in_parts(opened: Opener) -> None:
    page = opened("/reports?q=一家村")
    page.locator("a.row").click()
    expect(page.get_by_text("第 1 段，共 2 段")).to_be_visible()
    page.locator("a[rel=next]").click()
    expect(page.locator(".restored mark.count")).to_have_text("45户")


def test_what_could_not_be_read_says_why_and_what_to_do(opened: Opener) -> None:
    page = opened("/unread")
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody tr", has_text="empty.txt")).to_contain_text("请检查原件")


# --- across reports -----------------------------------------------------------------------------


def test_a_bar_of_a_chart_opens_the_rows_behind_it(opened: Opener) -> None:
    page = opened("/years")
    expect(page.locator("svg.chart").first).to_be_visible(timeout=60_000)
    bar = page.locator("section", has=page.locator("#chart-amount")).locator("svg a").last
    expect(bar).to_have_attribute("aria-label", "2021: 30,000")
    bar.click()
    behind = page.locator("#behind")
    expect(behind.locator("h2")).to_contain_text("2021")
    expect(behind.locator("tbody")).to_contain_text("30,000")
    behind.locator("tbody a").first.click()
    expect(page.locator("mark:target")).to_have_text("30000元")


def test_the_charts_follow_the_body_that_is_chosen(opened: Opener) -> None:
    page = opened("/years")
    expect(page.locator("svg.chart").first).to_be_visible(timeout=60_000)
    bodies = page.locator("#y-body option").all_inner_texts()
    chosen = next(body for body in bodies if "石漾镇" in body or "清渚" in body)
    page.locator("#y-body").select_option(label=chosen)
    expect(page).to_have_url(re.compile("body="))
    expect(page.locator("svg.chart").first.locator("a")).to_have_count(1)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux for its processes")
def test_a_killed_desk_leaves_no_process_behind(results: Path) -> None:
    mark = f"EXTRACTOR_TEST_MARK={uuid4()}"
    name, _, value = mark.partition("=")
    with running(results, **{name: value}) as started:
        started.enter()
        started.ask("/years")
        every = _marked(mark)
        assert len(every) > 1
        for process in every:
            if b"review" in Path(f"/proc/{process}/cmdline").read_bytes():
                os.kill(process, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while _marked(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _marked(mark)


def _marked(mark: str) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark.encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
    return found


def test_bodies_are_drawn_beside_one_another_on_one_scale(opened: Opener) -> None:
    page = opened("/years?split=body&of=households")
    charts = page.locator("section", has=page.locator("svg.chart"))
    expect(charts.first).to_be_visible(timeout=60_000)
    headings = charts.locator("h2").all_inner_texts()
    assert any("石漾镇总工会" in heading for heading in headings)
    scales = {tuple(c.locator(".tick[text-anchor=end]").all_text_contents()) for c in charts.all()}
    years = {
        tuple(c.locator(".tick[text-anchor=middle]").all_text_contents()) for c in charts.all()
    }
    assert len(headings) > 1
    assert len(scales) == 1
    assert len(years) == 1  # also those in which this body states nothing
    assert {"2018", "2020"} <= set(*years)
    chart = charts.filter(has_text="石漾镇总工会")
    expect(chart.locator("svg a")).to_have_attribute("aria-label", "2020: 40")
    chart.locator("svg a").click()
    expect(page.locator("#behind tbody tr")).to_have_count(1)


def test_a_passage_used_again_is_shown_side_by_side(opened: Opener) -> None:
    page = opened("/reuse")
    page.locator("a.row").first.click()
    expect(page.locator(".evidence tbody tr", has_text="20000元")).to_contain_text("30000元")
    changed = page.locator(".sides mark.changed", has_text="000元")
    expect(changed).to_have_text(["20000元", "30000元"])
    expect(page.locator(".sides mark.same", has_text="500元")).to_have_count(2)


# --- for everyone, everywhere -------------------------------------------------------------------


def _every_page(page: Page, desk: Desk, worst: str) -> Iterator[str]:
    page.goto(f"{desk.base}/years")
    expect(page.locator("svg.chart").first).to_be_visible(timeout=60_000)
    report = worst.replace("findings", "reports").rsplit("/", 1)[0]
    page.goto(f"{desk.base}/reuse")
    passage = page.locator("a.row").first.get_attribute("href") or ""
    for path in [*PAGES, worst, report, passage, "/?year=1900"]:
        page.goto(desk.base + path)
        yield path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_used_by_everyone(
    scheme: str, opened: Opener, desk: Desk, worst: str
) -> None:
    page = opened(color_scheme=scheme)
    for path in _every_page(page, desk, worst):
        if path == worst:
            page.get_by_label("并列原始文件").check()
        page.evaluate(AXE)
        found = page.evaluate("axe.run().then(run => run.violations)")
        faults = [(fault["id"], [n["html"] for n in fault["nodes"]][:3]) for fault in found]
        assert faults == [], path


def test_every_page_fits_a_telephone(opened: Opener, desk: Desk, worst: str) -> None:
    page = opened(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    for path in _every_page(page, desk, worst):
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_on_paper_only_what_is_to_be_read_is_left(opened: Opener, worst: str) -> None:
    page = opened(worst)
    page.emulate_media(media="print")
    for gone in (".bar", ".steps", ".buttons"):
        expect(page.locator(gone)).to_be_hidden()
    for kept in ("h1 + .sum", ".evidence", ".restored", "#decision h2"):
        expect(page.locator(kept)).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_the_desk_speaks_english(results: Path, browser: Browser) -> None:
    with running(results, "--lang", "en") as desk:
        page = browser.new_page()
        page.goto(desk.address)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        chinese = re.compile("[一-鿿]")
        aside = page.locator("aside > :not(form)").all_inner_texts()
        nav = page.locator("header nav").inner_text()
        assert not [text for text in [*aside, nav] if chinese.search(text.replace("李四", ""))]
        page.close()


def test_an_archive_without_findings_says_what_to_do(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "a.txt").write_text("今天天气很好。", encoding="utf-8")
    batch.run([tmp_path / "a.txt"], tmp_path / "out", jobs=1)
    said = {
        "/": "没有核对结果",
        "/years": "所选范围没有这项数字",
        "/reuse": "没有重复段落",
        "/unread": "所有文件都已读取",
        "/log": "还没有复核意见",
    }
    with running(tmp_path / "out") as desk:
        page = browser.new_page()
        page.goto(desk.address)
        for path, words in said.items():
            page.goto(desk.base + path)
            expect(page.get_by_text(words).first).to_be_visible(timeout=60_000)
        page.close()
