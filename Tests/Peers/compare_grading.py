#!/usr/bin/env python3
"""How long a class takes to grade, by `course class` and by nbgrader: the same exercise, unit 03, in Swift and as a
notebook, with the same checks, by turns on the same machine.

    python3 -m venv ~/nb && ~/nb/bin/pip install nbgrader==0.9.6 numpy
    ~/nb/bin/python Tests/Peers/compare_grading.py .build/release/course [--count 100] [--turns 3] [--jobs 1 2] [--memory]

Before the clock starts, each has graded one submission, so that what is made once is made. nbgrader grades one
submission at a time, which is all that it can; `--jobs` says how many at a time the course grades. `--memory` asks for
something else: how much memory the grader itself takes for classes of 10, 100 and 200.
"""

import argparse
import csv
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--jobs", type=int, nargs="+", default=[2])
    parser.add_argument("--memory", action="store_true")
    options = parser.parse_args()
    command = options.command.resolve()
    with tempfile.TemporaryDirectory() as base:
        if options.memory:
            measure_memory(command, pathlib.Path(base))
        else:
            measure_time(command, pathlib.Path(base), options)


def measure_time(command, base, options):
    count, turns = options.count, options.turns
    notebooks = Notebooks(base / "nbgrader")
    sizes = {turn: count // turns + (turn < count % turns) for turn in range(turns)}
    for turn, size in [("warm", 1), *sizes.items()]:
        make_class(base / f"class-{turn}", size, seed=1 if turn == "warm" else turn + 2)
        notebooks.hand_in(turn, size)
    grade(command, base / "class-warm", base / "graded-warm", 1)
    notebooks.grade("warm")
    seconds = {f"course, {jobs} at a time": 0 for jobs in options.jobs} | {"nbgrader": 0}
    for turn, size in sizes.items():
        for jobs in options.jobs:
            out = base / f"graded-{turn}-{jobs}"
            seconds[f"course, {jobs} at a time"] += grade(command, base / f"class-{turn}", out, jobs)
        seconds["nbgrader"] += notebooks.grade(turn)
        show(turn, size, seconds)
        check_scores(base / f"graded-{turn}-{options.jobs[-1]}" / "gradebook.csv", size)
        notebooks.check_scores(turn, size)
    print(f"{count} submissions in {turns} turns")
    for name, total in seconds.items():
        ratio = seconds["nbgrader"] / total
        print(f"{name:20} {total / count:5.2f} s a submission, nbgrader takes {ratio:.1f} times as long")


def show(turn, size, seconds):
    so_far = ", ".join(f"{name} {total:.1f} s" for name, total in seconds.items())
    print(f"turn {turn + 1}, {size} submissions; so far {so_far}", flush=True)


def measure_memory(command, base):
    for count in [10, 100, 200]:
        make_class(base / f"class-{count}", count, seed=count)
        process = start(command, base / f"class-{count}", base / f"graded-{count}", 2)
        peak = 0
        while process.poll() is None:
            peak = max(peak, peak_kilobytes(process.pid))
            time.sleep(0.05)
        assert process.returncode == 0, f"course class ended with {process.returncode}"
        print(f"{count:4} submissions: at most {peak / 1024:.1f} MiB", flush=True)


def peak_kilobytes(process):
    """The most memory that a process ever had; not that of its children."""
    try:
        lines = pathlib.Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def make_class(folder, count, seed):
    words = [sys.executable, HERE / "make_class.py", folder, str(count), "--seed", str(seed)]
    subprocess.run(words, check=True)


def start(command, submissions, out, jobs):
    words = [command, "class", submissions, "03", "--out", out, "--jobs", str(jobs), "--json"]
    return subprocess.Popen(words, cwd=HERE.parents[1], stdout=subprocess.DEVNULL)


def grade(command, submissions, out, jobs):
    begun = time.monotonic()
    code = start(command, submissions, out, jobs).wait()
    assert code == 0, f"course class ended with {code}"
    return time.monotonic() - begun


def check_scores(gradebook, count):
    """Everybody has points, and not everybody the same."""
    with open(gradebook, newline="") as file:
        rows = list(csv.DictReader(file))
    scores = {row["score"] for row in rows}
    assert len(rows) == count and "" not in scores and len(scores) > 3, rows[:3]


class Notebooks:
    """A course for nbgrader in a folder of its own."""

    def __init__(self, folder):
        import nbformat

        import nbgrader_exercise

        self.folder, self.exercise, self.nbformat = folder, nbgrader_exercise, nbformat
        source = folder / "source" / "rnn"
        source.mkdir(parents=True)
        (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'course'\n")
        nbformat.write(nbgrader_exercise.notebook(), source / "rnn.ipynb")
        self.run("generate_assignment", "rnn", "--create")

    def run(self, *words):
        # nbgrader calls other programs of its environment by their bare names.
        programs = pathlib.Path(sys.executable).parent
        surroundings = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
        result = subprocess.run(
            [programs / "nbgrader", *words], cwd=self.folder, env=surroundings, capture_output=True, text=True)
        assert result.returncode == 0, result.stderr[-2000:]

    def hand_in(self, turn, count):
        """A class with the same proportions as `make_class.py` has: right, untouched, and mistaken here and there."""
        generator = random.Random(f"turn {turn}")
        released = self.folder / "release" / "rnn" / "rnn.ipynb"
        for number in range(count):
            book = self.nbformat.read(released, 4)
            kind = 0 if number == 0 else generator.random()
            for cell in book.cells:
                task = cell.metadata.nbgrader.grade_id
                if task in self.exercise.TASKS and not 0.3 <= kind < 0.4:
                    cell.source = self.source(task, kind, generator)
            place = self.folder / "submitted" / f"turn{turn}-{number:03}" / "rnn"
            place.mkdir(parents=True)
            self.nbformat.write(book, place / "rnn.ipynb")

    def source(self, task, kind, generator):
        source = self.exercise.solved(task)
        mistakes = [mistake for mistake in self.exercise.MISTAKES if mistake[0] == task]
        if kind >= 0.4 and generator.random() < len(mistakes) / (len(mistakes) + 1):
            _, right, wrong = generator.choice(mistakes)
            assert right in source, right
            source = source.replace(right, wrong)
        return source

    def grade(self, turn):
        begun = time.monotonic()
        self.run("autograde", "rnn", "--create", f"--student=turn{turn}-*")
        return time.monotonic() - begun

    def check_scores(self, turn, count):
        """The right one has all points, and everybody was graded."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.folder}/gradebook.db") as book:
            submissions = [entry for entry in book.assignment_submissions("rnn")
                           if entry.student_id.startswith(f"turn{turn}-")]
            scores = {entry.student_id: entry.score for entry in submissions}
        assert len(scores) == count, sorted(scores)
        assert abs(scores[f"turn{turn}-000"] - 100) < 1e-6, scores
        assert len(set(scores.values())) > 3, scores


if __name__ == "__main__":
    os.environ.pop("COURSE_SEED", None)
    main()
