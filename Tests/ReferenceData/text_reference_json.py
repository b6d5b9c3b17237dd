"""What the reference scripts about text share: where to write, the header, and writing."""

import json
import os
import platform
import sys


def folder():
    return os.path.dirname(os.path.abspath(__file__))


def header(**versions):
    """Where the data come from; nothing in them is random, so that there is no seed."""
    return {"script": os.path.basename(sys.argv[0]), "python": platform.python_version(), **versions}


def write(document, name):
    """Writes the document beside the scripts; Python writes floats so that they read back unchanged."""
    path = os.path.join(folder(), name)
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=True, indent=1)
        file.write("\n")
    os.replace(path + ".part", path)
    print(f"{document['header']}: wrote {path}")
