"""Writes the corpus of bad spreadsheets, always the same bytes: python -m tests.spreadsheets.build FOLDER.

Each case has the answer a good importer gives: R refused before parsing, r refused while parsing, Q rows held
back, W read with a warning, A read as if nothing were odd.
"""

import sys
from pathlib import Path

from tests.spreadsheets import attacks, containers, layouts, texts

CASES = (*containers.CASES, *attacks.CASES, *layouts.CASES, *texts.CASES)


def write_all(folder):
    """Writes every case into its own folder, so that each keeps the name it was uploaded under."""
    for case in CASES:
        place = Path(folder) / case.key
        place.mkdir(parents=True, exist_ok=True)
        (place / f"content{case.suffix}").write_bytes(case.content())


if __name__ == "__main__":
    write_all(sys.argv[1])
