"""What our templates, styles and scripts must not contain; the browser would refuse most of it."""

import re

from tests.architecture.source import at, files

OTHER_HOST = r"(?:https?:)?//(?!www\.w3\.org/)[\w.-]+\.\w"
TEMPLATE = {
    r"\|\s*safe(seq)?\b": "no |safe: templates escape",
    r"autoescape\s+off": "templates escape",
    r"<[a-z][^<>]*\sstyle\s*=": "no inline style",
    r"<style\b": "no inline style sheet",
    r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")": "no inline script",
    r"<[a-z][^<>]*\son[a-z]+\s*=": "no inline handler",
    rf"<(?:script|link|img|source|iframe|use)\b[^>]*\b(?:src|href|srcset)=[\"']?{OTHER_HOST}": (
        "nothing from another host"
    ),
}
SCRIPT = {
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment)\b": "text goes in as text",
    r"\bdocument\.write\b": "text goes in as text",
    r"\beval\s*\(|\bnew\s+Function\b": "no code from text",
    rf"[\"'`]{OTHER_HOST}": "nothing from another host",
}
STYLE = {
    rf"url\(\s*[\"']?{OTHER_HOST}": "nothing from another host",
    rf"@import\s+(?:url\()?[\"']?{OTHER_HOST}": "nothing from another host",
}
EVERYWHERE = {r"\b(TODO|FIXME|XXX)\b": "an open end belongs into an issue"}


def ours(root):
    """(path, bans) for every template, script and style sheet that is not vendored, and for Python."""
    packages = ("pmi_portal", "stakeholders", "outreach", "surveys", "reports")
    kinds = [("*.html", TEMPLATE), ("*.txt", TEMPLATE), ("*.js", SCRIPT), ("*.css", STYLE), ("*.py", {})]
    for pattern, bans in kinds:
        for path in files(root, pattern, "templates", "static", *packages):
            if "vendor" not in path.parts:
                yield path, bans | EVERYWHERE


def broken_texts(root):
    """`file:line reason` for every banned pattern; a pattern may span lines."""
    for path, bans in ours(root):
        text = path.read_text(encoding="utf-8")
        for pattern, reason in bans.items():
            for match in re.finditer(pattern, text):
                yield f"{at(path, root, text.count(chr(10), 0, match.start()) + 1)} {reason}"
