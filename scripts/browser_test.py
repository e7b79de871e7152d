#!/usr/bin/env python3
"""Usage: .venv/bin/python scripts/browser_test.py BASE_URL

Walks the pages of a running server in headless Chromium, as BrowserTests.swift asks for: home, a search typed, a filter,
a document, an axis, a dossier. Wide and narrow, light and dark, with scripts and without, on paper; axe (WCAG 2.2 AA) on
each page; the W3C's validator on all of them; every link that they hold. Leaves a picture of each page, wide and narrow,
in .build/pages. Prints what is wrong, a line each, and ends with 1 if anything is.
"""

import base64
import contextlib
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

from selenium import webdriver
from selenium.common.exceptions import (
    NoSuchElementException,
    StaleElementReferenceException,
    TimeoutException,
    WebDriverException,
)
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

PROJECT = pathlib.Path(__file__).resolve().parent.parent
TOOLS, PICTURES = PROJECT / ".venv", PROJECT / ".build/pages"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDE, PHONE, SMALLEST = (1280, 900), (390, 844), (320, 640)

# Every kind of page, those that say no included.
PAGES = {
    "home": "/",
    "results": "/recherche?q=m%C3%A9diation",
    "results filtered": "/recherche?q=quartier&kind=experience&axis=cadre-de-vie&year=2019",
    "results partial": "/recherche?q=relogement+dentiste",
    "results by meaning": "/recherche?q=bagarre+au+lyc%C3%A9e",
    "results listed": "/recherche?sort=date&page=2",
    "results suggested": "/recherche?q=mediatuer",
    "nothing": "/recherche?q=xylophone+zzzz&axis=sante",
    "too long": "/recherche?q=" + "a" * 1001,
    "axes": "/axes",
    "axis": "/axes/cohesion-sociale",
    "sub-theme": "/axes/relogement",
    "experience": "/fiches/mediateur-college?q=absent%C3%A9isme",
    "tool": "/fiches/grille-observation-quartier",
    "help": "/aide",
    "dossier": "/dossier?fiche=mediateur-college&fiche=grille-observation-quartier&titre=Comit%C3%A9+de+pilotage",
    "dossier of a list": "/dossier?q=relogement",
    "dossier empty": "/dossier",
    "compare": "/comparer?a=cohesion-sociale&b=relogement",
    "state": "/etat-du-fonds",
    "state lacking": "/etat-du-fonds?manque=mise-a-jour",
    "propose": "/proposer",
    "accessibility": "/accessibilite",
    "api": "/api",
    "not found": "/fiches/rien",
}


class Report:
    def __init__(self):
        self.faults = []
        self.checks = 0

    def expect(self, condition, text):
        self.checks += 1
        if not condition:
            self.faults.append(text)


def start_browser():
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    # As root, Chromium refuses its sandbox; the pages are ours.
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1280,900", "--lang=fr"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))


class Browser:
    def __init__(self, driver, base, report):
        self.driver, self.base, self.report = driver, base, report
        self.axe = (TOOLS / "axe.min.js").read_text(encoding="utf-8")

    def open(self, path):
        self.driver.get(self.base + path)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def has(self, selector):
        return bool(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def click(self, selector):
        """Clicks where the element stands: Selenium's own click takes what a wide screen shows of a `details` for hidden."""
        element = self.find(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        ActionChains(self.driver).move_to_element(element).click().perform()

    def wait(self, condition, what):
        """Waits for an event of the page; it is a fault if it does not come."""
        try:
            # An element may be replaced between finding and reading it.
            passing = (NoSuchElementException, StaleElementReferenceException)
            WebDriverWait(self.driver, 10, poll_frequency=0.02, ignored_exceptions=passing).until(lambda _: condition())
            self.report.expect(True, what)
        except TimeoutException:
            self.report.expect(False, f"{what}: does not happen ({self.driver.current_url})")

    def resize(self, size):
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def scheme(self, name):
        features = [{"name": "prefers-color-scheme", "value": name}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    @contextlib.contextmanager
    def without_scripts(self):
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        try:
            yield
        finally:
            self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    def check_axe(self, name):
        if not self.driver.execute_script("return 'axe' in window"):
            self.driver.execute_script(self.axe)
        result = self.driver.execute_async_script("axe.run({runOnly: arguments[0]}).then(arguments[1])", WCAG)
        for violation in result["violations"]:
            nodes = [f"{node['target']} {node['failureSummary']!r}" for node in violation["nodes"][:3]]
            self.report.expect(False, f"{name}: axe {violation['id']} ({violation['impact']}): {'; '.join(nodes)}")
        self.report.expect(len(result["passes"]) > 5, f"{name}: axe looked at next to nothing")

    def check_width(self, name, size):
        self.resize(size)
        wide = self.driver.execute_script(
            "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        self.report.expect(wide[0] <= wide[1], f"{name}: {wide[0]} px in a window of {wide[1]}, scrolls sideways")

    def picture(self, name, size):
        """Keeps the page as it looks, all of it, for people."""
        self.resize(size)
        height = self.driver.execute_script("return document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": size[0], "height": min(height, 8000), "scale": 1}
        picture = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
        PICTURES.mkdir(parents=True, exist_ok=True)
        (PICTURES / f"{name.replace(' ', '-')}-{size[0]}.png").write_bytes(base64.b64decode(picture["data"]))

    def paper(self):
        """How many sheets the page takes."""
        pages = base64.b64decode(self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
        return len(re.findall(rb"/Type /Page\b", pages))

    def check_console(self, name):
        """Faults of scripts and of the content policy; what the server refuses is meant to be refused."""
        for entry in self.driver.get_log("browser"):
            refused = "Failed to load resource" in entry["message"] and " 40" in entry["message"]
            self.report.expect(refused or entry["level"] not in ("SEVERE", "WARNING"), f"{name}: console: {entry['message']}")


def walk(browser):
    """Home, search, filter, document, axis, by hand and keyboard."""
    report, driver = browser.report, browser.driver
    browser.open("/")
    report.expect(driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == "fr", "home: not marked as French")
    field = browser.find("form.ask input")
    report.expect(driver.switch_to.active_element == field, "home: the field has no focus")
    # axe takes a placeholder for a name.
    report.expect(driver.execute_script("return arguments[0].labels.length === 1", field), "home: the field has no label")
    field.send_keys("décro")
    browser.wait(lambda: browser.has(".completions:not([hidden]) li"), "home: completions while typing")
    report.expect(field.get_attribute("aria-expanded") == "true", "home: completions are not announced as open")
    field.send_keys(Keys.ARROW_DOWN)
    report.expect(browser.has('.completions li[aria-selected="true"]'), "home: the arrow marks no completion")
    report.expect(driver.switch_to.active_element == field, "home: the focus leaves the field")
    field.send_keys(Keys.ESCAPE)
    report.expect(not browser.has(".completions:not([hidden])"), "home: Escape does not close the completions")
    report.expect(field.get_attribute("value") == "décro", "home: Escape changes the text")
    field.send_keys("chage scolaire", Keys.ENTER)
    browser.wait(lambda: browser.has("#resultats h1"), "home: Enter leads to results")
    report.expect("d%C3%A9crochage+scolaire" in driver.current_url, f"results: address {driver.current_url}")
    report.expect("décrochage scolaire" in browser.find("h1").text, f"results: title {browser.find('h1').text!r}")
    report.expect(browser.has(".hits .hit mark"), "results: no word is marked")

    # While typing, the results change in the page that stays.
    driver.execute_script("window.stayed = true")
    entries = driver.execute_script("return history.length")
    field = browser.find("form.ask input")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("relogement")
    browser.wait(lambda: "relogement" in browser.find("#resultats h1").text, "results: they follow what is typed")
    report.expect(driver.execute_script("return window.stayed === true"), "results: the page was loaded again")
    report.expect(driver.switch_to.active_element == field, "results: the focus leaves the field")
    browser.wait(lambda: "q=relogement" in driver.current_url, "results: the address follows")
    report.expect(driver.execute_script("return history.length") == entries + 1, "results: an entry of history a letter")
    browser.wait(lambda: "relogement" in browser.find("#annonce").get_attribute("textContent"), "results: announced")
    browser.wait(lambda: browser.has(".completions:not([hidden]) li"), "results: completions while typing")
    driver.back()
    browser.wait(lambda: "décrochage" in browser.find("#resultats h1").text, "results: back gives the former ones")
    report.expect(not browser.has(".completions:not([hidden]) li"), "results: back leaves the completions of a text that is gone")
    report.expect("décrochage" in browser.find("form.ask input").get_attribute("value"), "results: back leaves the field")

    # The same question is asked again without another entry of history; a link within the page changes no results.
    entries = driver.execute_script("return history.length")
    browser.find("form.ask input").send_keys(Keys.ENTER, Keys.ENTER)
    # The address would follow a little later.
    driver.execute_async_script("setTimeout(arguments[0], 400)")
    report.expect(driver.execute_script("return history.length") == entries, "results: asking again adds to history")
    driver.execute_script("location.hash = 'contenu'")
    field = browser.find("form.ask input")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("relogement")
    browser.wait(lambda: "q=relogement" in driver.current_url, "results: the address follows after a link within the page")
    driver.back()
    browser.wait(lambda: "décrochage" in browser.find("#resultats h1").text, "results: back past a link within the page")

    # An empty field asks for everything, and nothing stays busy.
    field = browser.find("form.ask input")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(Keys.BACKSPACE)
    browser.wait(lambda: "d%C3%A9crochage" not in driver.current_url, "results: an emptied field leaves the former ones")
    report.expect("décrochage" not in browser.find("#resultats h1").text, "results: title of a question that is gone")
    report.expect(browser.find("#resultats").get_attribute("aria-busy") != "true", "results: they stay busy")
    driver.back()
    browser.wait(lambda: "décrochage" in browser.find("#resultats h1").text, "results: back after an emptied field")

    # Completions do not open over what has the focus now.
    field = browser.find("form.ask input")
    field.send_keys(" ", Keys.TAB)
    driver.execute_async_script("setTimeout(arguments[0], 400)")
    report.expect(not browser.has(".completions:not([hidden]) li"), "results: completions open after the field was left")

    # A filter is a link.
    filters = '.facets a[href*="kind="]'
    if browser.driver.execute_script("return innerWidth") < 990:
        browser.click(".facets details.fold > summary")
        browser.wait(lambda: browser.has(".facets details.fold[open]"), "results: the button opens the filters")
    title = browser.find("h1").text
    browser.click(filters)
    browser.wait(lambda: "kind=" in driver.current_url, "results: a filter changes the address")
    report.expect(browser.has(".chips a.chip"), "filtered: no chip to remove it")
    report.expect(browser.has('.facets [aria-current="true"]'), "filtered: the facet does not show it")
    # Another question keeps it.
    browser.find("form.ask input").send_keys(Keys.END, " jeunes")
    browser.wait(lambda: "jeunes" in driver.current_url, "filtered: the address follows what is typed")
    report.expect("kind=" in driver.current_url and browser.has(".chips a.chip"), "filtered: typing drops the filter")
    driver.back()
    browser.wait(lambda: "jeunes" not in browser.find("#resultats h1").text, "filtered: back")
    browser.click(".chips a.chip")
    browser.wait(lambda: "kind=" not in driver.current_url, "filtered: the chip removes the filter")
    report.expect(browser.find("h1").text == title, "filtered: removing the filter gives other results")

    browser.click(".hits .hit-title a")
    browser.wait(lambda: browser.has("article h1"), "results: a title leads to its document")
    report.expect("/fiches/" in driver.current_url, f"document: address {driver.current_url}")
    report.expect(browser.has(".prose mark") or browser.has(".prose"), "document: no text")
    browser.wait(lambda: browser.has('button[data-copy="address"]:not([hidden])'), "document: a button copies the link")
    browser.click(".entry-head a.axis")
    browser.wait(lambda: "/axes/" in driver.current_url, "document: its axis is a link")
    report.expect(browser.has(".hits .hit-title a"), "axis: no documents")


def walk_without_scripts(browser):
    report, driver = browser.report, browser.driver
    with browser.without_scripts():
        browser.open("/")
        field = browser.find("form.ask input")
        field.send_keys("décrochage scolaire", Keys.ENTER)
        browser.wait(lambda: "q=d%C3%A9crochage+scolaire" in driver.current_url, "no scripts: the form is sent")
        report.expect(browser.has(".hits .hit mark"), "no scripts: no results")
        # Everything that a script would work is absent; what remains works.
        report.expect(not browser.has("button[data-copy]:not([hidden])"), "no scripts: a dead button shows")
        href = browser.find('.facets a[href*="kind="]').get_attribute("href")
        driver.get(href)
        report.expect(browser.has('.facets [aria-current="true"]'), "no scripts: a filter does not filter")
        driver.get(browser.find(".hits .hit-title a").get_attribute("href"))
        report.expect(browser.has("article h1"), "no scripts: no document")
        report.expect(not browser.has("button:not([hidden])[data-print]"), "no scripts: a dead button shows")
        driver.get(browser.find(".entry-head a.axis").get_attribute("href"))
        report.expect(browser.has(".hits .hit-title a"), "no scripts: no axis")
        browser.open("/recherche?q=relogement")
        for box in driver.find_elements(By.CSS_SELECTOR, '.pick input[name="fiche"]')[:2]:
            box.click()
        browser.find("form#choix button").click()
        browser.wait(lambda: len(driver.find_elements(By.CSS_SELECTOR, "article.sheet")) == 2, "no scripts: boxes make a dossier")


def walk_dossier(browser):
    """Ticks two results, opens the dossier, prints it, drops one."""
    report, driver = browser.report, browser.driver
    browser.open("/recherche?q=relogement")
    driver.execute_script("localStorage.clear()")
    browser.open("/recherche?q=relogement")
    report.expect(not browser.has("a[data-dossier] .count:not([hidden])"), "dossier: a count before anything is chosen")
    for place, said in ((0, "1 fiche."), (1, "2 fiches.")):
        box = driver.find_elements(By.CSS_SELECTOR, '.pick input[name="fiche"]')[place]
        driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
        ActionChains(driver).move_to_element(box).click().perform()
        browser.wait(lambda said=said: said in browser.find("#annonce").get_attribute("textContent"), "dossier: the choice is announced")
    report.expect(browser.find("a[data-dossier] .count").get_attribute("textContent") == "2", "dossier: the menu does not count")
    # The button gathers what was ticked on other pages too, and the bare address finds it.
    browser.open("/recherche?q=d%C3%A9crochage")
    browser.click("form#choix button")
    browser.wait(lambda: len(driver.find_elements(By.CSS_SELECTOR, "article.sheet")) == 2, "dossier: the button forgets other pages")
    browser.open("/dossier")
    browser.wait(lambda: len(driver.find_elements(By.CSS_SELECTOR, "article.sheet")) == 2, "dossier: its address forgets the choice")
    browser.open("/axes")
    browser.click("a[data-dossier]")
    browser.wait(lambda: len(driver.find_elements(By.CSS_SELECTOR, "article.sheet")) == 2, "dossier: the menu leads to both entries")
    sheets = browser.paper()
    report.expect(sheets >= 3, f"dossier: cover and entries take {sheets} pages of paper")
    browser.find("#titre").send_keys("Comité", Keys.ENTER)
    browser.wait(lambda: browser.find("h1").text == "Comité", "dossier: it takes a title")
    browser.click("a[data-drop]")
    browser.wait(lambda: len(driver.find_elements(By.CSS_SELECTOR, "article.sheet")) == 1, "dossier: an entry goes")
    report.expect(browser.find("a[data-dossier] .count").get_attribute("textContent") == "1", "dossier: the choice keeps what went")
    report.expect(browser.find("h1").text == "Comité", "dossier: the title goes with the entry")
    driver.execute_script("localStorage.clear()")


def walk_by_meaning(browser, base):
    """What says the same in other words stands apart, and the help says why; only where there is a model."""
    with urllib.request.urlopen(base + "/readyz") as answer:
        if not json.load(answer)["semantic"]:
            return print("skipped: search by meaning wants its model (make model)")
    report = browser.report
    browser.open(PAGES["results by meaning"])
    report.expect(browser.has("section[aria-labelledby=t-sens] .hit-title a"), "meaning: no hits apart")
    report.expect("Proche par le sens" in browser.find("#t-sens").text, "meaning: no heading")
    browser.click("section[aria-labelledby=t-sens] a[href='/aide#sens']")
    browser.wait(lambda: browser.has("h2#sens"), "meaning: the help explains it")


def print_pages(browser):
    """What stands around an entry stays off the paper."""
    report, driver = browser.report, browser.driver
    browser.open("/fiches/mediateur-college")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    for part in (".band", ".foot", ".tools", ".beside", "#choix"):
        shown = driver.execute_script("return [...document.querySelectorAll(arguments[0])].some(e => e.offsetHeight > 0)", part)
        report.expect(not shown, f"paper: {part} shows")
    report.expect(1 <= browser.paper() <= 8, f"paper: an entry takes {browser.paper()} pages")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def walk_by_keyboard(browser):
    """The first tab stop skips to the content; every stop shows its focus."""
    report, driver = browser.report, browser.driver
    browser.open("/fiches/mediateur-college")
    body = driver.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    report.expect(driver.switch_to.active_element.get_attribute("class") == "skip", "keyboard: the first stop is no skip link")
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    browser.wait(lambda: driver.switch_to.active_element.get_attribute("id") == "contenu", "keyboard: the skip link moves the focus")
    for _ in range(12):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        outline = driver.execute_script(
            "const s = getComputedStyle(document.activeElement);"
            "return [document.activeElement.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth)]")
        report.expect(outline[1] != "none" and outline[2] >= 2, f"keyboard: focus not visible on {outline[0]}")
    # From a question to an entry and back, without a pointer.
    browser.open("/")
    browser.find("form.ask input").send_keys("relogement", Keys.ENTER)
    browser.wait(lambda: browser.has("#resultats h1"), "keyboard: Enter asks the question")
    for _ in range(120):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        if driver.execute_script("return document.activeElement.matches('.hit-title a')"):
            break
    report.expect(driver.execute_script("return document.activeElement.matches('.hit-title a')"), "keyboard: no way to a hit")
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    browser.wait(lambda: "/fiches/" in driver.current_url, "keyboard: Enter opens the hit")
    driver.back()
    browser.wait(lambda: "relogement" in browser.find("#resultats h1").text, "keyboard: back to the results")


def look_at_pages(browser):
    for name, path in PAGES.items():
        browser.open(path)
        # The colors do not depend on the width: two looks see both modes and both layouts.
        for scheme, size in (("light", WIDE), ("dark", PHONE)):
            browser.resize(size)
            browser.scheme(scheme)
            browser.check_axe(f"{name}, {scheme}, {size[0]} px")
        browser.scheme("light")
        for size in (WIDE, PHONE, SMALLEST):
            browser.check_width(name, size)
        for size in (WIDE, PHONE):
            browser.picture(name, size)
        browser.check_console(name)


def follow_links(base, report):
    """Every address of the site that a page names answers."""
    seen, waiting = set(), list(PAGES.values())
    sources = dict.fromkeys(waiting, "the list")
    while waiting and len(seen) < 1500:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        try:
            with urllib.request.urlopen(base + path) as answer:
                text = answer.read().decode() if answer.headers.get_content_type() == "text/html" else ""
        except urllib.error.HTTPError as error:
            report.expect(path in PAGES.values(), f"{sources[path]}: the link {path} answers {error.code}")
            continue
        # Facets make more addresses than anyone follows: those of the listed pages will do.
        if path in PAGES.values() or not path.startswith(("/recherche", "/dossier", "/comparer")):
            for link in re.findall(r'(?:href|src|action)="(/[^"#]*)', text):
                waiting.append(html.unescape(link))
                sources.setdefault(waiting[-1], path)
    report.expect(len(seen) > 200, f"links: only {len(seen)} were followed")


def validate(base, report):
    """The W3C's validator over the pages as sent."""
    if shutil.which("java") is None:
        print("skipped: the W3C's validator wants java")
        return
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, path in PAGES.items():
            request = urllib.request.Request(base + path)
            try:
                answer = urllib.request.urlopen(request)
            except urllib.error.HTTPError as error:
                answer = error
            file = pathlib.Path(folder, name.replace(" ", "-") + ".html")
            file.write_bytes(answer.read())
            files.append(str(file))
        # The other flags halve the time of so short a run.
        java = ["java", "-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(TOOLS / "vnu.jar")]
        command = [*java, "--errors-only", "--format", "json", *files]
        messages = json.loads(subprocess.run(command, capture_output=True, text=True).stderr)["messages"]
        for message in messages:
            page = message.get("url", "").rpartition("/")[2]
            report.expect(False, f"{page}:{message.get('lastLine')}: {message['message']}: {message.get('extract', '')!r}")
        report.expect(len(files) == len(PAGES), "validator: pages are missing")


def main():
    base = sys.argv[1].rstrip("/")
    report = Report()
    driver = start_browser()
    try:
        browser = Browser(driver, base, report)
        for size in (WIDE, PHONE):
            browser.resize(size)
            walk(browser)
            walk_dossier(browser)
            browser.check_console(f"walk, {size[0]} px")
        browser.resize(WIDE)
        print_pages(browser)
        walk_by_keyboard(browser)
        walk_by_meaning(browser, base)
        walk_without_scripts(browser)
        look_at_pages(browser)
    except WebDriverException as error:
        line = error.__traceback__.tb_next.tb_lineno
        report.expect(False, f"{driver.current_url}, from line {line}: {error.msg}")
    finally:
        driver.quit()
    follow_links(base, report)
    validate(base, report)
    for fault in report.faults:
        print(fault)
    print(f"{report.checks} checks in the browser, {len(report.faults)} faults")
    return 1 if report.faults else 0


sys.exit(main())
