"""The small scripts of the pages, each alone in a real Chromium, without server or database."""

from __future__ import annotations

import json
import shutil
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.running import until

ROOT = Path(__file__).parents[4]
SCRIPTS = {
    "once": ROOT / "cadres/static/cadres/js/once.js",
    "pieces": ROOT / "cadres/static/cadres/js/pieces.js",
    "site": ROOT / "cadres/static/cadres/js/site.js",
    "drafts": ROOT / "cadres/static/cadres/js/drafts.js",
    "upload": ROOT / "cadres/static/cadres/js/upload.js",
    "bulk": ROOT / "cadres/static/cadres/js/bulk.js",
    "counts": ROOT / "cadres/static/cadres/js/counts.js",
    "theme": ROOT / "cadres/static/cadres/js/theme.js",
    "table_keys": ROOT / "cases/static/cases/js/table_keys.js",
}
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
SITE = "http://scripts.test/"
POLICY = "default-src 'self'; style-src 'self'; script-src 'self'"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium 未安装，浏览器测试跳过。"),
]

FORM = """<form data-draft="note-7" method="post" action="/sent">
  <input name="title"><textarea name="text"></textarea><input type="password" name="secret">
  <label><input type="radio" name="way" value="a">a</label>
  <label><input type="radio" name="way" value="b">b</label>
  <button>send</button></form>"""
SUCCESS = '<div id="messages"><div class="note is-success">已保存。</div></div>'
ROWS = "".join(
    f'<tr data-row data-href="/t/{n}" tabindex="0"><td>'
    f'<input type="checkbox" data-bulk-row value="{n}"></td></tr>'
    for n in range(5)
)


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def show(chromium):
    """Open a page of the given body with one script, and return it; `sent` is what POST answers.

    `server` answers what the script itself asks: it is given path and request, and returns status,
    or status and words.
    """
    context = chromium.new_context()

    def shown(script, body, sent="", viewer="7", server=None):
        def answer(route):
            path = route.request.url.removeprefix(SITE)
            if server and path.startswith("ask/"):
                status, *words = server(path.removeprefix("ask/"), route.request)
                route.fulfill(status=status, json=words[0] if words else None)
                return
            if path.startswith("js/"):
                # A script imports its rules from the folder beside it.
                file = SCRIPTS[script].parent / path.removeprefix("js/")
                route.fulfill(path=file, content_type="text/javascript")
                return
            inner = sent if route.request.method == "POST" else body
            page = (
                f'<!doctype html><body data-viewer="{viewer}">{inner}'
                f'<script type="module" src="/js/{script}.js"></script></body>'
            )
            headers = {"Content-Security-Policy": POLICY}
            route.fulfill(body=page, content_type="text/html; charset=utf-8", headers=headers)

        context.unroute("**/*")
        context.route("**/*", answer)
        page = context.new_page()
        page.goto(SITE)
        return page

    yield shown
    context.close()


def typed(page):
    page.fill("[name=title]", "变压器")
    page.fill("[name=text]", "夏季跳闸")
    page.fill("[name=secret]", "not to be kept")
    page.check("[value=b]")
    return page


def test_a_reload_loses_no_letter(show):
    page = typed(show("drafts", FORM))

    page.reload()

    assert page.input_value("[name=text]") == "夏季跳闸"
    assert page.is_checked("[value=b]")
    assert "已恢复未提交的内容" in page.inner_text("form")


def test_a_password_is_never_kept(show):
    page = typed(show("drafts", FORM))

    kept = page.evaluate("JSON.stringify(localStorage)")

    assert "变压器" in kept
    assert "not to be kept" not in kept


def test_the_next_person_on_the_same_device_sees_no_draft(show):
    typed(show("drafts", FORM))

    other = show("drafts", FORM, viewer="8")

    assert other.input_value("[name=text]") == ""


def test_a_draft_ends_when_the_server_says_it_has_it(show):
    page = typed(show("drafts", FORM, sent=SUCCESS))

    page.click("button")

    # The next page's script forgets it, a moment after the page has come.
    page.wait_for_selector(".note.is-success")
    assert until(lambda: page.evaluate("localStorage.length") == 0, patience=10)


def test_a_draft_stays_when_the_answer_is_an_error(show):
    page = typed(show("drafts", FORM, sent="<h1>系统出错了</h1>"))

    page.click("button")
    page.goto(SITE)

    assert page.input_value("[name=title]") == "变压器"


def test_a_draft_can_be_given_up(show):
    page = typed(show("drafts", FORM))
    page.reload()

    page.click("text=放弃")

    assert page.input_value("[name=title]") == ""
    assert page.evaluate("localStorage.length") == 0


def test_a_file_that_is_too_large_is_refused_before_it_travels(show):
    page = show(
        "upload",
        '<form data-upload method="post"><div><input type="file" data-max-mb="1" accept=".xlsx">'
        "</div><button>send</button></form>",
        sent="arrived",
    )
    large = {"name": "台账.xlsx", "mimeType": "application/zip", "buffer": b"0" * 1_100_000}

    page.set_input_files("input", large)
    page.click("button")

    assert "超过 1 MB 的上限" in page.inner_text("form")


def test_a_file_of_another_kind_is_refused_in_words(show):
    page = show("upload", '<form data-upload><div><input type="file" accept=".xlsx"></div></form>')

    page.set_input_files("input", {"name": "a.exe", "mimeType": "x/y", "buffer": b"0"})

    assert "请选择 .xlsx 文件" in page.inner_text("form")


def test_shift_chooses_a_span_of_rows(show):
    page = show(
        "bulk",
        f"<div data-bulk><p data-bulk-count></p><table>{ROWS}</table>"
        "<button data-bulk-action>催办</button></div>",
    )
    assert page.is_disabled("button")

    page.click("[value='1']")
    page.click("[value='3']", modifiers=["Shift"])

    assert page.inner_text("[data-bulk-count]") == "已选 3 条"
    assert page.is_enabled("button")


def test_j_and_k_walk_the_rows(show):
    page = show("table_keys", f"<div data-keys><table>{ROWS}</table></div>")

    for key in "jjjk":
        page.keyboard.press(key)

    assert page.evaluate("document.activeElement.dataset.href") == "/t/1"


def test_enter_opens_the_row_where_there_is_no_pane(show):
    page = show("table_keys", f"<div data-keys><table>{ROWS}</table></div>")
    page.keyboard.press("j")

    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith("/t/0")


def test_keys_do_nothing_while_somebody_types(show):
    page = show("table_keys", f"<input id='q'><div data-keys><table>{ROWS}</table></div>")

    page.type("#q", "jkd")

    assert page.input_value("#q") == "jkd"


def test_the_chosen_look_is_kept_in_a_cookie(show):
    page = show("theme", "<button data-theme-next hidden><span data-theme-word></span></button>")

    page.click("button")
    page.click("button")

    assert page.evaluate("document.cookie") == "theme=dark"
    assert json.loads(page.evaluate("JSON.stringify(document.documentElement.dataset)")) == {
        "bsTheme": "dark"
    }


def test_a_text_that_would_be_cut_counts_down_and_the_way_back_goes_with_its_seconds(show):
    page = show(
        "counts",
        '<p><textarea name="short" maxlength="300"></textarea></p>'
        '<p><textarea name="long" maxlength="5000"></textarea></p>'
        '<form data-undo="60"><span data-undo-words></span><button>撤回</button></form>',
    )
    assert "秒内可以撤回" in page.inner_text("form")

    page.fill("[name=short]", "字" * 290)
    page.fill("[name=long]", "字" * 4000)
    assert page.inner_text("p:first-child").endswith("还可以写 10 字")
    assert page.locator("[data-letters-left]").count() == 1

    page.fill("[name=long]", "字" * 4900)
    assert page.locator("[data-letters-left]").last.inner_text() == "还可以写 100 字"
    page.evaluate("() => { const late = Date.now() + 61_000; Date.now = () => late; }")
    assert until(lambda: page.locator("form").count() == 0)


UNSURE = """<div id="messages"></div>
  <form method="post"><input type="hidden" name="once" value="k/1"><button>send</button></form>"""
NO_ANSWER = """document.querySelector("form").dispatchEvent(new CustomEvent("htmx:sendError", {
  bubbles: true,
  detail: {elt: document.querySelector("form"), requestConfig: {verb: "post", parameters: {}}},
}))"""


def unsure(show, *answers):
    """A form whose answer was lost; the server is asked by its key and says these in turn."""
    waiting, asked = list(answers), []

    def server(path, request):
        asked.append(path)
        return waiting.pop(0)

    page = show("once", UNSURE, server=server)
    page.evaluate("document.body.dataset.once = '/ask/once/'")
    page.evaluate("document.addEventListener('once:done', () => (document.title = 'done'))")
    page.evaluate(NO_ANSWER)
    return page, asked


def test_a_lost_answer_is_asked_for_until_the_server_knows(show):
    done = {"state": "done", "place": "/t/7/"}
    page, asked = unsure(show, (200, {"state": "running"}), (502,), (200, done))

    page.wait_for_selector(".note.is-success", timeout=20_000)

    assert page.get_attribute(".note a", "href") == "/t/7/"
    assert page.title() == "done"
    assert asked == ["once/k%2F1/?path=%2F"] * 3


def test_what_did_not_arrive_is_not_called_done(show):
    page, _ = unsure(show, (200, {"state": "absent"}))

    page.wait_for_selector(".note.is-error")

    assert "没有送到" in page.inner_text("#messages")
    assert page.title() == ""


FILES = """<form method="post" action="/sent">
  <input type="hidden" name="csrfmiddlewaretoken" value="token">
  <div data-files="/ask/files/" data-place="ticket" data-name="files" data-small="/small/">
    <input type="file" multiple><ul data-files-list></ul></div>
  <div class="form-actions"><button>send</button></div></form>"""


class PatientServer:
    """Takes a file in pieces of four bytes, after it failed once and lost one piece."""

    def __init__(self):
        self.pieces, self.troubles, self.about = {}, [503, 408], None

    def __call__(self, path, request):
        if path == "files/":
            self.about = request.post_data_json
            return 201, {"id": "7", "piece": 4, "received": [0], "is_finished": False}
        if path == "files/7/finish/":
            return 200, {"id": "7", "name": "账.txt", "size": 10, "has_picture": False}
        if self.troubles:
            return (self.troubles.pop(),)
        index = int(path.removeprefix("files/7/pieces/").rstrip("/"))
        content = request.post_data_buffer
        assert request.headers["x-check"] == str(zlib.crc32(content))
        assert request.headers["x-csrftoken"] == "token"
        self.pieces[index] = content
        return (204,)


def test_a_file_arrives_in_pieces_over_a_line_that_breaks(show):
    server, content = PatientServer(), b"0123456789"
    page = show("pieces", FILES, server=server)

    page.set_input_files(
        "[type=file]", {"name": "账.txt", "mimeType": "text/plain", "buffer": content}
    )
    page.wait_for_selector("[name=files_kept]", state="attached", timeout=30_000)

    assert server.pieces == {1: b"4567", 2: b"89"}
    assert server.about == {
        "name": "账.txt", "size": 10, "check": zlib.crc32(content), "place": "ticket",
    }  # fmt: skip
    assert page.input_value("[name=files_kept]") == "7"
    assert "已传好" in page.inner_text(".files-one")


def test_a_form_waits_for_its_files_and_then_goes_by_itself(show):
    page = show("pieces", FILES, sent="<h1>arrived</h1>", server=PatientServer())
    page.set_input_files(
        "[type=file]", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"0123456789"}
    )

    page.click("button:has-text('send')")

    assert "还有 1 个文件没有传完" in page.inner_text("form")
    page.wait_for_selector("h1", timeout=30_000)


def test_a_file_that_is_refused_says_why_and_holds_the_form_no_longer(show):
    page = show("pieces", FILES, server=lambda *_: (422, {"message": "不是可以上传的文件。"}))

    page.set_input_files("[type=file]", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"0"})

    page.wait_for_selector(".files-one.has-error")
    assert "不是可以上传的文件。" in page.inner_text(".files-one")


def test_a_button_that_is_pressed_twice_sends_once(show):
    page = show("site", '<form method="post"><button>send</button></form>')

    stopped = page.evaluate("""() => [1, 2].map(() => {
      const press = new Event("submit", {bubbles: true, cancelable: true});
      document.querySelector("form").dispatchEvent(press);
      return press.defaultPrevented;
    })""")

    assert stopped == [False, True]
