"""What the parser sends, line by line, and the table takes up."""

import json
from io import BytesIO
from itertools import islice

from pmi_portal.files.reading import parser_rows
from pmi_portal.files.reading.table import Table


def taken_up(stream):
    """The Table of these lines without their end."""
    lines, table = iter([json.loads(line) for line in stream.getvalue().splitlines()][:-1]), Table()
    for block in lines:
        table.add_block(block, islice(lines, block["columns"]))
    return table


def test_cells_that_were_forgotten_and_sent_anew_are_still_those_of_the_file(monkeypatch):
    monkeypatch.setattr(parser_rows, "MOST_REMEMBERED", 4)
    monkeypatch.setattr(parser_rows, "ROWS_IN_BLOCK", 3)
    written = [[f"teks {number % 5}", "x" if number % 2 else ""] for number in range(1, 24)]
    stream = BytesIO()
    output = parser_rows.Output(stream, "csv")
    rows = ((number, 0, values, None) for number, values in enumerate(written, start=1))
    output.send_rows(rows, parser_rows.text_cell)
    output.end()

    table = taken_up(stream)

    assert [[value for _kind, value in row.cells] for row in table] == [
        values if values[1] else values[:1] for values in written
    ]
    assert len(table.columns[0].cells) > 1 + 5


def test_numbers_of_cells_grow_with_a_column_and_stay_those_of_the_file(monkeypatch):
    monkeypatch.setattr(parser_rows, "ROWS_IN_BLOCK", 70)
    written = [[f"teks {number}", f"{number % 3}"] for number in range(1, 400)]
    stream = BytesIO()
    output = parser_rows.Output(stream, "csv")
    rows = ((number, 0, values, None) for number, values in enumerate(written, start=1))
    output.send_rows(rows, parser_rows.text_cell)
    output.end()

    sent = [json.loads(line) for line in stream.getvalue().splitlines()]

    assert [line["bytes"] for line in sent if "codes" in line] == [1, 1] * 3 + [2, 1] * 3
    assert [[value for _kind, value in row.cells] for row in taken_up(stream)] == written
