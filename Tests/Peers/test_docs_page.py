"""The page at /docs in a real browser: it loads nothing from elsewhere, and its forms ask the server."""

import pathlib
import shutil

import pytest
from playwright.sync_api import sync_playwright
from server import serving

MODELS = pathlib.Path(__file__).resolve().parent.parent.parent / "models"
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(not BROWSER, reason="needs the Debian package chromium")


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    with serving(MODELS, tmp_path_factory.mktemp("docs")) as url:
        yield url


@pytest.fixture
def page(url):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page()
        page.requested, page.complaints = [], []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda line: page.complaints.append(line.text) if "Security Policy" in line.text else None)
        page.goto(url + "/docs")
        yield page
        assert all(request.startswith(url) or request.startswith("data:") for request in page.requested)
        assert page.complaints == []
        browser.close()


def answer(page, name):
    """Opens an endpoint, sends its form as it stands, and returns what the page shows."""
    page.click(f"#{name} > summary")
    page.click(f"#{name} button")
    page.wait_for_selector(f"#{name} output p")
    page.wait_for_function(f"document.querySelector('#{name} button').textContent === 'Send'")
    return page.inner_text(f"#{name} output")


def test_it_says_how_the_server_is(page):
    page.wait_for_selector("#health.good")
    assert "answers" in page.inner_text("#health")


def test_a_prediction_can_be_tried_as_it_stands(page):
    shown = answer(page, "post_predict")
    assert shown.startswith("200") and '"prediction"' in shown and "Model-Version: v" in shown


def test_every_form_that_only_looks_gets_an_answer_of_the_server(page):
    for element in page.query_selector_all("details[id^=get_]"):
        name = element.get_attribute("id")
        if "events" in name:
            continue
        assert answer(page, name)[:1] in "2345", name


def test_the_curl_line_says_what_the_form_sends_but_not_the_key(page):
    page.click("#post_predict > summary")
    page.fill("#key", "se'cret")
    page.fill("#post_predict textarea", """{"features": ["it's"]}""")
    line = page.inner_text("#post_predict .curl")
    assert "$KEY" in line and "cret" not in line
    assert """'{"features": ["it'\\''s"]}'""" in line
