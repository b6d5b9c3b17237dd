#!/usr/bin/env python3
"""Makes a class for measurements: folders of students, each with a solution, the stubs, a known mistake, or a
mixture of those by file, drawn from a seed.

    make_class.py DIR COUNT [--unit 03] [--seed 1]
"""

import argparse
import json
import pathlib
import random

ROOT = pathlib.Path(__file__).resolve().parents[2]


def variants(unit):
    """For each file of the exercise its possible texts: right first, then the stub, then each known mistake."""
    solution = next((ROOT / "Solutions").glob(f"{unit}-*"))
    stubs = ROOT / "Exercises" / solution.name
    texts = {}
    for stub in sorted(stubs.glob("*.swift")):
        right = (solution / stub.name).read_text()
        texts[stub.name] = [right, stub.read_text()]
    for mistake in json.loads((solution / "mistakes.json").read_text()):
        right = texts[mistake["file"]][0]
        texts[mistake["file"]].append(right.replace(mistake["original"], mistake["mistaken"]))
    return solution.name, texts


def student(texts, generator):
    """Three tenths are right throughout, one tenth untouched, the others a mixture."""
    kind = generator.random()
    if kind < 0.3:
        return {name: options[0] for name, options in texts.items()}
    if kind < 0.4:
        return {name: options[1] for name, options in texts.items()}
    return {name: generator.choice(options) for name, options in texts.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--unit", default="03")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generator = random.Random(options.seed)
    unit, texts = variants(options.unit)
    for number in range(options.count):
        place = options.folder / f"student{number:03}" / unit
        place.mkdir(parents=True)
        for name, text in student(texts, generator).items():
            # A line of its own, so that no two submissions are the same file.
            (place / name).write_text(f"// student {number}\n{text}")


if __name__ == "__main__":
    main()
