"""The identity that rows without a number had while district, consent and mode were no part of what they say.

Such rows are stored under a key of their content without these. The same file brought again shall find them,
and a person who withdrew shall stay away; a row that was never stored keeps the key of all it says.
"""

from collections import Counter, defaultdict

from surveys.responses.content import key_of_content


class FormerKeys:
    """`bare` are {place: digest without LATER} of rows without a number that say something there.

    `others` counts how many rows of the file say the same and nothing there: their keys come first.
    """

    def __init__(self, bare, others):
        self.bare = bare
        self.candidates = {
            digest: [key_of_content(digest, others[digest] + n) for n in range(1, times + 1)]
            for digest, times in Counter(bare.values()).items()
        }

    @property
    def keys(self):
        return [key for keys in self.candidates.values() for key in keys]

    def known(self, row_keys, stored):
        """{place: the former key under which it is stored}, of those whose own key is not in `stored`."""
        found, places = {}, defaultdict(list)
        for place, digest in self.bare.items():
            if row_keys[place] not in stored:
                places[digest].append(place)
        for digest, some in places.items():
            there = [key for key in self.candidates[digest] if key in stored]
            found |= dict(zip(some, there, strict=False))
        return found
