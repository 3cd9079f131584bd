"""What Python code of the portal must not contain: (reason, does this node of the syntax tree break it?)."""

import ast

from tests.architecture.source import at, dotted, imports, is_within, modules, tree_of

SHEET_WRITERS = ("csv.writer", "csv.DictWriter", "xlsxwriter", "openpyxl")
SHEET_MODULES = ("pmi_portal.files.sheets", "pmi_portal.files.marker", "surveys.importing")
SHEETS = "pmi_portal/files/sheets.py"
QUEUEING = "pmi_portal.jobs.queueing"
SQL_MODULES = {
    "pmi_portal.loading.rows",
    "pmi_portal.running.table_statistics",
    "stakeholders.data_versions",  # one statement that inserts or counts on, possible in the midst of another
}
UNSAFE_MODULES = ("pickle", "marshal", "shelve", "yaml", "django.core.serializers.pyyaml")
NAMES = {
    "mark_safe": "HTML is built by templates",
    "SafeString": "HTML is built by templates",
    "RawSQL": "queries are built by the ORM",
    "md5": "md5 is broken; sha256",
    "sha1": "sha1 is broken; sha256",
    "csrf_exempt": "every form keeps its token",
}
LAZY = ("_", "gettext_lazy", "pgettext_lazy", "ngettext_lazy")
CALLED_METHODS = {"raw": "queries are built by the ORM", "extra": "queries are built by the ORM"}


def name_of(node):
    """The last part of a name, an attribute or an imported name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.name.rpartition(".")[2] if isinstance(node, ast.alias) else getattr(node, "id", None)


def banned_name(node):
    return NAMES.get(name_of(node)) if isinstance(node, ast.Name | ast.Attribute | ast.alias) else None


def banned_call(node):
    if not isinstance(node, ast.Call):
        return None
    if isinstance(node.func, ast.Attribute):
        return CALLED_METHODS.get(node.func.attr)
    return "print belongs into portal.py" if name_of(node.func) == "print" else None


def all_fields(node):
    if isinstance(node, ast.Constant) and node.value == "__all__":
        return "fields are named one by one"
    return None


def unpacked_request(node):
    """`f(**request.GET)` lets a visitor choose the keywords."""
    if isinstance(node, ast.keyword) and node.arg is None:
        inside = {part.attr for part in ast.walk(node.value) if isinstance(part, ast.Attribute)}
        if inside & {"GET", "POST", "FILES"}:
            return "a visitor must not choose the keywords"
    return None


def autoescape_off(node):
    if (
        isinstance(node, ast.keyword)
        and node.arg == "autoescape"
        and getattr(node.value, "value", 1) is False
    ):
        return "templates escape"
    return None


BANS = (banned_name, banned_call, all_fields, unpacked_request, autoescape_off)


def broken_bans(root):
    """`file:line reason` for every banned thing in the Python files of the portal."""
    for path in modules(root, migrations=True):
        for node in ast.walk(tree_of(path)):
            reason = next(filter(None, (ban(node) for ban in BANS)), None)
            if reason:
                yield f"{at(path, root, getattr(node, 'lineno', 1))} {reason}"


def broken_imports(root):
    """Modules that run what they read, and writers of sheets outside the module that escapes formulae."""
    for path in modules(root):
        may_write = any(is_within(dotted(path, root), module) for module in SHEET_MODULES)
        for line, module in imports(path, root):
            if any(is_within(module, unsafe) for unsafe in UNSAFE_MODULES):
                yield f"{at(path, root, line)} {module} runs what it reads"
            elif not may_write and any(is_within(module, writer) for writer in SHEET_WRITERS):
                yield f"{at(path, root, line)} {module} only in {SHEETS}, which escapes formulae"


def stray_csv_writers(root):
    """`csv.writer(...)` written out, outside the module that escapes formulae."""
    for path in modules(root):
        if any(is_within(dotted(path, root), module) for module in SHEET_MODULES):
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in SHEET_WRITERS:
                yield f"{at(path, root, node.lineno)} {ast.unparse(node)} only in pmi_portal/files/sheets.py"


def frozen_words(root):
    """Words filled in while their module is loaded: they stay in the language of that moment."""
    for path in modules(root):
        for node in _outside_functions(tree_of(path)):
            filled = node.left if isinstance(node, ast.BinOp) else None
            if isinstance(filled, ast.Call) and name_of(filled.func) in LAZY:
                yield f"{at(path, root, node.lineno)} format_lazy keeps the language of the reader"


def _outside_functions(node):
    for part in ast.iter_child_nodes(node):
        if not isinstance(part, ast.FunctionDef | ast.Lambda):
            yield part
            yield from _outside_functions(part)


def stray_sql(root):
    """A cursor of the database outside the modules that may speak SQL: what has no word in the ORM."""
    for path in modules(root):
        for node in ast.walk(tree_of(path)) if dotted(path, root) not in SQL_MODULES else ():
            if isinstance(node, ast.Attribute) and node.attr == "cursor":
                yield f"{at(path, root, node.lineno)} SQL only in {', '.join(sorted(SQL_MODULES))}"


def stray_queueing(root):
    """Work put into the queue by another way than the fair one."""
    for path in modules(root):
        for node in ast.walk(tree_of(path)) if dotted(path, root) != QUEUEING else ():
            if isinstance(node, ast.Attribute) and node.attr in {"enqueue", "aenqueue"}:
                yield f"{at(path, root, node.lineno)} work is queued by {QUEUEING}.queued"
