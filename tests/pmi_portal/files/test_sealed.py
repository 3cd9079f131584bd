"""A sealed file comes back as it was, is not seen in between, and does not open once anything is changed."""

import io

import pytest
from cryptography.fernet import Fernet
from django.core.files.base import ContentFile, File

from pmi_portal.crypto import WrongKey
from pmi_portal.files import sealed
from pmi_portal.files.sealed import BLOCK, MARK, SealedStorage

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))
TEXT = b"KUNCI 3174012345678901 " * 20


@pytest.fixture
def storage(tmp_path, settings):
    settings.FIELD_KEYS = [NEW, OLD]
    return SealedStorage(location=tmp_path)


def read(storage, name):
    with storage.open(name) as file:
        return file.read()


def lying(storage, name):
    with open(storage.path(name), "rb") as file:
        return file.read()


def lay(storage, name, content):
    with open(storage.path(name), "wb") as file:
        file.write(content)


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 7])
def test_a_file_of_any_size_comes_back(storage, size):
    content = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    name = storage.save("a", File(io.BytesIO(content), "a"))
    assert read(storage, name) == content


def test_a_file_is_read_in_parts_and_line_by_line(storage):
    lines = [f"baris {number}\n".encode() for number in range(20_000)]
    name = storage.save("a", ContentFile(b"".join(lines)))
    with storage.open(name) as file:
        assert file.read(7) == b"baris 0"
        assert [b"baris 0" + file.readline(), *iter(file.readline, b"")] == lines


def test_a_text_is_saved_as_its_bytes(storage):
    assert read(storage, storage.save("a", ContentFile("é 漢"))) == "é 漢".encode()


def test_nothing_of_it_is_seen_in_between_and_twice_the_same_looks_different(storage):
    names = [storage.save(name, ContentFile(TEXT)) for name in ("a", "b")]
    first, second = (lying(storage, name) for name in names)
    assert b"3174012345678901" not in first
    assert first[len(MARK) + 8 :] != second[len(MARK) + 8 :]


def test_an_older_key_of_the_ring_opens_and_the_newest_seals(storage, settings):
    settings.FIELD_KEYS = [OLD]
    before = storage.save("a", ContentFile(TEXT))
    settings.FIELD_KEYS = [NEW, OLD]
    assert read(storage, before) == TEXT
    after = storage.save("b", ContentFile(TEXT))
    settings.FIELD_KEYS = [OLD]
    with pytest.raises(WrongKey):
        read(storage, after)


def test_what_no_key_opens_says_so(storage, settings):
    name = storage.save("a", ContentFile(TEXT))
    settings.FIELD_KEYS = [OTHER]
    with pytest.raises(WrongKey):
        read(storage, name)


def test_a_file_under_another_name_does_not_open(storage):
    name = storage.save("a", ContentFile(TEXT))
    lay(storage, "b", lying(storage, name))
    with pytest.raises(WrongKey):
        read(storage, "b")


HEAD = len(MARK) + sealed.NAME_BYTES + sealed.SALT_BYTES
WHOLE = BLOCK + sealed.TAG_BYTES


@pytest.mark.parametrize(
    "change",
    [
        lambda lying: lying[:-1],
        lambda lying: lying[: HEAD + WHOLE],  # the first block alone, cut where blocks end
        lambda lying: lying[:HEAD],
        lambda lying: lying[: len(MARK)],
        lambda lying: lying + b"x",
        lambda lying: lying[:HEAD] + lying[HEAD + WHOLE :],
        lambda lying: lying[:HEAD] + lying[HEAD + WHOLE : HEAD + 2 * WHOLE] + lying[HEAD : HEAD + WHOLE],
        lambda lying: lying[:-20] + bytes([lying[-20] ^ 1]) + lying[-19:],
        lambda lying: lying[: HEAD - 1] + bytes([lying[HEAD - 1] ^ 1]) + lying[HEAD:],
    ],
)
def test_what_was_changed_cut_or_exchanged_does_not_open(storage, change):
    name = storage.save("a", ContentFile(bytes(2 * BLOCK + 100)))
    lay(storage, name, change(lying(storage, name)))
    with pytest.raises(WrongKey):
        read(storage, name)


def test_a_file_from_before_is_read_as_it_lies(storage):
    lay(storage, "a", TEXT)
    assert read(storage, "a") == TEXT


def test_a_sealed_file_is_not_written_into(storage):
    name = storage.save("a", ContentFile(TEXT))
    with pytest.raises(ValueError, match="saved whole"):
        storage.open(name, "r+b")
