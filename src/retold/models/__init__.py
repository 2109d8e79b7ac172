"""Models that Retold loads: so far one kind, the sentence encoder.

`load("default")` gives the encoder that is shipped (a static table for English, no network, no
dependency but numpy); any other name is taken as a sentence-transformers model. Importing this package
loads nothing: the weights are read when the first encoder is asked for.
"""

from __future__ import annotations

from .encoder import Encoder, load

__all__ = ["Encoder", "load"]
