#!/usr/bin/env python3
"""Reference merges and pieces for byte-pair encoding.

Two sources. "paper": the algorithm as the paper of Sennrich, Haddow and Birch (2016) lists it, written again
here in its slow and obvious form, which counts every pair anew for each merge. "subwordNMT": the authors'
tool, from the package subword-nmt; its pieces are also compared with those of the package tokenizers.
Run it with any Python (3.7 or later) that has both packages; it writes byte_pair_reference.json beside itself.
"""

import importlib.metadata
import io
import os

import tokenizers
from subword_nmt.apply_bpe import BPE
from subword_nmt.learn_bpe import learn_bpe

from text_reference_json import folder, header, write

STORY = os.path.join(folder(), "../../Sources/SequenceTraining/Texts/the-lighthouse.txt")
NEW_WORDS = ["lighthouses", "unlight", "harbouring", "Zanzibar", "a", "aaaaaaa", "na\u00efve", "3.14", "<w>",
             "\U0001f600"]
SMALL = {
    "the paper's example": "low low low low low lower lower newest newest newest newest newest newest "
    "widest widest widest",
    "every pair ties": "bca cab abc dcb bdc",
    "repeated letters": "aaaa aaaa aaa baaab abababab bbbbb aaaaaaa",
    "ties that move": "xyxzy yxzyx zyxzy xzyxy abxy xyab zabz xaby yabx zxab",
    "accents, scripts and combining marks":
        "\u00e9t\u00e9 e\u0301te\u0301 \u00e9te\u0301 \u043c\u043e\u0440\u0435 \u043c\u043e\u0440\u044f "
        "\u0baf\u0bbe\u0bb4\u0bcd \ud55c\uad6d\uc5b4 \ud55c\uad6d "
        "\U0001f469\u200d\U0001f467 \U0001f469\u200d\U0001f466 \u00e9t\u00e9 e\u0301te\u0301",
    "one letter": "a a a b",
}


def pair_counts(words):
    """Every pair of neighbours with its count, in the order in which the pairs first appear."""
    counts = {}
    for pieces, count in words:
        for pair in zip(pieces, pieces[1:]):
            counts[pair] = counts.get(pair, 0) + count
    return counts


def merged(pieces, pair):
    """The pieces with every occurrence of the pair joined, from left to right."""
    result = []
    index = 0
    while index < len(pieces):
        if tuple(pieces[index:index + 2]) == pair:
            result.append(pieces[index] + pieces[index + 1])
            index += 2
        else:
            result.append(pieces[index])
            index += 1
    return result


def learn_as_in_the_paper(text, merge_count):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    words = [(list(word) + ["</w>"], count) for word, count in counts.items()]
    merges = []
    while len(merges) < merge_count:
        pairs = pair_counts(words)
        if not pairs:
            break
        best = max(pairs, key=pairs.get)
        merges.append(best)
        words = [(merged(pieces, best), count) for pieces, count in words]
    return merges, {word: pieces for word, (pieces, _) in zip(counts, words)}


def paper_case(name, text, merge_count):
    merges, segmented = learn_as_in_the_paper(text, merge_count)
    for word in NEW_WORDS:
        pieces = list(word) + ["</w>"]
        for merge in merges:
            pieces = merged(pieces, merge)
        segmented[word] = pieces
    return case(name, "paper", 1, merge_count, merges, segmented)


def subword_nmt_case(name, text, merge_count):
    minimum_count = 1 if name in SMALL else 2
    codes = io.StringIO()
    learn_bpe(io.StringIO(" ".join(text.split())), codes, merge_count, min_frequency=minimum_count)
    lines = codes.getvalue().splitlines()[1:]
    merges = [tuple(line.split(" ")) for line in lines]
    codes.seek(0)
    bpe = BPE(codes, separator="")
    segmented = {}
    for word in dict.fromkeys(text.split() + NEW_WORDS):
        pieces = list(bpe.segment_tokens([word]))
        segmented[word] = pieces[:-1] + [pieces[-1] + "</w>"]
    compare_with_tokenizers(merges, segmented)
    return case(name, "subwordNMT", minimum_count, merge_count, merges, segmented)


def compare_with_tokenizers(merges, segmented):
    """Stops if the package tokenizers cuts a word otherwise."""
    letters = {letter for word in segmented for letter in word}
    pieces = sorted(letters | {letter + "</w>" for letter in letters}) + [a + b for a, b in merges]
    vocabulary = {piece: index for index, piece in enumerate(dict.fromkeys(pieces))}
    model = tokenizers.models.BPE(vocab=vocabulary, merges=merges, end_of_word_suffix="</w>")
    for word, expected in segmented.items():
        found = [token.value for token in model.tokenize(word)]
        assert found == expected, f"tokenizers cuts {word!r} into {found}, subword-nmt into {expected}"


def case(name, convention, minimum_count, merge_count, merges, segmented):
    return {
        "name": name, "convention": convention, "minimumCount": minimum_count, "mergeCount": merge_count,
        "text": SMALL.get(name), "merges": [" ".join(merge) for merge in merges],
        # Not an object: Swift would take two forms of one accent for the same key.
        "pieces": [f"{word} = {' '.join(segmented[word])}" for word in sample(list(segmented))],
    }


def sample(words):
    """Every word of a short list; of a long one, some and the new words at its end."""
    return words if len(words) < 100 else words[:-len(NEW_WORDS):20] + words[-len(NEW_WORDS):]


def main():
    with open(STORY, encoding="utf-8") as file:
        story = file.read()
    texts = [(name, text, 60) for name, text in SMALL.items()] + [("the-lighthouse", story, 1500)]
    write({
        "header": header(**{
            "subword-nmt": importlib.metadata.version("subword-nmt"), "tokenizers": tokenizers.__version__}),
        "cases": [paper_case(*text) for text in texts]
        # The tool cannot read a list of no merges.
        + [subword_nmt_case(*text) for text in texts if text[0] != "one letter"],
    }, "byte_pair_reference.json")


if __name__ == "__main__":
    main()
