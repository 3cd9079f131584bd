"""The sentences of the interface as data: every msgid of the code and the templates, and where it stands."""

import ast
import re

from tests.architecture.source import files, modules, tree_of

CALLS = {f"{n}{p}gettext{lazy}" for n in ("", "n") for p in ("", "p") for lazy in ("", "_lazy")} | {"_"}
TAG = re.compile(r"""(?:{%\s*translate\s+|\b_\()("|')(.*?)\1""")
BLOCK = re.compile(r"{%\s*blocktranslate\b[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
PLURAL = re.compile(r"{%\s*plural\s*%}")


def messages(root):
    """(file, line, msgid) for each sentence that may reach a page."""
    for path in modules(root):
        for line, text in _of_module(path):
            yield path.relative_to(root), line, text
    for path in files(root, "*", "templates"):
        source = path.read_text(encoding="utf-8")
        for place, text in _of_template(source):
            yield path.relative_to(root), source.count("\n", 0, place) + 1, text


def _of_module(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and _name(node.func) in CALLS:
            for argument in node.args[1:] if "pgettext" in _name(node.func) else node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.lineno, argument.value


def _name(function):
    return getattr(function, "id", None) or getattr(function, "attr", "")


def _of_template(source):
    yield from ((match.start(), match[2]) for match in TAG.finditer(source))
    for match in BLOCK.finditer(source):
        yield from ((match.start(), part) for part in PLURAL.split(match[1]))
