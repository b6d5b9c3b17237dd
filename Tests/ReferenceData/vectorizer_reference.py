#!/usr/bin/env python3
"""Reference vectors of unigrams and bigrams, from scikit-learn's CountVectorizer and TfidfVectorizer.

The token pattern is widened to words of one letter, which scikit-learn leaves out unless it is told; all else is
as it comes. Run it with any Python that has scikit-learn; it writes vectorizer_reference.json beside itself.
"""

import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from text_reference_json import header, write

TEXTS = [
    "The mouse ran up the clock.",
    "The mouse ran down!",
    "A clock, a clock: the mouse ran up the clock?",
    "Down, down, down",
    "Nobody ran",
]
NEW_TEXTS = ["The clock ran down the mouse and the mouse ran", "zebras only", "up the clock"]
WEIGHTINGS = {
    "presence": (CountVectorizer, {"binary": True}),
    "counts": (CountVectorizer, {}),
    "tfIdf": (TfidfVectorizer, {}),
    "tfIdf unsmoothed": (TfidfVectorizer, {"smooth_idf": False}),
    "tfIdf unnormalized": (TfidfVectorizer, {"norm": None}),
}


def case(name, smallest, largest):
    make, settings = WEIGHTINGS[name]
    vectorizer = make(ngram_range=(smallest, largest), token_pattern=r"(?u)\b\w+\b", **settings)
    rows = vectorizer.fit_transform(TEXTS).toarray()
    return {
        "weighting": name, "sizes": [smallest, largest],
        "nGrams": vectorizer.get_feature_names_out().tolist(),
        "rows": [[float(x) for x in row] for row in rows],
        "newRows": [[float(x) for x in row] for row in vectorizer.transform(NEW_TEXTS).toarray()],
    }


def main():
    cases = [case(name, 1, 2) for name in WEIGHTINGS] + [case("tfIdf", 2, 3)]
    write({
        "header": header(**{"scikit-learn": sklearn.__version__}), "texts": TEXTS, "newTexts": NEW_TEXTS,
        "cases": cases,
    }, "vectorizer_reference.json")


if __name__ == "__main__":
    main()
