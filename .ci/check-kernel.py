"""The part of check-kernel that speaks to Jupyter: notebooks as arguments."""

import os
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import nbformat
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

PICTURE = "image/svg+xml"


def outputs(cell):
    """What a cell shows, texts in a row as one: [(kind, text)], of a picture only its title."""
    found = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            if found and found[-1][0] == output.name:
                found[-1] = (output.name, found[-1][1] + output.text)
            else:
                found.append((output.name, output.text))
        elif output.output_type == "error":
            found.append(("error", "\n".join(output.traceback)))
        else:
            plain = output.data.get("text/plain", "")
            text = plain.split("\n")[0] if PICTURE in output.data else plain
            found.append((" ".join(sorted(output.data)), text))
    return found


def agree(left, right):
    """Words exactly, numbers to the last digit that is printed."""
    parts = [re.split(r"([-\d.e]*\d)", text) for text in (left, right)]
    return len(parts[0]) == len(parts[1]) and all(a == b or near(a, b) for a, b in zip(*parts))


def near(a, b):
    try:
        place = max(10.0 ** -len(n.split("e")[0].partition(".")[2]) for n in (a, b))
        scale = 10.0 ** int(a.partition("e")[2] or 0)
        return abs(float(a) - float(b)) <= 1.01 * place * scale
    except ValueError:
        return False


def check_notebook(path):
    notebook = nbformat.read(path, as_version=4)
    woven = [outputs(cell) for cell in notebook.cells]
    start = time.time()
    client = NotebookClient(
        notebook, timeout=300, kernel_name="swift", resources={"metadata": {"path": os.path.dirname(path)}})
    try:
        client.execute()
    except CellExecutionError as error:
        return [f"{path}: a cell failed: {str(error).strip().splitlines()[-1]}"]
    problems = []
    for index, cell in enumerate(notebook.cells):
        shown = outputs(cell)
        if cell.cell_type != "code":
            continue
        if [kind for kind, _ in shown] != [kind for kind, _ in woven[index]]:
            problems.append(f"{path}: cell {index + 1} shows other kinds of output than the woven notebook")
        elif "timed" not in cell.metadata.get("tags", []):
            problems += [
                f"{path}: cell {index + 1} shows something else than the woven notebook"
                for (_, new), (_, old) in zip(shown, woven[index]) if not agree(new, old)]
    count = sum(cell.cell_type == "code" for cell in notebook.cells)
    print(f"{path}: {count} cells in {time.time() - start:.1f} s", flush=True)
    return problems


class Session:
    """One kernel, asked cell by cell."""

    def __init__(self):
        self.manager, self.client = start_new_kernel(kernel_name="swift")
        self.problems = []

    def run(self, code, interrupt_after=None):
        """All that a cell wrote or failed with, as one text."""
        request = self.client.execute(code, allow_stdin=False)
        text = ""
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            if message["parent_header"].get("msg_id") != request:
                continue
            content = message["content"]
            if message["msg_type"] == "execute_input" and interrupt_after is not None:
                time.sleep(interrupt_after)
                self.manager.interrupt_kernel()
            text += content.get("text", "") + "\n".join(content.get("traceback", []))
            text += content.get("data", {}).get("text/plain", "")
            if content.get("execution_state") == "idle":
                return text

    def expect(self, code, *wanted, never=(), interrupt_after=None):
        text = self.run(code, interrupt_after)
        for piece in wanted:
            if piece not in text:
                self.problems.append(f"the cell {code!r} should show {piece!r}, but shows {text!r}")
        for piece in never:
            if piece in text:
                self.problems.append(f"the cell {code!r} should not show {piece!r}, but shows {text!r}")


def check_session():
    session = Session()
    expect = session.expect
    expect("var count = 1\nfunc twice(_ n: Int) -> Int { 2 * n }\nstruct Point { var x = 1 }")
    expect("count += 1\nprint(count, twice(21), Point().x)", "2 42 1")
    expect("// a comment\nlet wrong: Int = \"text\"", "line 2: error: cannot convert", never=["testable", "Cell"])
    expect("func twice(_ n: Int) -> Int { 20 * n }\nstruct Point { var y = 7 }\nvar count = \"new\"")
    expect("print(count, twice(2), Point().y)", "new 40 7")
    expect("let list = [1, 2, 3]\nfunc third(_ n: Int) -> Int { list[n] }")
    expect("count = \"lost\"\nprint(\"before\")\nprint(third(3))", "before", "Index out of range", "as they were", "line 3")
    expect("print(count, third(2))", "new 3")
    expect("print(\"begun\")\ncount = \"lost\"\nwhile true {}", "begun", "Interrupted", interrupt_after=2)
    expect("import Foundation\nwhile true { usleep(1000) }", "Interrupted", interrupt_after=1)
    expect("print(count, third(1))", "new 2")
    expect("import Foundation\nexit(0)", "ended its process")
    expect("func deep(_ n: Int) -> Int { deep(n + 1) + 1 }\nprint(deep(0))", "crashed", "as they were")
    expect("print(count)", "new")
    expect("import LinearAlgebra\nlet m: Matrix<Double> = [[1, 2], [3, 4]]\nprint(matmul(m, m)[1, 1])", "22.0")
    expect("print(m[5, 0])", "as they were")
    expect("import NotebookDisplay\nshow(m, caption: \"M\")\nprint(\"after\")", "M, shape [2, 2]", "after")
    expect("print(readLine() == nil)", "true")
    expect("struct Odd: Error {}\nthrow Odd()", "Odd", "line 2", "as they were")
    expect("let late = await Task { 7 }.value\nprint(late)", "7")
    expect("try await Task.sleep(nanoseconds: 1_000_000)\nguard let seven = Optional(late) else { fatalError() }")
    expect("extension Int { var half: Int { self / 3 } }")
    expect("extension Int { var half: Int { self / 2 } }")
    expect("print(seven.half, late)", "3 7")
    completions = session.client.complete("thi", 3, reply=True, timeout=60)["content"]["matches"]
    if "third(" not in completions:
        session.problems.append(f"'thi' is completed to {completions}")
    session.manager.restart_kernel(now=False)
    session.client.wait_for_ready(timeout=60)
    expect("print(count)", "cannot find 'count' in scope")
    session.client.shutdown()
    session.manager.shutdown_kernel()
    print("cells that fail, loop, trap and redeclare: tried")
    return session.problems


def main():
    problems = check_session()
    # Two at a time: a kernel waits for its compiler most of the time.
    with ProcessPoolExecutor(max_workers=2) as pool:
        for found in pool.map(check_notebook, sys.argv[1:]):
            problems += found
    for problem in problems:
        print(problem)
    print(f"{len(sys.argv) - 1} notebooks, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
