"""The two parts of check-book: `files BOOK`, and `browser BOOK BROWSER ROOM`, which opens the pages."""

import glob
import html
import importlib
import json
import math
import os
import re
import subprocess
import sys

SIZES = [(390, 844), (820, 1180), (1280, 900)]


# The files


def check_files(folder):
    pages = {os.path.basename(path): read(path) for path in glob.glob(folder + "/*.html")}
    chapters = [name for name in pages if re.match(r"\d\d-\w+\.html$", name)]
    faults = []
    for name, page in sorted(pages.items()):
        faults += faults_of_page(name, page, pages, folder)
    for name in chapters:
        if "<math" not in pages[name] or '<svg class="drawing"' not in pages[name]:
            faults.append(f"{name}: no formula or no drawing")
        faults += faults_of_code(name, pages[name])
    entries = json.loads(read(folder + "/search-index.js").removeprefix("const searchIndex = ").rstrip().removesuffix(";"))
    for entry in entries:
        page, _, anchor = entry["url"].partition("#")
        if f'id="{anchor}"' not in pages.get(page, ""):
            faults.append(f"search: there is no {entry['url']}")
    for needed in ["course-math.woff2", "course-math-license.txt"]:
        if not os.path.exists(f"{folder}/{needed}"):
            faults.append(f"{needed} is missing")
    for fault in faults:
        print(fault)
    formulas = sum(page.count("<math") for page in pages.values())
    print(f"{len(pages)} pages, {formulas} formulas, {len(entries)} places to find, {len(faults)} faults")
    return not faults and chapters


def faults_of_page(name, page, pages, folder):
    faults = [f"{name}: {url} is on a network" for url in re.findall(r'<(?:script|img|link)[^>]*(?:src|href)="(https?:[^"]*)', page)]
    if "qformula" in page:
        faults.append(f"{name}: a formula was not put back")
    files = re.findall(r'<(?:script|link)[^>]*(?:src|href)="([^"]*)"', page)
    faults += [f"{name}: there is no {file}" for file in files if not os.path.exists(f"{folder}/{file}")]
    for link in re.findall(r'<a[^>]* href="([^"]*)"', page):
        target, _, anchor = link.partition("#")
        if "://" in link:
            continue
        if target and target not in pages and not os.path.exists(f"{folder}/{target}"):
            faults.append(f"{name}: there is no {link}")
        elif anchor and f'id="{anchor}"' not in pages[target or name]:
            faults.append(f"{name}: there is no place {link}")
    return faults


def faults_of_code(name, page):
    """Every code cell of the notebook is on the page, and copying it gives the same text."""
    folder = name.removesuffix(".html")
    cells = json.loads(read(f"Chapters/{folder}/{folder}.ipynb"))["cells"]
    blocks = {text_of(block) for block in re.findall(r'<div class="lines code"[^>]*><pre>(.*?)</pre>', page, re.S)}
    return [
        f"{name}: a cell is not on the page as it is: {source[:60]!r}"
        for source in (code_of(cell) for cell in cells if cell["cell_type"] == "code")
        if source.strip() not in blocks]


def code_of(cell):
    """The code of a cell, without the title that folded code begins with in a notebook."""
    title = f'// {cell["metadata"].get("title", "")}\n'
    return "".join(cell["source"]).removeprefix(title)


def text_of(block):
    return html.unescape(re.sub(r"<[^>]*>", "", block)).strip()


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


# The browser

# What is wrong with a page as it is shown, whatever its width.
WRONG = """(() => {
  const wrong = [...faults], room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room) {
    const wide = [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > room + 1
      && !e.closest('.wide, svg')).slice(0, 2).map(e => e.outerHTML.slice(0, 90));
    wrong.push(`scrolls sideways: ${document.documentElement.scrollWidth} of ${room} px ${wide.join(' | ')}`);
  }
  const cut = [...document.querySelectorAll('.line')].filter(e => e.scrollWidth > e.clientWidth + 1);
  if (cut.length) wrong.push(`${cut.length} lines of code are cut: ${cut[0].textContent.slice(0, 60)}`);
  const title = document.querySelector('h1').getBoundingClientRect();
  if (scrollY === 0 && title.top > 200) wrong.push(`the title begins at ${title.top} px`);
  if (document.querySelector('math') && !document.fonts.check('16px "Course Math"')) wrong.push('the font of formulas is not loaded');
  const flat = [...document.querySelectorAll('math mo[stretchy=true]')].filter(mo => {
    const rows = mo.parentElement.querySelectorAll(':scope > mtable > mtr').length;
    const size = parseFloat(getComputedStyle(mo).fontSize);
    return rows > 1 && mo.getClientRects().length && mo.getBoundingClientRect().height < 0.9 * rows * size;
  });
  if (flat.length) wrong.push(`${flat.length} brackets do not stretch`);
  return wrong;
})()"""

# The lowest contrast of text with what is behind it, by the rules of WCAG.
CONTRAST = """(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const light = color => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(c => c / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = e => {
    for (; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$|transparent/.test(color)) return color;
    }
    return 'white';
  };
  let worst = [99, ''];
  for (const e of document.querySelectorAll('main p, main a, main code, main th, main summary, .line span, .about, #contents a, header button, .play p')) {
    if (!e.textContent.trim() || !e.getClientRects().length) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < worst[0]) worst = [ratio, e.outerHTML.slice(0, 80)];
  }
  return worst;
})()"""

# The characters of full lines of prose, in the middle.
MEASURE = """(() => {
  const counts = [], range = document.createRange();
  for (const p of document.querySelectorAll('.text_cell_render > p')) {
    if (p.querySelector('math, code') || p.textContent.length < 200) continue;
    const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), tops = new Map();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (let i = 0; i < node.length; i++) {
        range.setStart(node, i); range.setEnd(node, i + 1);
        const box = range.getBoundingClientRect(), top = Math.round(box.bottom / 8);
        tops.set(top, (tops.get(top) ?? 0) + 1);
      }
    }
    counts.push(...[...tops.values()].slice(0, -1));
  }
  return counts.sort((a, b) => a - b)[counts.length >> 1];
})()"""


class Reader:
    """A browser with the book open, and what is wrong so far."""

    def __init__(self, page, folder):
        self.page, self.folder, self.faults = page, folder, []
        page.call("Page.enable")
        page.call("Emulation.setFocusEmulationEnabled", enabled=True)
        page.call("Page.addScriptToEvaluateOnNewDocument",
                  source="window.faults = []; addEventListener('error', e => faults.push(String(e.message ?? e.target?.src)), true)")

    def size(self, width, height):
        self.page.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500)

    def media(self, media="", scheme="light"):
        self.page.call("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": scheme}])

    def open(self, name):
        self.page.call("Page.navigate", url=f"file://{self.folder}/{name}")
        path, _, _ = name.partition("?")
        lab.patiently(name, lambda: self.page.value(
            f"location.pathname.endsWith({json.dumps(path.split('#')[0])}) && document.readyState == 'complete'"), 30)
        self.page.value("document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))")

    def value(self, script):
        return self.page.value(script)

    def key(self, key, **more):
        text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
        self.page.call("Input.dispatchKeyEvent", type="keyDown", key=key, **text, **more)
        self.page.call("Input.dispatchKeyEvent", type="keyUp", key=key, **more)

    def type(self, text):
        self.value("document.getElementById('query').value = ''; document.getElementById('query').focus()")
        self.page.call("Input.insertText", text=text)

    def hold(self, what, is_so, seen=""):
        if not is_so:
            self.faults.append(f"{what}{': ' + str(seen) if seen != '' else ''}")


def look_at_pages(reader, names):
    for width, height in SIZES:
        reader.size(width, height)
        for name in names:
            reader.open(name)
            found = reader.value(WRONG)
            for wrong in ["cannot be looked at"] if found is None else found:
                reader.faults.append(f"{name} at {width} px: {wrong}")
    reader.size(700, 1000)
    reader.media("print")
    for name in names:
        reader.open(name)
        cut = reader.value("[...document.querySelectorAll('.line, .wide')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent.slice(0, 60))")
        reader.hold(f"{name} on paper: cut", cut == [], cut)


def look_at_colors(reader, names):
    reader.size(1280, 900)
    worst = []
    for scheme in ["light", "dark"]:
        reader.media(scheme=scheme)
        for name in names:
            reader.open(name)
            ratio, where = reader.value(CONTRAST)
            worst.append(ratio)
            reader.hold(f"{name}, {scheme}: contrast {ratio:.1f}", ratio >= 4.5, where)
    reader.media()
    reader.open("03-RNN.html")
    paper = "getComputedStyle(document.querySelector('.drawing rect')).fill"
    reader.value("theme.set('light'); 0")
    light = reader.value(paper)
    reader.value("document.getElementById('theme').click()")
    reader.hold("drawings follow the switch", reader.value(paper) != light)
    reader.open("04-BPTT.html")
    reader.hold("the switch is remembered", reader.value("document.documentElement.dataset.theme") == "dark")
    reader.value("theme.set('auto'); 0")
    return min(worst)


def try_search(reader):
    reader.size(1280, 900)
    reader.open("03-RNN.html")
    reader.key("/")
    reader.hold("/ leads to the search", reader.value("document.activeElement.id") == "query")
    for words, wanted in [("gradient cliping", "07-"), ("LSTM forget gate", "09-"), ("perplxity", "06-")]:
        reader.type(words)
        hits = reader.value("[...document.querySelectorAll('#results a')].map(a => a.getAttribute('href'))")
        reader.hold(f"search for {words}", hits and hits[0].startswith(wanted), hits[:2])
    reader.key("ArrowDown")
    reader.key("ArrowDown")
    reader.key("ArrowUp")
    chosen = reader.value("document.querySelector('#results [aria-selected]')?.id")
    reader.hold("arrows choose a result", chosen == "result-0", chosen)
    reader.key("Enter")
    lab.patiently("the page of the result", lambda: reader.value("document.querySelectorAll('main mark').length > 0 && document.readyState == 'complete'"), 20)
    reader.key("Escape")
    reader.hold("Escape removes the highlights", reader.value("document.querySelectorAll('main mark').length") == 0)
    reader.key("ArrowRight")
    lab.patiently("the next page by a key", lambda: reader.value("!location.search && document.readyState == 'complete'"), 20)


def try_frame(reader):
    reader.size(390, 844)
    reader.open("09-LSTM.html")
    shown = "document.getElementById('contents').getClientRects().length"
    reader.hold("contents are folded on a phone", reader.value(shown) == 0)
    reader.value("document.querySelector('.menu').click()")
    reader.hold("contents open on a phone", reader.value(shown) == 1)
    reader.size(1280, 900)
    reader.open("09-LSTM.html")
    reader.key("Tab", code="Tab", windowsVirtualKeyCode=9)
    reader.hold("the first Tab leads to the skip link", reader.value("document.activeElement.className") == "skip")
    outline = reader.value("getComputedStyle(document.activeElement).outlineStyle")
    reader.hold("focus is seen", outline == "solid", outline)
    measure = reader.value(MEASURE)
    reader.hold("a line of prose has 65 to 75 characters", 65 <= measure <= 75, measure)
    reader.value("document.querySelector('.copy').click()")
    told = lab.patiently("copying", lambda: reader.value("document.querySelector('.copy').textContent != 'Copy' && document.querySelector('.copy').textContent"), 10)
    reader.hold("code is copied", told == "Copied", told)
    return measure


# Figures: each is used, and what it says is computed here a second time.

def figure(reader, name):
    """The numbers of the page's figure; `None`, and a fault, if the page has none."""
    values = reader.value(f"document.querySelector('[data-figure={name}]')?.dataset.values")
    reader.hold(f"figure {name} is drawn", reader.value(f"document.querySelectorAll('.play[data-name={name}]').length") == 1)
    is_shown = reader.value(f"document.querySelector('[data-figure={name}]')?.getClientRects().length") != 0
    # The alignment looks at one row or column of its picture, which stays.
    reader.hold(f"figure {name} {'keeps' if name == 'alignment' else 'hides'} its picture", is_shown == (name == "alignment"))
    return json.loads(values) if values else None


def says(reader, name):
    return reader.value(f"document.querySelector('.play[data-name={name}] .play-status').textContent") or ""


def press(reader, name, label):
    reader.value(f"[...document.querySelectorAll('.play[data-name={name}] button')].find(b => b.textContent.includes({json.dumps(label)})).click()")


def slide(reader, name, index, value):
    reader.value(f"""(() => {{ const input = document.querySelectorAll('.play[data-name={name}] input[type=range]')[{index}];
        input.value = {value}; input.dispatchEvent(new Event('input')); }})()""")


def number(text):
    return float(text.replace("−", "-"))


def try_step(reader):
    reader.open("03-RNN.html")
    data = figure(reader, "recurrent-step")
    if not data:
        return
    state = data["state"]
    for x in data["inputs"]:
        state = [math.tanh(sum(v * w[j] for v, w in zip(x, data["weightIH"])) + sum(v * w[j] for v, w in zip(state, data["weightHH"])) + data["bias"][0][j]) for j in range(2)]
    for _ in range(4 * len(data["inputs"])):
        press(reader, "recurrent-step", "Forward")
    last = number(re.search(r"\) = ([−\d.]+)\. The new", says(reader, "recurrent-step") + ") = 9. The new").group(1))
    reader.hold("the last state of the step", abs(last - state[0]) < 1e-3, (last, state[0]))
    press(reader, "recurrent-step", "Back")
    reader.hold("the step goes back", "First unit" in says(reader, "recurrent-step") and "tanh" not in says(reader, "recurrent-step"), says(reader, "recurrent-step"))


def try_memory(reader):
    reader.open("09-LSTM.html")
    if not figure(reader, "memory"):
        return
    slide(reader, "memory", 0, 0.5)
    reader.hold("half a gate, half a memory in a step", "after 1.0 steps" in says(reader, "memory"), says(reader, "memory"))
    before = reader.value("document.querySelector('.play polyline').getAttribute('points')")
    slide(reader, "memory", 0, 1)
    reader.hold("an open gate forgets nothing", "nothing fades" in says(reader, "memory"), says(reader, "memory"))
    reader.hold("the memory is drawn again", reader.value("document.querySelector('.play polyline').getAttribute('points')") != before)


def try_temperature(reader):
    reader.open("06-LanguageModel.html")
    data = figure(reader, "temperature")
    if not data:
        return
    texts = set()
    for place, temperature in enumerate(data["temperatures"]):
        slide(reader, "temperature", 0, place)
        most = max(data["logits"])
        powers = [math.exp((z - most) / temperature) if temperature else float(z == most) for z in data["logits"] + data["others"]]
        wanted = 100 * sum(powers[len(data["logits"]):]) / sum(powers)
        shown = number(re.search(r"together have ([\d.]+)", says(reader, "temperature")).group(1))
        reader.hold(f"the rest at temperature {temperature}", abs(shown - wanted) < 0.06, (shown, wanted))
        texts.add(reader.value("document.querySelector('.play-text').textContent"))
    reader.hold("each temperature has its text", len(texts) == len(data["temperatures"]), len(texts))


def try_neuron(reader):
    data = figure(reader, "neuron")
    if not data:
        return
    letters = "[...document.querySelectorAll('.play-letter > span')].map(s => s.style.background)"
    first = reader.value(letters)
    reader.hold("every letter of the text has a color", len(first) == len(data["tokens"]) and all(first))
    reader.value("document.querySelectorAll('.play-choices button')[1].focus()")
    reader.hold("another unit has other colors", reader.value(letters) != first)
    reader.value("document.querySelectorAll('.play-letter > span')[2].dispatchEvent(new PointerEvent('pointerenter'))")
    wanted = f"{data['values'][1][2]:.2f}".replace("-", "−")
    reader.hold("a letter tells its value", wanted in says(reader, "neuron"), says(reader, "neuron"))


def try_wall(reader):
    reader.open("07-VanishingGradients.html")
    data = figure(reader, "wall")
    if not data:
        return

    def gradient(w):
        h, slope = data["start"], 0.0
        for _ in range(int(data["steps"])):
            after = math.tanh(w * h + data["bias"])
            slope = (1 - after * after) * (h + w * slope)
            h = after
        return 2 * (h - data["target"]) * slope

    grid = [round(data["from"] * 1000 + i) / 1000 for i in range(round(1000 * (data["to"] - data["from"])) + 1)]
    wall = max(grid, key=lambda w: abs(gradient(w)))
    press(reader, "wall", "To the wall")
    goal = wall - 0.2 * gradient(wall)
    shown = re.search(r"leads to w = ([−\d.e]+),", says(reader, "wall") + ",")
    reader.hold("an update at the wall leads far away", shown and abs(number(shown.group(1)) / goal - 1) < 0.01 and not data["from"] <= goal <= data["to"], (says(reader, "wall"), goal))
    reader.value("document.querySelector('.play input[type=checkbox]').click()")
    kept = wall - 0.2 * math.copysign(1, gradient(wall))
    reader.hold("clipping keeps it in", f"w = {kept:.3f}." in says(reader, "wall"), (says(reader, "wall"), kept))
    press(reader, "wall", "Update")
    reader.hold("the update is made", f"At w = {kept:.3f} " in says(reader, "wall"), says(reader, "wall"))


def try_alignment(reader):
    """On a page of the check's own, so it does not depend on a chapter."""
    values = {"rows": ["a", "b", "c"], "columns": ["x", "y"], "values": [[0.9, 0.1], [0.25, 0.75], [0.5, 0.5]], "rowName": "output", "columnName": "input"}
    place = f'<div data-figure="alignment" data-values="{html.escape(json.dumps(values))}"><p>picture</p></div>'
    page = read(f"{reader.folder}/index.html").replace("<main id=\"text\" tabindex=\"-1\">", '<main id="text" tabindex="-1">' + place)
    page = page.replace('<script src="figures.js"></script>', '<script src="figures.js"></script><script src="figure-alignment.js"></script>')
    path = f"{reader.folder}/alignment-check.html"
    with open(path, "w", encoding="utf-8") as file:
        file.write(page)
    reader.open("alignment-check.html")
    os.remove(path)
    figure(reader, "alignment")
    box = reader.value("(({ x, y, width, height }) => [x + width / 2, y + height / 2])(document.querySelectorAll('.choice')[1].getBoundingClientRect())")
    for step in range(3):
        reader.page.call("Input.dispatchMouseEvent", type="mouseMoved", x=box[0] + step, y=box[1])
    reader.hold("hovering shows where an output looked", "input 2, “y”, with weight 0.75" in says(reader, "alignment"), says(reader, "alignment"))
    reader.value("document.querySelectorAll('.choice')[0].focus()")
    reader.hold("so does the keyboard", "input 1, “x”, with weight 0.90" in says(reader, "alignment"), says(reader, "alignment"))


def check_in_browser(folder, browser, room):
    port = lab.free_port()
    window = subprocess.Popen(
        [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", f"--remote-debugging-port={port}",
         "--remote-allow-origins=*", f"--user-data-dir={room}/browser", "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        reader = Reader(lab.Page(port), os.path.realpath(folder))
        names = sorted(os.path.basename(path) for path in glob.glob(folder + "/*.html"))
        look_at_pages(reader, names)
        contrast = look_at_colors(reader, names)
        try_search(reader)
        measure = try_frame(reader)
        for attempt in [try_step, try_memory, try_temperature, try_neuron, try_wall, try_alignment]:
            attempt(reader)
    finally:
        window.terminate()
        window.wait()
    for fault in reader.faults:
        print(fault)
    print(f"in the browser: {len(names)} pages at {', '.join(str(size[0]) for size in SIZES)} px and on paper, lines of {measure} "
          f"characters, lowest contrast {contrast:.1f}, six figures, {len(reader.faults)} faults")
    return not reader.faults


if __name__ == "__main__":
    if sys.argv[1] == "files":
        sys.exit(0 if check_files(sys.argv[2]) else 1)
    lab = importlib.import_module("check-lab")
    sys.exit(0 if check_in_browser(*sys.argv[2:5]) else 1)
