"""The port for sentence encoders, and the way to get one by its name.

Sentences come in, one unit vector for each goes out, so that the dot product of two rows is the cosine
of their similarity. The default is the shipped static table (`static.py`). Any model that the package
sentence-transformers can load may stand in its place; it is imported only when such a model is asked
for. An encoder of one's own needs nothing from here but the two members of `Encoder`.

Not tried: telling which language a sentence is in, and telling sameness from likeness. A sentence with
one fact changed is often nearer to its source than a faithful paraphrase: changes need their own checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import EncoderError, NeedsExtra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Names that begin so mean the shipped table: "retold-static" any version of it, the full name only that one.
SHIPPED = "retold-static"


class Encoder(Protocol):
    """What Retold asks of a sentence encoder."""

    @property
    def name(self) -> str:
        """Names the weights, not only the method: stored vectors are told apart by it."""
        ...

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """One row for each sentence, of length 1, or all zeros where nothing of the sentence is known.

        A row depends on its sentence alone, never on what else is in the batch.
        """
        ...


def load(name: str = "default") -> Encoder:
    """The encoder of that name: "default", "retold-static...", or a sentence-transformers name or path."""
    if name == "default" or name.startswith(SHIPPED):
        from . import static

        shipped = static.shipped()
        if name not in ("default", SHIPPED, shipped.name):
            raise EncoderError(
                f"This Retold ships the sentence encoder {shipped.name}, not {name}.",
                'Ask for "default", or install the version of Retold that made these vectors.',
            )
        return shipped
    return _SentenceTransformer(name)


class _SentenceTransformer:
    """A model of the package sentence-transformers behind the port."""

    def __init__(self, model: str) -> None:
        try:
            library: Any = import_module("sentence_transformers")
        except ImportError as error:
            raise NeedsExtra(
                f"The encoder {model} needs the package sentence-transformers, which is not installed.",
                'Run: pip install sentence-transformers, or use the encoder "default".',
            ) from error
        try:
            self._model: Any = library.SentenceTransformer(model)
        except Exception as error:  # the library raises many kinds, among them those of its own dependencies
            raise EncoderError(
                f"sentence-transformers could not load {model}: {error}",
                'Check the name or the path, or use the encoder "default".',
            ) from error
        self._name = f"sentence-transformers:{model}"

    @property
    def name(self) -> str:
        return self._name

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        if not sentences:
            return np.zeros((0, int(self._model.get_sentence_embedding_dimension())), dtype=np.float32)
        # One at a time: padding to the longest sentence of a batch moves the last digits of a vector.
        rows = self._model.encode(
            list(sentences),
            batch_size=1,
            convert_to_numpy=True,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        vectors: NDArray[np.float32] = np.array(rows, dtype=np.float32)
        vectors[[not sentence.strip() for sentence in sentences]] = 0.0
        return vectors
