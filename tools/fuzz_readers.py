"""Look for bytes that make a reader raise: atheris, guided by which lines of a reader they reach.

In: a format (the ending of one of the samples in tests/ingest_samples.py) and a time. Out: nothing if no error came, else
the bytes in a file. Not a part of the tests: atheris is for Linux and a few versions of Python, and is installed by
hand (see tools/README.md).

    python tools/fuzz_readers.py rss -max_total_time=120
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["retold.ingest"]):
    from retold.ingest.stream import stream
    from retold.model import Report

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from ingest_samples import SAMPLES  # noqa: E402 - tests/ is no package


def main() -> None:
    """Fuzz one reader until the time is up or an error comes."""
    ending = sys.argv.pop(1)
    # In memory where there is such a folder, so that the disk is not what is tested.
    memory = Path("/dev/shm")  # noqa: S108
    folder = Path(tempfile.mkdtemp(prefix="retold-fuzz-", dir=memory if memory.is_dir() else None))
    path = folder / f"input.{ending}"
    for name, sample in SAMPLES.items():
        if name.endswith(f".{ending}"):
            (folder / "corpus").mkdir(exist_ok=True)
            (folder / "corpus" / name).write_bytes(sample)

    def one(data: bytes) -> None:
        path.write_bytes(data)
        for found in stream([path]):
            if isinstance(found, Report):
                found.text.encode()

    atheris.Setup([*sys.argv, str(folder / "corpus"), f"-artifact_prefix={folder}/"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
