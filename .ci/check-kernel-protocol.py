"""The part of check-kernel that tries Jupyter's protocol: the whole of jupyter_kernel_test, and what it leaves out."""

import re
import sys
import time
import unittest

import jupyter_kernel_test
from jupyter_client.manager import start_new_kernel

# What jupyter_kernel_test asks and a kernel of Swift does not have, each with the reason. A failure of another name fails.
ARGUABLE = {
    "test_pager": "a pager is a window of IPython's; 'inspect' is how a symbol is explained",
}
TIMEOUT = 60


class ProtocolTests(jupyter_kernel_test.KernelTests):
    kernel_name = "swift"
    language_name = "swift"
    file_extension = ".swift"

    @classmethod
    def setUpClass(cls):
        """A busy machine may pass the deadline of the first completion, which the kernel then answers without members."""
        super().setUpClass()
        start = time.time()
        while time.time() < start + TIMEOUT:
            cls.kc.complete("[1, 2, 3].enum")
            if cls.kc.get_shell_msg(timeout=TIMEOUT)["content"].get("matches"):
                break
        print(f"the first completion with members comes {time.time() - start:.2f} s after the kernel is ready")

    code_hello_world = 'print("hello, world")'
    code_stderr = 'import Foundation\nFileHandle.standardError.write(Data("wrong\\n".utf8))'
    completion_samples = [
        {"text": "[1, 2, 3].enum", "matches": {"enumerated()"}},
        {"text": "let zebra = 1; zeb", "matches": {"zebra"}},
    ]
    complete_code_samples = ["1", "let a = 1", "func f() {\n}", "struct P { var x = 1 }", 'print("{")', "// {"]
    incomplete_code_samples = [
        "func f() {", "let x =", "1 +", 'let s = """\nabc', "/* abc", "[1,", "struct P", "if true", "guard let a = b"]
    invalid_code_samples = ["}", "let = = 3", 'let s = "abc', "(]"]
    code_page_something = "?print"
    code_generate_error = 'fatalError("no")'
    code_execute_result = [{"code": "6 * 7", "result": "42"}, {"code": '"a" + "b"', "result": "ab"}]
    code_display_data = [
        {"code": "import LinearAlgebra\nimport NotebookDisplay\nlet m: Matrix<Double> = [[1, 2]]\nshow(m)",
         "mime": "text/html"}]
    code_clear_output = "import NotebookDisplay\nclearOutput()"
    code_history_pattern = "6 ?*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "print"


class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "swift"
    support_iopub_welcome = True


class Client:
    """A client that looks at single messages."""

    def __init__(self):
        self.manager, self.client = start_new_kernel(kernel_name="swift")
        self.problems = []

    def expect(self, what, is_so):
        if not is_so:
            self.problems.append(what)

    def published(self, request):
        """What is published for a request, up to the word that it is done."""
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != request:
                continue
            messages.append((message["msg_type"], message["content"]))
            if message["content"].get("execution_state") == "idle":
                return messages

    def run(self, code, **more):
        return self.published(self.client.execute(code, **more))

    def kinds(self, messages):
        return [kind for kind, _ in messages if kind not in ("status", "execute_input", "stream")]

    def text(self, messages):
        return "".join(content["text"] for kind, content in messages if kind == "stream")

    def ask(self, kind, content, channel="shell"):
        place = getattr(self.client, channel + "_channel")
        message = self.client.session.msg(kind, content)
        place.send(message)
        end = time.time() + TIMEOUT
        while time.time() < end:
            reply = place.get_msg(timeout=TIMEOUT)
            if reply["parent_header"].get("msg_id") == message["msg_id"]:
                return reply["content"]
        return {}

    def names(self, code):
        return self.ask("complete_request", {"code": code, "cursor_pos": len(code)})["matches"]

    def timed(self, code):
        start = time.time()
        return self.names(code), time.time() - start


def check_displays(client):
    run, kinds, text, expect = client.run, client.kinds, client.text, client.expect
    live = run("""import NotebookDisplay
import Foundation
withLiveDisplay { display in
  for n in 1...3 { display.show(Table(header: ["n"], rows: [["\\(n)"]])); usleep(150_000) }
}
""")
    expect("a live display is shown once and then replaced",
           kinds(live) == ["display_data", "update_display_data", "update_display_data"])
    ids = {content["transient"].get("display_id") for kind, content in live if kind.endswith("display_data")}
    expect("all states of a live display have one name", len(ids) == 1 and None not in ids)
    cleared = run('print("a")\nclearOutput()\nprint("b")')
    expect("clearOutput() is told", "clear_output" in kinds(cleared))
    moving = run("""import Foundation
for n in 1...3 { print("\\r\\(n) of 3", terminator: ""); usleep(150_000) }
""")
    streams = [content["text"] for kind, content in moving if kind == "stream"]
    expect("a line that does not end is seen while it is written", len(streams) >= 2)
    flood = text(run('for i in 0..<200_000 { print("line", i) }'))
    expect("a flood is cut", len(flood) < 300_000 and "bytes omitted" in flood and flood.endswith("line 199999\n"))
    expect("a semicolon hides the value", client.kinds(run("6 * 7;")) == [])
    expect("a semicolon does not warn", text(run("6 * 7;")) == "")


def check_input(client):
    code = 'print("name? ", terminator: "")\nlet name = readLine()\nprint("hello", name ?? "nobody")'
    request = client.client.execute(code, allow_stdin=True)
    question = client.client.get_stdin_msg(timeout=TIMEOUT)
    client.expect("readLine() asks the user", question["msg_type"] == "input_request")
    client.client.input("Ada")
    client.expect("readLine() gives what the user typed", "hello Ada" in client.text(client.published(request)))
    client.expect("readLine() is at the end where nobody can be asked",
                  "hello nobody" in client.text(client.run(code, allow_stdin=False)))


def check_requests(client):
    """Among others what the notebooks of VS Code ask: both channels, silent cells, widgets' questions, debugging."""
    for channel in ("shell", "control"):
        info = client.ask("kernel_info_request", {}, channel)
        client.expect(f"kernel_info on {channel}", info.get("protocol_version") == "5.4")
    client.expect("comm_info", client.ask("comm_info_request", {}).get("comms") == {})
    for kind in ("connect_request", "debug_request", "usage_request", "create_subshell_request"):
        client.expect(f"{kind} is answered", client.ask(kind, {}, "control").get("status") in ("ok", "error"))
    opened = client.client.session.msg("comm_open", {"comm_id": "7", "target_name": "jupyter.widget", "data": {}})
    client.client.shell_channel.send(opened)
    client.expect("comm_open of an unknown target is closed", "comm_close" in dict(client.published(opened["msg_id"])))
    before = client.ask("execute_request", {"code": "1", "silent": False})["execution_count"]
    silent = client.ask("execute_request", {"code": "let hidden = 1", "silent": True, "store_history": False})
    client.expect("a silent cell is not counted", silent["execution_count"] == before)
    client.expect("what a silent cell declared is there", client.text(client.run("print(hidden)")) == "1\n")
    kept = client.ask("execute_request", {"code": "2", "user_expressions": {"a": "1"}})
    client.expect("an expression beside a cell is refused", kept["user_expressions"]["a"]["status"] == "error")
    request = client.client.execute("while true {}")
    time.sleep(1)
    start = time.time()
    client.expect("an interrupt is answered", client.ask("interrupt_request", {}, "control").get("status") == "ok")
    client.published(request)
    client.expect("an interrupt is quick", time.time() - start < 2)


def check_completion(client):
    expect, names = client.expect, client.names
    client.run("import LinearAlgebra\nimport RecurrentNetworks")
    client.run('let first = "abc"')
    expect("members of a variable", "uppercased()" in names("first.upp"))
    client.run("let second = [1, 2, 3]\nlet product: Matrix<Double> = [[1, 2], [3, 4]]")
    expect("members of a later cell's variable", "map(" in names("second.ma"))
    expect("members of a library's type", "rows" in names("product.ro"))
    expect("a function gets its parenthesis", "matmul(" in names("matm"))
    expect("a name of a cell", "second" in names("seco"))
    expect("labels of a call", "inputSize: " in names("LSTMCell<Double>("))
    expect("labels behind a comma", "hiddenSize: " in names("LSTMCell<Double>(inputSize: 3, "))
    time.sleep(1)
    seconds = sorted(client.timed("second.ma")[1] for _ in range(9))
    print(f"a completion takes {seconds[4]:.3f} s, the slowest of nine {seconds[-1]:.3f} s")
    request = client.client.execute("import Foundation\nusleep(1_500_000)")
    time.sleep(0.5)
    found, took = client.timed("first.upp")
    expect("a question is answered while a cell runs", "uppercased()" in found and took < 0.9)
    client.published(request)


def check_messages():
    client = Client()
    for check in (check_displays, check_input, check_requests, check_completion):
        check(client)
    client.client.stop_channels()
    client.manager.shutdown_kernel()
    return client.problems


def main():
    suite = unittest.TestSuite(
        unittest.defaultTestLoader.loadTestsFromTestCase(tests) for tests in (ProtocolTests, WelcomeTests))
    result = unittest.TextTestRunner(verbosity=0, stream=sys.stdout).run(suite)
    problems = []
    for test, trace in result.failures + result.errors:
        name = re.search(r"test_\w+", test.id()).group()
        if name in ARGUABLE:
            print(f"arguable: {name}: {ARGUABLE[name]}")
        else:
            problems.append(f"jupyter_kernel_test: {name}: {trace.strip().splitlines()[-1]}")
    problems += check_messages()
    for problem in problems:
        print(problem)
    for test, reason in result.skipped:
        print(f"skipped: {test.id()}: {reason}")
    print(f"jupyter_kernel_test: {result.testsRun} tests; the protocol: {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
