"""Damaged workbooks end as a refusal in words or as what they said before, never as something else.

All ten thousand go through the scan before parsing here, and some hundred through the child that reads. With
ALL_DAMAGED=1 in the environment the child gets every one; that takes a quarter of an hour.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from xml.parsers import expat

import pytest

from pmi_portal.files.reading.containers import why_not_read
from pmi_portal.files.reading.reader import UnreadableFile, read_rows
from pmi_portal.files.reading.refusal_texts import REFUSALS
from tests.spreadsheets.damage import Damaged, parts_of, sound_files, variants

COUNT, THROUGH_THE_CHILD = 10_000, 300
AT_ONCE = 4
NAME = "data.xlsx"


def refusal_of(folder, each):
    path = folder / f"{each.number}"
    path.write_bytes(each.content)
    return path, why_not_read(path, NAME)


def test_ten_thousand_damaged_workbooks_are_refused_in_words_or_whole(tmp_path):
    passed = 0
    for each in variants(COUNT):
        path, refusal = refusal_of(tmp_path, each)
        path.unlink()
        if refusal:
            assert (refusal.code in REFUSALS, bool(refusal.message)) == (True, True), each[:3]
            continue
        passed += 1
        if each.part is None:  # the checksums of its parts hold
            assert parts_of(each.content) == parts_of(sound_files()[each.sound]), each[:3]
    assert COUNT / 20 < passed < COUNT / 2


def told(reading):
    return [(table.name, [(row.number, row.cells) for row in table]) for table in reading.tables]


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """{key: what the whole file says}"""
    folder = tmp_path_factory.mktemp("sound")
    found = {}
    for key, content in sound_files().items():
        (folder / key).write_bytes(content)
        found[key] = told(read_rows(folder / key, NAME))
    return found


def why_wrong(path, each, sound):
    """What is wrong with the answer to this file, or None."""
    try:
        found = told(read_rows(path, NAME, seconds=60))
    except UnreadableFile as unreadable:
        is_clear = unreadable.code in REFUSALS and unreadable.message and unreadable.code != "too_slow"
        return None if is_clear else unreadable.code
    except Exception as error:
        return repr(error)
    finally:
        path.unlink()
    if found == sound[each.sound] or (each.part and is_xml(parts_of(each.content)[each.part])):
        return None  # what is another text of sound XML nobody can tell
    return f"read otherwise, {each.part}"


def is_xml(content):
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError:
        return False
    return True


def is_telling(each):
    """Whether something that a reading takes its cells from was damaged before packing."""
    return bool(each.part) and each.part.endswith(("sheet1.xml", "sharedStrings.xml"))


def test_what_passes_the_scan_is_read_as_it_was_or_refused_by_the_child(tmp_path, sound):
    most = COUNT if os.environ.get("ALL_DAMAGED") else THROUGH_THE_CHILD
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = []
        for each in (each for each in variants(COUNT) if most == COUNT or is_telling(each)):
            path, refusal = refusal_of(tmp_path, each)
            if refusal:
                path.unlink()
            elif len(answers) < most:
                answers.append((each, pool.submit(why_wrong, path, each, sound)))
            else:
                break
        wrong = [(*each[:3], each.part, why) for each, answer in answers if (why := answer.result())]
    assert wrong == []
    assert len(answers) >= THROUGH_THE_CHILD


def test_damage_is_the_same_every_time():
    assert list(variants(20)) == list(variants(20))
    assert {type(each) for each in variants(20)} == {Damaged}
