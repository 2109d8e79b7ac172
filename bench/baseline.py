"""What a user would write without Retold: sentences by a pattern, links by rapidfuzz, words by difflib.

In: two text files, or a file of pairs in JSON Lines. Out: the links and word steps as JSON. It is
written as well as half an hour allows: rapidfuzz's own fast search with a cut-off, difflib on words.
It knows no quotation, figure, headline or page furniture, and says nothing on how two reports relate.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path

from rapidfuzz import fuzz, process

#: A sentence ends at . ! or ? and closing marks, before white space and a capital, digit or opening mark.
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n\s*\n")
#: Of 100: below it a pair of sentences is no link. 60 is what most recipes for rapidfuzz start from.
CUT_OFF = 60
#: Pairs that a process is handed at once.
CHUNK = 8


def sentences(text: str) -> list[str]:
    """The sentences of a text, white space folded."""
    return [" ".join(piece.split()) for piece in SENTENCE_END.split(text) if piece.strip()]


def compare(left: str, right: str) -> list[dict[str, object]]:
    """Each right sentence with its best left one, if there is one, and the word steps between them."""
    sources = sentences(left)
    links: list[dict[str, object]] = []
    for index, sentence in enumerate(sentences(right)):
        best = process.extractOne(sentence, sources, scorer=fuzz.token_sort_ratio, score_cutoff=CUT_OFF)
        if best is None:
            continue
        source, score, source_index = best
        steps = SequenceMatcher(None, source.split(), sentence.split(), autojunk=False).get_opcodes()
        links.append({"left": source_index, "right": index, "score": score, "steps": steps})
    return links


def compare_line(line: str) -> str:
    """One line of a file of pairs, compared."""
    pair = json.loads(line)
    return json.dumps({"links": compare(pair["left"]["text"], pair["right"]["text"])})


def compared(lines: list[str], workers: int) -> Iterator[str]:
    """The comparisons of all lines, in their order."""
    if workers == 1:
        yield from map(compare_line, lines)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(compare_line, lines, chunksize=CHUNK)


def main() -> None:
    """Compare two files, or each pair of a file of pairs."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("files", nargs="*", type=Path, metavar="FILE")
    arguments.add_argument("--pairs", type=Path)
    arguments.add_argument("--workers", type=int, default=2)
    given = arguments.parse_args()
    if given.pairs:
        lines = given.pairs.read_text("utf-8").splitlines()
        for line in compared(lines, given.workers):
            sys.stdout.write(line + "\n")
    else:
        left, right = (path.read_text("utf-8") for path in given.files)
        json.dump(compare(left, right), sys.stdout)


if __name__ == "__main__":
    main()
