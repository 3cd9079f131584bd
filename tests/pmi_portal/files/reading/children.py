"""The modules of the child process, as it imports them: by their own names."""

import sys
from pathlib import Path

from pmi_portal.files.reading import reader

sys.path.append(str(Path(reader.PARSER).parent))

import parser_csv  # noqa: E402
import parser_rows  # noqa: E402
import parser_xlsx  # noqa: E402
import xlsx_spelled  # noqa: E402

__all__ = ["parser_csv", "parser_rows", "parser_xlsx", "xlsx_spelled"]
