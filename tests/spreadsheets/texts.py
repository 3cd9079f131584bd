"""C01 to C15: text files in every encoding and dialect, and what goes wrong in them."""

from tests.spreadsheets.cases import accepted, held_back, refused_when_parsed, warned
from tests.spreadsheets.packages import TABLE


def joined(table, delimiter=",", line_end="\r\n"):
    """The table as text without quotes."""
    return "".join(delimiter.join(row) + line_end for row in table)


def data(text, encoding="utf-8"):
    return text.encode(encoding, "surrogatepass")


def read(key, text, table):
    return accepted(key, "data.csv", table, lambda: data(text))


def row_kept_back(key, text, *, rows=3, kept_back=((2, "B", "x"),)):
    return held_back(key, "data.csv", rows, kept_back, lambda: data(text))


PLAIN = joined(TABLE)
HEADER = "nama,kode,nilai\r\n"
DECIMALS = [["nama", "nilai", "usia"], ["Siti", "3,5", "20"], ["Budi", "4,25", "31"]]
UNNAMED = [["nama", "a", "b"], ["Siti", "4", "3", "x", "y"], ["Budi", "1", "2", "x", "y"]]
WHOLE_NUMBERS = [["nama", "a", "b", "c"], ["Siti", "4", "3", "2"], ["Budi", "1", "2", "3"]]
CHOICES = [["nama", "pilihan"], ["Siti", "a;b;c;d"], ["Budi", "e;f;g;h"]]
RAGGED = HEADER + "Siti,07\r\nBudi,12,3,lebih\r\nAni,01,4\r\nEko,02,4\r\n"
SWALLOWING = HEADER + 'Siti,"07,4\r\n' + "Budi,12,3\r\n" * 60 + 'Ani,12",3\r\n'
QUIET_SWALLOWING = "a;b;c;d\n" + 'Siti;"07;4;1\n' + "Budi;12;3;1\n" * 3 + 'Ani;12";3;1\n' + "Eko;1;2;3\n" * 5

QUOTING = (
    ("comma", 'a,b\n1,"x, y"\n', [["a", "b"], ["1", "x, y"]]),
    ("empty", 'a,b\n1,\n"",2\n', [["a", "b"], ["1"], ["", "2"]]),
    ("line-end", 'a,b\n1,"x\ny"\n2,z\n', [["a", "b"], ["1", "x\ny"], ["2", "z"]]),
    ("carriage-return", 'a,b\r\n1,"x\r\ny"\r\n', [["a", "b"], ["1", "x\r\ny"]]),
    ("doubled", 'a,b\n1,"kata ""ya"""\n', [["a", "b"], ["1", 'kata "ya"']]),
    ("only-quotes", 'a,b\n1,""""\n', [["a", "b"], ["1", '"']]),
    ("all-quoted", '"a","b"\n"1","2"\n', [["a", "b"], ["1", "2"]]),
    ("document", 'a,b\n1,"{""x"": [1, 2]}"\n', [["a", "b"], ["1", '{"x": [1, 2]}']]),
    ("apostrophe", "a,b\n1,D'Souza\n", [["a", "b"], ["1", "D'Souza"]]),
    ("quote-inside", 'a,b\n1,5" pipa\n', [["a", "b"], ["1", '5" pipa']]),
    ("spaces", "a,b\n 1 , x \n", [["a", "b"], [" 1 ", " x "]]),
    ("other-alphabets", "a,b\nسيتي,西蒂\n", [["a", "b"], ["سيتي", "西蒂"]]),
    ("no-last-line-end", "a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("formula-text", "a,b\n=1+1,@x\n", [["a", "b"], ["=1+1", "@x"]]),
)


def long_notes():
    """A text whose beginning, looked at for its delimiter, ends inside a quoted field; and its table."""
    table = [["nama", "isi"], *[["Siti, S", "x" * 800] for _time in range(247)], ["Budi", "y" * 3_000]]
    return "".join(
        f'{name};"{note}"\n' if name == "Budi" else f"{name};{note}\n" for name, note in table
    ), table


CASES = (
    accepted("C01-utf-8-mark", "data.csv", TABLE, lambda: data(PLAIN, "utf-8-sig")),
    accepted(
        "C02-utf-16-le", "data.csv", TABLE, lambda: b"\xff\xfe" + data(joined(TABLE, "\t"), "utf-16-le")
    ),
    accepted("C02-utf-16-be", "data.csv", TABLE, lambda: b"\xfe\xff" + data(PLAIN, "utf-16-be")),
    refused_when_parsed(
        "C02-utf-16-cut", "data.csv", "encoding", lambda: b"\xff\xfe" + data(PLAIN, "utf-16-le")[:-1]
    ),
    refused_when_parsed(
        "C03-utf-16-le-without-mark", "data.csv", "encoding", lambda: data(PLAIN, "utf-16-le")
    ),
    refused_when_parsed(
        "C03-utf-16-be-without-mark", "data.csv", "encoding", lambda: data(PLAIN, "utf-16-be")
    ),
    refused_when_parsed(
        "C03-utf-32", "data.csv", "encoding", lambda: b"\xff\xfe\0\0" + data(PLAIN, "utf-32-le")
    ),
    refused_when_parsed("C03-utf-32-without-mark", "data.csv", "encoding", lambda: data(PLAIN, "utf-32-be")),
    warned("C04-cp1252", "data.csv", ["guessed_encoding"], TABLE, lambda: data(PLAIN, "cp1252")),
    warned(
        "C04-curly-quotes",
        "data.csv",
        ["guessed_encoding"],
        [["a", "b"], ["1", "“ya”"]],
        lambda: data("a,b\n1,“ya”\n", "cp1252"),
    ),
    refused_when_parsed("C04-no-text-in-cp1252", "data.csv", "encoding", lambda: b"a,b\n1,caf\x81\n"),
    refused_when_parsed("C05-mixed", "data.csv", "mixed_encoding", lambda: data(PLAIN) + b"Ren\xe9,1,2\r\n"),
    refused_when_parsed(
        "C05-mixed-after-mark", "data.csv", "mixed_encoding", lambda: b"\xef\xbb\xbfa,b\n\xe9,1\n"
    ),
    read("C06-semicolon", joined(TABLE, ";"), TABLE),
    read("C06-semicolon-decimal-comma", joined(DECIMALS, ";"), DECIMALS),
    read(
        "C06-titles-above",
        "Survei\r\n\r\nJuli, 2019\r\n" + joined(DECIMALS, ";"),
        [["Survei"], ["Juli, 2019"], *DECIMALS],
    ),
    read("C06-several-choices", joined(CHOICES), CHOICES),
    read("C06-all-decimals", "a;b\n3,5;4,5\n2,5;1,5\n", [["a", "b"], ["3,5", "4,5"], ["2,5", "1,5"]]),
    read("C06-sample-ends-in-quotes", *long_notes()),
    read("C07-tab", joined(TABLE, "\t"), TABLE),
    read("C07-pipe", joined(TABLE, "|"), TABLE),
    read("C07-named", "sep=;\r\n" + joined(DECIMALS, ";"), DECIMALS),
    read("C07-named-oddly", '"SEP=^"\r\n' + joined(TABLE, "^"), TABLE),
    read("C08-carriage-returns", joined(TABLE, line_end="\r"), TABLE),
    read("C08-mixed-line-ends", "a,b\r\n1,2\n3,4\r5,6", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
    read("C08-line-separator-in-cell", "a,b\n1,x\u2028y\u0085z\n", [["a", "b"], ["1", "x\u2028y\u0085z"]]),
    *(read(f"C09-{key}", text, table) for key, text, table in QUOTING),
    refused_when_parsed(
        "C10-never-closed", "data.csv", "unclosed_quote", lambda: data(HEADER + '"Siti,07,4\r\nBudi,1,3')
    ),
    refused_when_parsed(
        "C10-closed-in-next-row", "data.csv", "unclosed_quote", lambda: data(HEADER + '"Siti,07\n"Budi",1')
    ),
    refused_when_parsed("C10-swallowing", "data.csv", "unclosed_quote", lambda: data(SWALLOWING)),
    refused_when_parsed("C10-swallowing-few", "data.csv", "unclosed_quote", lambda: data(QUIET_SWALLOWING)),
    row_kept_back("C11-null", HEADER + "Siti,0\0007,4\r\nBudi,1,3\r\n"),
    held_back(
        "C12-ragged",
        "data.csv",
        5,
        [(2, "-", "ragged"), (3, "-", "ragged")],
        lambda: data(RAGGED),
        ["ragged_rows", "unquoted_delimiters"],
    ),
    read(
        "C12-empty-fields-at-the-end",
        "a,b\n1,2,,\n3,4\n5,6\n",
        [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]],
    ),
    row_kept_back("C13-long-field", HEADER + f"Siti,{'7' * 200_000},4\r\nBudi,1,3\r\n"),
    refused_when_parsed("C14-decimal-comma", "data.csv", "decimal_comma", lambda: data(joined(DECIMALS))),
    refused_when_parsed(
        "C14-decimal-comma-below-blank-headings",
        "data.csv",
        "decimal_comma",
        lambda: data("nama,nilai,usia,\n" + joined(DECIMALS[1:])),
    ),
    refused_when_parsed(
        "C14-decimal-comma-below-a-title",
        "data.csv",
        "decimal_comma",
        lambda: data("Survei, Tulungagung\nnama,kota,usia,nilai,kesan\nSiti,Malang,20,3,5,baik\n"),
    ),
    read("C14-columns-without-heading", joined(UNNAMED), UNNAMED),
    read("C14-whole-numbers", joined(WHOLE_NUMBERS), WHOLE_NUMBERS),
    refused_when_parsed("C14-two-delimiters", "data.csv", "delimiter", lambda: data("a,b;c\nx,y;z\nu,v;w\n")),
    row_kept_back("C15-control-z", HEADER + "Siti,0\x1a7,4\r\nBudi,1,3\r\n"),
    row_kept_back("C15-form-feed", HEADER + "Siti,0\x0c7,4\r\nBudi,1,3\r\n"),
    row_kept_back("C15-vertical-tab", HEADER + "Siti,0\x0b7,4\r\nBudi,1,3\r\n"),
    row_kept_back("C15-lone-surrogate", HEADER + "Siti,0\ud8007,4\r\nBudi,1,3\r\n"),
    held_back(
        "C15-lone-surrogate-utf-16",
        "data.csv",
        3,
        [(2, "B", "x")],
        lambda: b"\xff\xfe" + data(HEADER + "Siti,0\udc007,4\r\nBudi,1,3\r\n", "utf-16-le"),
    ),
    refused_when_parsed(
        "C16-too-much-text",
        "data.csv",
        "too_much_text",
        lambda: data("".join(f"{n}{'é' * 30_000},1\n" for n in range(160))),
    ),
    refused_when_parsed("C16-too-many-rows", "data.csv", "rows", lambda: data("a,b\n" + "1,2\n" * 200_020)),
    refused_when_parsed(
        "C16-too-many-columns", "data.csv", "columns", lambda: data(",".join("a" * 301) + "\n")
    ),
    read("C16-most-rows", "a,b\n" + "1,2\n" * 200_019, [["a", "b"], *[["1", "2"]] * 200_019]),
    read(
        "C16-most-columns",
        ",".join("a" * 300) + "\n" + ",".join("1" * 300) + "\n",
        [[*"a" * 300], [*"1" * 300]],
    ),
    read("C16-longest-gap", "a,b\n1,2\n" + ",\n" * 1_000 + "3,4\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
    read("C16-longest-cell", f"a,b\n1,{'x' * 32_767}\n", [["a", "b"], ["1", "x" * 32_767]]),
    row_kept_back("C16-too-long-cell", f"a,b\n1,{'x' * 32_768}\n", rows=2),
    warned(
        "C16-rows-below-a-gap",
        "data.csv",
        ["stopped_at_gap"],
        [["a", "b"], ["1", "2"]],
        lambda: data("a,b\n1,2\n" + ",\n" * 1_001 + "3,4\n5\n"),
    ),
)
