"""Reading a file that a test writes down."""

import pytest

from pmi_portal.files.reading.reader import UnreadableFile, read_rows


@pytest.fixture
def read(tmp_path):
    """Reads this content under this name."""

    def reading(content, name="data.xlsx", **options):
        path = tmp_path / "upload"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_rows(path, name, **options)

    return reading


@pytest.fixture
def refusal_of(read):
    """The UnreadableFile that this content raises."""

    def refusal(*arguments, **options):
        with pytest.raises(UnreadableFile) as caught:
            read(*arguments, **options)
        return caught.value

    return refusal
