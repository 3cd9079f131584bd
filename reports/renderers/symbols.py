"""Signs that stand in the place of a number."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Symbol:
    """A sign in the place of a number, and what it means."""

    sign: str
    meaning: str

    def __str__(self):
        return self.sign
