"""What a heading means: the columns of a round by their names, wordings and other headings."""

import re
from collections import defaultdict

from surveys.importing.spelling import in_each_language, plain, squeezed

IN_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
POSITION = re.compile(r"^(?:u|unsur|q|p|pertanyaan|no)?\s?\d{1,2}\s|\s(?:u|unsur)\s?\d{1,2}$")
BY_OFFICER, BY_NAME, BY_WORDING, BY_LEARNED, BY_SYNONYM, BY_DEVICE, BY_LIKENESS = 5, 4, 3, 2, 1, 0, -1
IN_GROUP = re.compile(r"[^\s/]+/(?:[^\s/]+/)*(?P<slashed>[^\s/]+)|[^\s/]+?[-.:](?P<parted>[^\s/]+)")
IN_BRACKETS = re.compile(r"[^\[\]]+\[(?P<inside>[^\[\]]+)\]\s*")
TO_SOMEBODY = re.compile(r"\b(?:anda|saudara i|saudara|bapak ibu)\b|\bresponden$")
SHORT_WORDS = {
    "jml": "jumlah",
    "jns": "jenis",
    "neg": "negara",
    "nmr": "nomor",
    "no": "nomor",
    "resp": "responden",
    "tgl": "tanggal",
    "thn": "tahun",
}
BEFORE_NAME = re.compile(r"^hari (?=t)")


class Dictionary:
    """Column and strength by squeezed spelling; the stronger of two owns a spelling, of equals none.

    Of `learned`, Learned entries, those that are headings hold for exactly their spelling.
    """

    def __init__(self, columns, learned=()):
        by_name = {column.name: column for column in columns}
        self.learned = {
            each.spelling: (each, by_name[each.meaning])
            for each in learned
            if each.is_heading and each.meaning in by_name
        }
        candidates = defaultdict(list)
        for column in columns:
            for strength, texts in (
                (BY_NAME, (column.key, *in_each_language(column.label))),
                (BY_WORDING, (column.text,)),
                (BY_SYNONYM, column.also),
            ):
                for text in filter(None, texts):
                    candidates[squeezed(text)].append((strength, column))
        self.entries = {spelling: _strongest(found) for spelling, found in candidates.items()}

    def look_up(self, heading):
        """(strength, column) of a heading, or None."""
        found = next(filter(None, map(self.entries.get, _readings_of(heading))), None)
        if self.learned and (found is None or found[0] < BY_LEARNED):
            _entry, column = self.learned.get(plain(heading), (None, None))
            return (BY_LEARNED, column) if column else found
        return found

    def may_mean(self, heading, column):
        """Whether a heading is one of a column's, though another one may claim it."""
        names = {squeezed(text) for text in (*in_each_language(column.label), *column.also)}
        return not names.isdisjoint(_readings_of(heading))

    def learned_by(self, heading, strength):
        """The Learned entry by which a heading was understood, or None."""
        return self.learned[plain(heading)][0] if strength == BY_LEARNED else None


def _strongest(found):
    found = [each for each in found if not each[1].is_extra] or found
    best = max(strength for strength, _column in found)
    columns = [column for strength, column in found if strength == best]
    return (best, columns[0]) if all(column is columns[0] for column in columns) else None


def _readings_of(heading):
    """The heading as it stands, then without what stands in parentheses, then without its number.

    Then without the group that forms put before a name, “skm/u1”, “Penilaian [Biaya]”, and polite words, and
    with short words written out.
    """
    bare = plain(IN_PARENTHESES.sub(" ", heading))
    whole = plain(heading)
    named = IN_GROUP.fullmatch(heading.strip()) or IN_BRACKETS.fullmatch(heading)
    inner = plain(next(filter(None, named.groups()), "")) if named else ""
    for text in (whole, bare, POSITION.sub("", whole), POSITION.sub("", bare), inner, _without_manners(bare)):
        if text:
            yield text.replace(" ", "")
    yield "".join(SHORT_WORDS.get(word, word) for word in bare.split())


def _without_manners(text):
    """“usia anda” is “usia”, “hari tgl pengisian” is “tanggal pengisian”."""
    text = " ".join(TO_SOMEBODY.sub(" ", text).split())
    return BEFORE_NAME.sub("", text).replace("tgl ", "tanggal ")
