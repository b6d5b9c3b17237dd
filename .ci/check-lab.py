"""The part of check-lab that drives the browser: ENVIRONMENT BROWSER NOTEBOOK [PICTURE]."""

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import websocket

NOTEBOOK = "[...jupyterapp.shell.widgets('main')].find(w => w.content && w.content.widgets)"
CELLS = NOTEBOOK + ".content.widgets"
CODE_CELLS = CELLS + ".filter(c => c.model.type == 'code')"


def free_port():
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


def patiently(what, look, seconds=90):
    """Waits until something is so."""
    end = time.time() + seconds
    while time.time() < end:
        try:
            found = look()
            if found:
                return found
        except OSError:
            pass
        time.sleep(0.3)
    raise SystemExit(f"check-lab: waited {seconds} s in vain: {what}")


class Page:
    """One page of the browser, by its debugging protocol."""

    def __init__(self, port):
        def address():
            pages = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json"))
            return next((page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page"), None)

        self.socket = websocket.create_connection(patiently("the browser", address), timeout=120)
        self.count = 0

    def call(self, method, **parameters):
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.count:
                return message.get("result", {})

    def value(self, script):
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return None if "exceptionDetails" in answer else answer.get("result", {}).get("value")

    def command(self, name):
        return self.value(f"jupyterapp.commands.execute('{name}').then(() => true)")

    def add_cell(self, code):
        self.value(f"{NOTEBOOK}.content.activeCellIndex = {CELLS}.length - 1")
        self.command("notebook:insert-cell-below")
        self.command("notebook:change-cell-to-code")
        self.value(f"{NOTEBOOK}.content.activeCell.model.sharedModel.setSource({json.dumps(code)})")

    def outputs(self, cell=f"{NOTEBOOK}.content.activeCell"):
        return self.value(f"JSON.stringify({cell}.model.outputs.toJSON())") or ""

    def picture(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))


def check(page, problems):
    def expect(what, wanted, text):
        if wanted not in text:
            problems.append(f"{what}: {wanted!r} is not in {text[:400]!r}")

    if page.value(f"{NOTEBOOK}.context.model.dirty"):
        problems.append("the notebook is marked as changed as soon as it is open")
    page.command("notebook:run-all-cells")
    patiently("cells", lambda: page.value(f"{CODE_CELLS}.every(c => c.model.executionCount != null)"))
    empty = page.value(f"{CODE_CELLS}.filter(c => c.model.outputs.toJSON().some(o => o.output_type == 'error')).length")
    if empty != 0:
        problems.append(f"{empty} cells of the chapter failed")
    pictures = page.value("document.querySelectorAll('.jp-OutputArea img').length")
    if not pictures:
        problems.append("no picture is seen")

    # Cells of its own: a chapter's may be written anew.
    page.add_cell("let grid: Matrix<Double> = [[1, 2], [3, 4]] * 3\nprint(grid)")
    page.command("notebook:run-cell")
    before = page.outputs()
    cell = f"{NOTEBOOK}.content.activeCell"
    page.value(f"{cell}.model.sharedModel.setSource({cell}.model.sharedModel.getSource().replaceAll('* 3', '* 0.5'))")
    page.command("notebook:run-cell")
    expect("a changed cell", "1.5", page.outputs())
    if "1.5" in before:
        problems.append("a changed cell shows what it showed before")

    for code, wanted in [
            ("let right = 1\nlet wrong: Int = \"text\"", "line 2: error: cannot convert"),
            ("print(grid[9, 9])", "as they were before this cell"), ("grid.rows", "\"2\"")]:
        page.add_cell(code)
        page.command("notebook:run-cell")
        expect(code, wanted, page.outputs())
    page.add_cell("while true {}")
    page.value("void jupyterapp.commands.execute('notebook:run-cell')")
    time.sleep(2)
    page.command("notebook:interrupt-kernel")
    patiently("an interrupt", lambda: "Interrupted" in page.outputs())
    page.add_cell("while true { print(\"flood\") }")
    page.value("void jupyterapp.commands.execute('notebook:run-cell')")
    time.sleep(4)
    page.command("notebook:interrupt-kernel")
    start = time.time()
    patiently("an end of a flood", lambda: "Interrupted" in page.outputs(), 20)
    print(f"a flood is over {time.time() - start:.1f} s after its interrupt")
    page.add_cell("import NotebookDisplay\nwithLiveDisplay { display in\n  for n in 1...20 {\n    "
                  "display.show(Table(header: [\"n\"], rows: [[\"\\(n)\"]]))\n    usleep(50_000)\n  }\n}")
    page.command("notebook:run-cell")
    expect("a live display", "20", page.outputs())
    if page.value(f"{NOTEBOOK}.content.activeCell.model.outputs.length") != 1:
        problems.append("a live display leaves more than its last state")
    print(f"{pictures} pictures seen; a changed cell, a wrong one, a trap and an endless loop: tried")


def main():
    environment, browser, notebook, picture = (sys.argv + [""])[1:5]
    # A copy: JupyterLab saves what is open in it on its own.
    os.mkdir(f"{environment}/notebooks")
    shutil.copy(notebook, f"{environment}/notebooks")
    ports = free_port(), free_port()
    lab = subprocess.Popen(
        [f"{environment}/bin/jupyter-lab", "--no-browser", "--allow-root", f"--port={ports[0]}",
         "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True", f"--notebook-dir={environment}/notebooks"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    window = subprocess.Popen(
        [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,1800", "about:blank",
         f"--remote-debugging-port={ports[1]}", "--remote-allow-origins=*", f"--user-data-dir={environment}/browser"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    problems = []
    try:
        patiently("JupyterLab", lambda: urllib.request.urlopen(f"http://127.0.0.1:{ports[0]}/api").status == 200)
        page = Page(ports[1])
        page.call("Page.enable")
        page.call("Page.navigate", url=f"http://127.0.0.1:{ports[0]}/lab/tree/{os.path.basename(notebook)}?reset")
        patiently("the notebook", lambda: page.value(f"{CELLS}.length > 5"))
        patiently("the kernel", lambda: page.value(f"{NOTEBOOK}.sessionContext.session?.kernel?.status == 'idle'"))
        check(page, problems)
        if picture:
            page.picture(picture)
    finally:
        for process in (window, lab):
            process.terminate()
            process.wait()
    for problem in problems:
        print(problem)
    print(f"JupyterLab: {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
