"""One answer of a closed question: by its number, its letter, its words, or two of them together."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from surveys.importing.kinds.base import SURELY_NEAR, Kind, mark_of, normal, one_near
from surveys.importing.problems import Unfit
from surveys.importing.spelling import codes_by_spelling, in_full, in_latin, plain

NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d*)?", re.ASCII)
DIGIT = re.compile(r"\d", re.ASCII)
LETTER = re.compile(r"([A-Ha-h])[.)]?")
SEVERAL = re.compile(r"\(?\d+\)?(?:\s*(?:[;,/&+|]|dan|\s)\s*\(?\d+\)?)+", re.ASCII)
LEADING = re.compile(  # before a mark only: an answer may begin with such a word
    r"(?:skor|nilai|jawaban|jawab|pilihan|opsi|poin|score|kode)\s*[:=.]?\s*"
    r"(?=[(\[]?(?:\d|[a-h]\b|(?:satu|dua|tiga|empat|lima)\b))",
    re.IGNORECASE,
)
MARK_THEN_WORDS = re.compile(
    r"[(\[]?(?:(?P<number>[0-9]+)|(?P<letter>[A-Ha-h](?![^\W\d_])))[)\]]?\s*(?P<sign>[-–—.:=)\]/_(|]*)\s*(?P<words>[^\W\d_].*?)\)?"
)
WORDS_THEN_MARK = re.compile(
    r"(?P<words>[^\W\d_].*?)\s*(?:[(\[](?:skor\s*)?(?P<inside>[0-9]+|[A-Ha-h])[)\]]|(?P<sign>[-–—=:_/])\s*(?P<number>[0-9]+))"
)
WORDS_TWICE = re.compile(
    r"(?P<words>[^()]+?)\s*\((?P<again>[^()]+)\)|(?P<first>.+?)(?:\s+[-–]\s+|\s*[=:]\s*)(?P<second>.+)"
)
DOUBTFUL = 2  # pairs that contradict; one is a slip
SLIPS = 0.1  # of all cells, which contradict each in a way of its own
OTHER_SCALE_SHARE, OTHER_SCALE_LEAST = 0.05, 3


@dataclass(frozen=True)
class Scale:
    """Why a bare number or letter says nothing certain in this column: a code of a problem, or None.

    `shortens`: elsewhere in the column answers stand by the first letters of their words, as “KC”.
    """

    numbers: str | None = None
    letters: str | None = None
    shortens: bool = False


class Answer(Kind):
    """A cell is read by itself; a bare mark only where the column as a whole does not speak against it."""

    is_closed = True

    def understand(self, column, cells, facts):
        return (_scale_of(column, cells) if column.is_scored else Scale()), []

    def value(self, column, kind, value, decided):
        return self.option(column, kind, value, decided).code

    def option(self, column, kind, value, decided):
        if kind == "d":
            raise Unfit("turned_into_date")
        if kind == "b":
            value = "ya" if value else "tidak"
        return _option(column, LEADING.sub("", normal(value), count=1), decided or Scale())

    def in_words(self, column, value):
        option = column.by_code.get(value)
        if option is None:
            return str(value)
        return str(option.label) if option.score is None else f"{option.score} – {option.label}"


class AnswerOrMark(Answer):
    """An answer, or a mark that says why there is none."""

    def value(self, column, kind, value, decided):
        is_mark, missing = mark_of(value)
        if is_mark and not is_answer(column, value):
            return missing
        return super().value(column, kind, value, decided)


def is_answer(column, text):
    """Whether a mark such as “tdk ada” is the label of an answer, in short or in full."""
    return not column.labels.isdisjoint((plain(text), in_full(plain(text))))


def _scale_of(column, cells):
    """What the pairs of mark and words, and the numbers on their own, say about the order of the scale."""
    agree, numbers, shorts = Counter(), Counter(), set(map(_initials, column.options)) - {None}
    against = defaultdict(list)
    for (kind, value), times in cells.items():
        text = LEADING.sub("", normal(value), count=1) if kind in ("s", "n") else ""
        if NUMBER.fullmatch(text):
            numbers[_whole(text)] += times
        elif pair := _pair(column, text):
            mark, by_mark, by_words = pair
            agree[mark.isdigit(), by_mark is by_words] += times
            if by_mark is not by_words:
                against[mark.isdigit()].append((by_mark and by_mark.score, by_words.score))
    every = sum(cells.values())
    return Scale(
        _why_doubtful(column, agree, True, against, every) or _other_scale(column, numbers),
        _why_doubtful(column, agree, False, against, every),
        any(kind == "s" and value.isupper() and plain(value) in shorts for kind, value in cells),
    )


def _why_doubtful(column, agree, by_number, pairs, every):
    """Whether the pairs that contradict are more than those that do not, and more than slips.

    They are no slips where one other order explains them all: counted from the other end, or from 0.
    """
    against = agree[by_number, False]
    if against < DOUBTFUL or against <= agree[by_number, True]:
        return None
    ends = min(column.scores) + max(column.scores)
    orders = (lambda mark: ends - mark), (lambda mark: mark + 1), (lambda mark: mark - 1)
    explained = any(
        all(mark is None or order(mark) == said for mark, said in pairs[by_number]) for order in orders
    )
    return "order_doubtful" if explained or against > SLIPS * every else None


def _whole(text):
    """The digits of a whole number, also of “4.0”; None for 3.5."""
    whole, _mark, fraction = text.replace(",", ".").partition(".")
    return None if fraction.strip("0") else whole


def _other_scale(column, numbers):
    """Whether bare numbers look like those of a longer scale, or of one that counts from 0."""
    whole = sum(numbers.values())
    known = {str(score) for score in column.scores}
    least, most = min(column.scores), max(column.scores)
    for beyond, spoken_against in ((least - 1, most), (most + 1, None)):
        times = numbers[str(beyond)]
        is_often = times >= max(OTHER_SCALE_LEAST, OTHER_SCALE_SHARE * whole)
        if is_often and str(beyond) not in known and not (spoken_against and numbers[str(spoken_against)]):
            return "other_scale"
    return None


def _pair(column, text):
    """(mark, its option, option of the words) of “4 - Puas” or “Puas (4)” with known words, or None."""
    found = MARK_THEN_WORDS.fullmatch(text) or WORDS_THEN_MARK.fullmatch(text)
    worded = found and column.spellings.get(plain(found["words"]))
    if not worded:
        return None
    named = found.groupdict()
    mark = named.get("number") or named.get("letter") or named.get("inside")
    return mark, _by_mark(column, mark), worded


def _by_mark(column, mark):
    """The option of a number or of a letter that counts the answers, or None."""
    if mark.isdigit():
        return column.spellings.get(mark) or column.scores.get(int(mark))
    return column.scores.get(ord(mark.lower()) - ord("a") + 1)


def _option(column, text, scale):
    bare = text.strip("()[] ").rstrip(".")
    if NUMBER.fullmatch(bare):
        return _by_number(column, bare, scale)
    spelled = plain(text)
    option = column.spellings.get(spelled) or column.squeezed_spellings.get(spelled.replace(" ", ""))
    if option and not spelled.isdigit():  # "-1" and "1?" are plainly "1", but not surely
        return option
    if SEVERAL.fullmatch(text):
        raise Unfit("two_answers")
    if option := _by_word_of_number(column, spelled, scale) or _by_letter(column, bare, scale):
        return option
    if option := _by_both(column, text) or _by_words_twice(column, text):
        return option
    if option := _shortened(column, spelled) or _initialled(column, text, spelled, scale):
        return option
    raise _unknown(column, text, spelled)


def _by_number(column, text, scale):
    """The option of a whole number: its code, else its score; 3.5 and -1 are nobody's."""
    whole = _whole(text)
    if whole and whole.isdigit() and (option := _by_mark(column, whole)):
        if scale.numbers:
            raise Unfit(scale.numbers, options=accepted(column))
        return option
    raise Unfit("out_of_range", options=accepted(column))


def _by_word_of_number(column, spelled, scale):
    number = codes_by_spelling("number_words").get(spelled) or codes_by_spelling("roman_numbers").get(spelled)
    return _by_number(column, number, scale) if number and column.is_scored else None


def _by_letter(column, text, scale):
    found = LETTER.fullmatch(text)
    option = column.is_scored and found and _by_mark(column, found[1])
    if option and scale.letters:
        raise Unfit(scale.letters, options=accepted(column))
    return option or None


def _by_both(column, text):
    """“4 - Puas” or “Sangat cepat (4)”: the mark decides, unless the words are those of another answer.

    Words that nobody knows are passed over only behind a number and a sign; “4 orang” says something else,
    and “1 = buruk, 4 = baik” explains the scale.
    """
    found = MARK_THEN_WORDS.fullmatch(text)
    is_certain = bool(found and found["number"] and found["sign"]) and not DIGIT.search(found["words"])
    if not found and not (found := WORDS_THEN_MARK.fullmatch(text)):
        return None
    named = found.groupdict()
    mark = named.get("number") or named.get("letter") or named.get("inside")
    worded, option = _worded(column, plain(found["words"])), _by_mark(column, mark)
    if not (mark.isdigit() or column.is_scored):
        return worded  # a letter that only counts the answers
    if not (worded or is_certain):
        return None
    if option is None and worded and not column.is_scored:
        return worded  # a number that only counts the answers
    if option is None:
        raise Unfit("out_of_range", options=accepted(column))
    if not worded and in_latin(found["words"]) != found["words"]:
        raise Unfit("lookalike_letter")
    if worded and worded is not option:
        raise Unfit("contradiction", by_number=option.label, by_words=worded.label)
    return option


def _worded(column, spelled):
    """The option of these words, or of the number they name: “Tiga (3)”."""
    number = codes_by_spelling("number_words").get(spelled) if column.is_scored else None
    return column.spellings.get(spelled) or (number and _by_mark(column, number))


def _by_words_twice(column, text):
    """“Laki-laki (L)”: the same said twice."""
    found = WORDS_TWICE.fullmatch(text)
    if not found:
        return None
    said = found["words"] or found["first"], found["again"] or found["second"]
    first, second = (column.spellings.get(plain(words)) for words in said)
    if first and second and first is not second:
        raise Unfit("contradiction", by_number=second.label, by_words=first.label)
    return first if first is second else None


def _shortened(column, spelled):
    """“krg cepat”"""
    longer = in_full(spelled)
    return column.spellings.get(longer) if longer != spelled else None


def _initialled(column, text, spelled, scale):
    """“KC” where the first letters of the words are those of one answer only; “C” beside it, or of itself
    where no other answer begins so."""
    if not column.is_scored or not text.isupper():
        return None
    same = [each for each in column.options if _initials(each, least=1) == spelled]
    beginning = [each for each in column.options if plain(each.label)[:1] == spelled]
    is_sure = len(spelled) > 1 or scale.shortens or len(beginning) == 1
    return same[0] if len(same) == 1 and is_sure else None


def _initials(option, least=2):
    words = plain(option.label).split()
    return "".join(word[0] for word in words) if len(words) >= least else None


def _unknown(column, text, spelled):
    latin = column.spellings.get(plain(in_latin(text))) if in_latin(text) != text else None
    if latin:
        return Unfit("lookalike_letter", str(latin.label))
    near = one_near(spelled, column.spellings, cutoff=SURELY_NEAR)
    return Unfit("unknown_option", str(near.label) if near else "", options=accepted(column))


def accepted(column):
    """“1 = Tidak cepat, 2 = ...” for an officer to choose from."""
    known = [option for option in column.options if option.code]
    if column.is_scored:
        return ", ".join(f"{option.score} = {option.label}" for option in known)
    return ", ".join(str(option.label) for option in known)
