"""What people do on the pages. Each journey gets a browser and a service, and fails by an assertion."""

import re
import time
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from cutting_relay import CuttingRelay
from service import Service

PATIENCE = 120_000
SHOTS = Path(__file__).parent / "screenshots"


def context(browser: Browser, base: str, **options: object) -> BrowserContext:
    opened = browser.new_context(base_url=base, **options)
    opened.set_default_timeout(30_000)
    return opened


def strict(page: Page) -> list[str]:
    """What the browser complains of: scripts that fail, and what the policy refuses."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    return complaints


def upload(page: Page, file: Path, title: str = "", course: str = "") -> None:
    page.goto("/")
    page.get_by_label("Title").fill(title)
    page.locator("#course").fill(course)
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Upload", exact=True).click()


def opened_review(page: Page) -> str:
    """Waits for the end of an upload, and opens its review; gives the id."""
    link = page.get_by_role("link", name="Open the review")
    expect(link).to_be_visible(timeout=PATIENCE)
    link.click()
    page.wait_for_url("**/reviews/*")
    return page.url.split("/reviews/")[1]


def review_appears(browser: Browser, service: Service, file: Path) -> str:
    """An upload, and the report comes by itself; a finding leads to its place in the recording."""
    with context(browser, service.base) as opened:
        page = opened.new_page()
        complaints = strict(page)
        upload(page, file, "Sums, proven", "maths-101")
        review = opened_review(page)
        # Whoever loaded the page anew would lose this.
        page.evaluate("window.isTheSamePage = true")
        expect(page.locator("#findings")).to_be_visible(timeout=PATIENCE)
        assert page.evaluate("window.isTheSamePage") is True, "the page was loaded anew"
        expect(page.locator("#announcer")).to_have_text("The report is ready.")
        leads_to_its_place(page)
        answers_a_finding(page)
        assert not complaints, complaints
        return review


def leads_to_its_place(page: Page) -> None:
    page.wait_for_function("() => document.getElementById('video').readyState >= 1")
    link = page.locator("#findings .times a[data-time]").first
    wanted = float(link.get_attribute("data-time"))
    # What plays on moves on: the place is looked at where the player lands.
    page.evaluate(
        """() => { const video = document.getElementById('video');
            video.addEventListener('seeked', () => { video.pause(); window.landed = video.currentTime; }, { once: true }); }""")
    link.click()
    page.wait_for_function("() => window.landed !== undefined")
    landed = page.evaluate("window.landed")
    assert abs(landed - wanted) <= 0.2, f"the player landed at {landed} instead of {wanted}"


def answers_a_finding(page: Page) -> None:
    form = page.locator("form.answer").first
    form.get_by_text("Add a note").click()
    form.get_by_label("Note").fill("Cut <b>out</b> on Friday.")
    form.get_by_role("button", name="It is fixed").click()
    expect(form.locator(".answered")).to_have_text("It is fixed. Note: Cut <b>out</b> on Friday.")
    page.reload()
    expect(page.locator("form.answer .answered").first).to_have_text("It is fixed. Note: Cut <b>out</b> on Friday.")


def cut_upload_goes_on(browser: Browser, service: Service, file: Path) -> None:
    """A connection that breaks in the middle costs a retry and nothing else."""
    relay = CuttingRelay(service.port)
    try:
        with context(browser, relay.base) as opened:
            page = opened.new_page()
            page.goto("/")
            relay.cut_after(5_000_000)
            upload(page, file, "Cut in the middle")
            opened_review(page)
            assert relay.cuts == 1, "the connection was never cut"
            expect(page.get_by_role("heading", level=1)).to_have_text("Cut in the middle")
    finally:
        relay.close()


def reload_goes_on(browser: Browser, service: Service, file: Path) -> None:
    """After a reload the page says what is not finished, and goes on where it was once it is given the file."""
    with context(browser, service.base) as opened:
        page = opened.new_page()
        sent: list[int] = []
        page.on("request", lambda request: sent.append(int(request.headers["upload-offset"])) if request.method == "PATCH" else None)
        # Slow enough to be caught in the middle.
        session = opened.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 6_000_000})
        upload(page, file, "Gone on with")
        page.wait_for_function("() => (document.querySelector('#uploads progress')?.value ?? 0) > 9000000", timeout=PATIENCE)
        page.get_by_role("button", name="Pause").click()
        expect(page.locator("#uploads .status")).to_contain_text("Paused")
        page.reload()
        expect(page.locator("#unfinished .name")).to_have_text(file.name)
        expect(page.locator("#unfinished .status")).to_contain_text("%")
        sent.clear()
        page.locator("#file").set_input_files(file)
        page.get_by_role("button", name="Upload", exact=True).click()
        opened_review(page)
        assert sent and sent[0] >= 8 * 1024 * 1024, f"it began anew: {sent}"
        page.goto("/")
        expect(page.locator("#unfinished")).to_be_hidden()


def operator_moves_queues(browser: Browser, service: Service, file: Path) -> None:
    """A queue is paused, a dead job of it begins anew, and the review ends well."""
    with context(browser, service.base) as opened:
        page = opened.new_page()
        page.goto("/queues")
        page.get_by_role("button", name="Pause: Transcript").click()
        expect(page.get_by_role("button", name="Resume: Transcript")).to_be_visible()
        expect(page.locator("#announcer")).to_have_text("Transcript: The queue is paused.")
        upload(page, file, "Held up")
        review = opened_review(page)
        expect(page.locator('[data-stage="quality"]')).to_have_attribute("data-state", "measured", timeout=PATIENCE)
        service.kill_job(review, "transcription", "The model is gone.")
        page.goto("/queues")
        dead = page.locator("section", has=page.get_by_role("heading", name="Dead jobs"))
        expect(dead).to_contain_text("The model is gone.")
        dead.get_by_role("button", name=re.compile("^Retry: Transcript")).click()
        expect(dead.locator("li")).to_have_count(0)
        page.get_by_role("button", name="Resume: Transcript").click()
        expect(page.get_by_role("button", name="Pause: Transcript")).to_be_visible()
        page.goto(f"/reviews/{review}")
        expect(page.locator("#findings")).to_be_visible(timeout=PATIENCE)


def without_scripts(browser: Browser, service: Service, file: Path) -> None:
    """The forms and links that remain are enough."""
    with context(browser, service.base, java_script_enabled=False) as opened:
        page = opened.new_page()
        upload(page, file, "Without scripts")
        page.wait_for_url("**/reviews/*")
        expect(page.get_by_role("heading", level=1)).to_have_text("Without scripts")
        end = time.monotonic() + PATIENCE / 1000
        while page.locator("#findings").count() == 0 and time.monotonic() < end:
            time.sleep(1)
            page.reload()
        page.locator("form.answer").first.get_by_role("button", name="I will see to it").click()
        expect(page.locator("form.answer .answered").first).to_have_text("You will see to it.")
        page.goto("/queues")
        page.get_by_role("button", name="Pause: Report").click()
        page.get_by_role("button", name="Resume: Report").click()
        expect(page.get_by_role("button", name="Pause: Report")).to_be_visible()
        page.goto("/")
        expect(page.locator("#reviews-list")).to_contain_text("Without scripts")


def corrects_the_transcript(browser: Browser, service: Service, review: str) -> None:
    with context(browser, service.base) as opened:
        page = opened.new_page()
        page.goto(f"/reviews/{review}")
        line = page.locator("[data-segment]").first
        line.get_by_role("button").click()
        line.get_by_role("textbox").fill("Words of a teacher.")
        line.get_by_role("button", name="Keep").click()
        expect(line.locator(".text")).to_have_text("Words of a teacher.")
        captions = opened.request.get(f"/v1/reviews/{review}/transcript.vtt").text()
        assert "Words of a teacher." in captions.replace("\n", " "), captions
        # Somebody else is faster: they are shown, and nothing that was typed is lost.
        line.get_by_role("button").click()
        line.get_by_role("textbox").fill("Words of a good teacher.")
        faster = {"segments": [{"index": 0, "text": "Words of a pupil."}]}
        assert opened.request.put(f"/v1/reviews/{review}/transcript", data=faster).ok
        line.get_by_role("button", name="Keep").click()
        expect(line.locator(".trouble")).to_contain_text("Words of a pupil.")
        expect(line.get_by_role("textbox")).to_have_value("Words of a good teacher.")
        line.get_by_role("button", name="Keep").click()
        expect(line.locator(".text")).to_have_text("Words of a good teacher.")
        # A line can be emptied, which shows, and be again what was recognised.
        second = page.locator("[data-segment]").nth(1)
        before = second.locator(".text").inner_text()
        second.get_by_role("button").click()
        second.get_by_role("textbox").fill("")
        second.get_by_role("button", name="Keep").click()
        expect(second.locator(".text")).to_be_empty()
        second.get_by_role("button").click()
        second.get_by_role("button", name="As it was recognised").click()
        expect(second.locator(".text")).to_have_text(before)
        page.reload()
        # Each word has its moment.
        word = page.locator("[data-segment] [data-time]", has_text="teacher").first
        expect(word).to_be_visible()
        word.click()
        page.wait_for_function("() => document.querySelector('.spoken-words .now')")


def signs_in(browser: Browser, folder: Path) -> None:
    """Where tokens are asked for: in, and out again; a reader's token opens no queues; other sites change nothing."""
    service = Service(folder, LECTERN_AUTH_REQUIRED="true")
    try:
        secret = service.token("a teacher", "--role", "instructor", "--role", "uploader")
        # The service looks for new tokens every two seconds.
        time.sleep(3)
        with context(browser, service.base) as opened:
            page = opened.new_page()
            page.goto("/")
            assert "/signin" in page.url, page.url
            page.get_by_label("Access token").fill("lct_wrong")
            page.get_by_role("button", name="Sign in").click()
            expect(page.get_by_role("alert")).to_contain_text("does not count")
            page.get_by_label("Access token").fill(secret)
            page.get_by_role("button", name="Sign in").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Lecture reviews")
            cookie = opened.cookies()[0]
            assert cookie["httpOnly"] and cookie["sameSite"] == "Strict" and cookie["path"] == "/", cookie
            page.goto("/queues")
            assert "/signin" in page.url, page.url
            foreign = opened.request.post("/v1/reviews", headers={"Origin": "https://elsewhere.example"})
            assert foreign.status == 403, foreign.status
            page.goto("/")
            page.get_by_role("button", name="Sign out").click()
            page.goto("/")
            assert "/signin" in page.url, page.url
    finally:
        service.stop()


def everybody_can_use(browser: Browser, service: Service, review: str, sizes: list[tuple[str, int]]) -> None:
    """axe finds nothing on any page, nothing is wider than the window, and what can be pressed is 24 pixels high."""
    SHOTS.mkdir(exist_ok=True)
    pages = {"home": "/", "review": f"/reviews/{review}", "course": "/courses/maths-101", "queues": "/queues", "signin": "/signin", "problem": "/nowhere"}
    faults = []
    for scheme, width in sizes:
        # axe is put into the page, which its policy forbids to others.
        with context(browser, service.base, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True) as opened:
            for name, address in pages.items():
                page = opened.new_page()
                page.goto(address)
                page.wait_for_function("() => document.readyState === 'complete'")
                page.screenshot(path=SHOTS / f"{name}-{scheme}-{width}.png", full_page=True)
                where = f"{name}, {scheme}, {width} pixels"
                faults += [f"{where}: {fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in Axe().run(page).response["violations"]]
                if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                    faults.append(f"{where}: wider than the window")
                small = page.evaluate(
                    """() => [...document.querySelectorAll('button, summary, select, input, .times a, nav a, .chapters a')]
                        .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 23.5).map((one) => one.outerHTML.slice(0, 100))""")
                faults += [f"{where}: too small: {one}" for one in small]
                page.close()
    assert not faults, "\n".join(faults)
