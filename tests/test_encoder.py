"""The port and the shipped table: proved, the same in any batch, and of some use."""

from __future__ import annotations

import hashlib
import importlib
import json
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from retold.errors import EncoderError, NeedsExtra
from retold.models import load
from retold.models.static import DATA, StaticEncoder, shipped

REPORT = [
    "The bridge over the Lenn was closed on Tuesday after engineers found cracks in two of its piers.",
    "Mayor Ida Brandt said repairs would cost about 12 million euros and take until spring.",
    "Bus company Nordlinie is putting on extra services.",
    "A dog that fell into the river was rescued by a passing rower.",
]
RETELLING = [
    "An extra bus service will run, the operator Nordlinie announced.",
    "According to the mayor, mending it will take until next spring and cost some 12 million.",
    "A rower pulled a dog out of the water.",
    "Cracked piers have forced the closure of the Lenn bridge, engineers said.",
]


def test_each_retold_sentence_is_nearest_to_the_one_it_retells() -> None:
    encoder = load()
    likeness = encoder.encode(RETELLING) @ encoder.encode(REPORT).T
    assert likeness.argmax(axis=1).tolist() == [2, 1, 3, 0]


def test_vectors_have_length_one_and_unknown_sentences_none() -> None:
    vectors = load().encode([*REPORT, "", "  ", "한국어", "\u200b"])
    lengths = np.linalg.norm(vectors, axis=1)
    assert vectors.dtype == np.float32
    assert np.allclose(lengths[:4], 1.0, atol=1e-6)
    assert not vectors[4:].any()


def test_no_sentences_give_no_rows() -> None:
    assert load().encode([]).shape == (0, shipped().dims)


def test_a_vector_is_the_same_to_the_last_bit_whatever_the_batch() -> None:
    encoder = shipped()
    words = " ".join(REPORT + RETELLING).split()
    sentences = [" ".join(words[start : start + 1 + start * 7 % 60]) for start in range(len(words))] * 8
    together = encoder.encode(sentences)
    alone = np.concatenate([StaticEncoder().encode([sentence]) for sentence in sentences[:20]])
    backwards = encoder.encode(sentences[::-1])[::-1]
    one_by_one = np.concatenate([encoder.encode([sentence]) for sentence in sentences])
    assert (alone == together[:20]).all()
    assert (backwards == together).all()
    assert (one_by_one == together).all()


def test_a_vector_is_the_plain_sum_of_the_rows_of_its_pieces() -> None:
    encoder = shipped()
    table = np.load(DATA / "table.npy", allow_pickle=False)
    row_of = {int(piece): row for row, piece in enumerate(table["piece"])}
    for sentence in REPORT:
        total = np.zeros(encoder.dims, dtype=np.float32)
        for piece in encoder.pieces(sentence):
            entry = table[row_of[piece]]
            total += entry["values"] * entry["scale"]
        assert np.allclose(encoder.encode([sentence])[0], total / np.linalg.norm(total), atol=1e-6)


def test_a_rarer_word_weighs_more() -> None:
    weight = shipped().word_weight
    assert (
        weight("the") < weight("city") < weight("mayor") < weight("carnivorous") == weight("Qwyzzle") == 1.0
    )
    assert weight("The") == weight("the")
    assert weight(",") < 0.01
    assert weight("") == 0.0


def test_a_word_with_marks_inside_weighs_what_a_reader_would_say() -> None:
    weight = shipped().word_weight
    assert weight("mayor's") == weight("mayor")
    assert weight("U.S.") == weight("us")
    assert weight("12,000") == weight("3.5") == 1.0 > weight("12")


def test_the_shipped_encoder_goes_by_three_names() -> None:
    name = load("default").name
    assert name.startswith("retold-static-")
    assert load("retold-static") is load(name) is load()


def test_a_table_of_another_version_is_not_passed_off_as_the_one_asked_for() -> None:
    with pytest.raises(EncoderError, match="not retold-static-en-256-00000000"):
        load("retold-static-en-256-00000000")


@pytest.mark.parametrize("name", ["table.npy", "vocab.txt"])
def test_altered_weights_are_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    data = bytearray((folder / name).read_bytes())
    data[-2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(EncoderError, match=f"{name} .* is not the proved file"):
        StaticEncoder(folder)


def test_missing_weights_are_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="cannot be read"):
        StaticEncoder(tmp_path)


def test_the_origin_names_every_source() -> None:
    origin = json.loads((DATA / "origin.json").read_text("utf-8"))
    assert origin["licence"] == "Apache-2.0"
    assert origin["weights_from"]["licence"] == "Apache-2.0"
    assert all(text["licence"] and text["sentences"] for text in origin["training_text"])
    assert origin["training_text"]
    assert sum(entry["bytes"] for entry in origin["files"].values()) < 7_200_000


def test_the_invented_news_is_still_what_the_table_was_trained_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "tools")
    sentences = importlib.import_module("invented_news").sentences
    told = json.loads((DATA / "origin.json").read_text("utf-8"))["training_text"][1]
    text = "\n".join(sentences(told["sentences"], seed=1))
    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == told["sentences, sha256"]


def test_another_model_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(NeedsExtra, match="pip install sentence-transformers"):
        load("some-model")


class _Model:
    """Stands in for sentence_transformers.SentenceTransformer."""

    def __init__(self, name: str) -> None:
        if name == "no-such-model":
            raise OSError("not found")

    def get_sentence_embedding_dimension(self) -> int:
        return 3

    def encode(self, sentences: list[str], **how: object) -> np.ndarray:
        assert how["normalize_embeddings"] is True
        return np.array([[1.0, 0.0, 0.0]] * len(sentences))


def test_a_model_of_sentence_transformers_stands_behind_the_same_port(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=_Model))
    encoder = load("some-model")
    assert encoder.name == "sentence-transformers:some-model"
    vectors = encoder.encode(["A bridge.", " "])
    assert vectors.dtype == np.float32
    assert vectors.tolist() == [[1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    assert encoder.encode([]).shape == (0, 3)
    with pytest.raises(EncoderError, match="could not load no-such-model"):
        load("no-such-model")
