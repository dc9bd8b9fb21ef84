"""Reading without a network: what was read, what was saved, and nothing of an older version beside a newer one."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
READY = "[data-kb-offline][data-ready]"
LAW = "li[data-name='lo-law']"


def controlled(page):
    """The worker has taken over the page, and has kept it."""
    page.evaluate("""async () => {
        const worker = navigator.serviceWorker;
        if (!worker.controller) await new Promise((done) => { worker.addEventListener("controllerchange", done); });
        const kept = async () => (await caches.open("kb-read")).match(location.origin + location.pathname);
        while (!(await kept())) await new Promise(requestAnimationFrame);
    }""")


@pytest.fixture
def open_kept(open_page):
    def open_(path, **options):
        page = open_page(path, service_workers="allow", **options)
        controlled(page)
        return page

    return open_


def titles(page):
    page.wait_for_selector(READY)
    return page.locator("[data-kb-readable] a").all_text_contents()


def save(page, section):
    page.wait_for_selector(READY)
    page.locator(section).get_by_role("button").first.click()
    page.wait_for_selector(f"{section}[data-state='saved']")


def test_what_was_read_can_be_read_again(open_kept, base):
    page = open_kept("law/history/")
    page.goto(base + "strategy/")
    page.context.set_offline(True)
    for path in ("law/history/", "strategy/"):
        page.goto(base + path)
        page.wait_for_selector("html[data-ready]", state="attached")
        font = page.evaluate("document.fonts.load('16px \"Noto Sans Lao Web\"', 'ກ').then((found) => found.length)")
        assert font == 1, "the Lao font is kept too"
    assert page.faults == []


@pytest.mark.parametrize(("path", "lands", "heading"), [
    ("law/questions/", "offline/?missing", "ອ່ານໂດຍບໍ່ມີອິນເຕີເນັດ"),
    ("en/law/questions/", "en/offline/?missing", "Read offline"),
])
def test_what_was_not_kept_leads_to_the_list_of_what_was(open_kept, base, path, lands, heading):
    page = open_kept("law/history/")
    read = {"lo": page.locator("h1").inner_text()}
    page.goto(base + "en/law/history/")
    read["en"] = page.locator("h1").inner_text()
    page.context.set_offline(True)
    page.goto(base + path)
    assert page.url == base + lands
    assert page.locator("h1").inner_text() == heading
    assert titles(page) == [read["en" if path.startswith("en/") else "lo"]]


def test_a_section_is_saved_read_searched_and_removed(open_kept, base):
    page = open_kept("offline/", width=360)
    page.wait_for_selector(READY)
    law = page.locator(LAW)
    assert law.locator("[data-status]").inner_text() == ""
    save(page, LAW)
    assert law.locator("[data-status]").inner_text() == "ເກັບໄວ້ໃນອຸປະກອນນີ້ແລ້ວ"
    assert page.evaluate("document.activeElement.textContent") == "ລຶບອອກ"
    page.context.set_offline(True)
    for path in ("law/", "law/amendment/", "law/ordinance-2025/"):
        page.goto(base + path)
        page.wait_for_selector("html[data-ready]", state="attached")
        assert page.url == base + path
    page.locator("[data-kb-search]").click()
    page.wait_for_selector(".kb-search[data-ready]")
    page.locator(".kb-search input").fill("ບຳນານ")
    page.wait_for_selector(".kb-search [role=option]")
    page.goto(base + "offline/")
    page.wait_for_selector(f"{LAW}[data-state='saved']")
    page.locator(LAW).get_by_role("button", name="ລຶບອອກ").click()
    page.wait_for_selector(f"{LAW}[data-state='none']")
    assert page.locator(LAW).locator("[data-status]").inner_text() == "ລຶບອອກຈາກອຸປະກອນນີ້ແລ້ວ"
    assert page.evaluate("async (address) => !(await caches.match(address))", base + "law/health-insurance-law/")
    assert page.faults == []


def test_a_section_that_does_not_arrive_whole_is_not_there(open_kept, base):
    page = open_kept("offline/")
    page.wait_for_selector(READY)
    page.evaluate("""() => {
        const real = self.fetch;
        const lost = (what) => String(what).includes("/law/questions/");
        self.fetch = (what, ...more) => lost(what) ? Promise.reject(new Error()) : real(what, ...more);
    }""")
    page.locator(LAW).get_by_role("button").first.click()
    page.locator(LAW).get_by_text("ເກັບບໍ່ສຳເລັດ. ກະລຸນາກວດສັນຍານອິນເຕີເນັດ ແລ້ວລອງອີກ.").wait_for()
    assert page.locator(LAW).get_attribute("data-state") == "none"
    assert [name for name in page.evaluate("caches.keys()") if name.startswith("kb-saved")] == []


def test_an_older_copy_stays_until_the_newer_one_is_whole(open_kept, base):
    page = open_kept("offline/")
    save(page, LAW)
    version = page.locator(LAW).get_attribute("data-version")
    page.evaluate("""async (version) => {
        const now = await caches.open(`kb-saved-lo-law@${version}`), older = await caches.open("kb-saved-lo-law@older");
        for (const request of await now.keys()) await older.put(request, await now.match(request));
        await caches.delete(`kb-saved-lo-law@${version}`);
    }""", version)
    page.reload()
    page.wait_for_selector(f"{LAW}[data-state='older']")
    assert page.locator(LAW).get_by_role("button").first.inner_text() == "ປັບປຸງ"
    save(page, LAW)
    kept = [name for name in page.evaluate("caches.keys()") if name.startswith("kb-saved")]
    assert kept == [f"kb-saved-lo-law@{version}"]


def test_pages_read_online_are_the_newest(open_kept, base):
    """A kept page is the second choice: what the server has now comes first."""
    page = open_kept("law/history/")
    page.evaluate("""async () => (await caches.open("kb-read")).put(location.href, new Response("<h1>old</h1>"))""")
    page.reload()
    assert page.locator("h1").inner_text() != "old"


def test_a_browser_that_cannot_is_told_so(open_page):
    page = open_page("en/offline/", java_script_enabled=False)
    assert page.locator("[data-kb-cannot]").is_visible()
    assert page.get_by_role("button").count() == 0
