"""The portal's own source as data: files, syntax trees, imports. Every guard reads the house through here."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pmi_portal", "stakeholders", "outreach", "surveys", "reports")
APPS = (
    "pmi_portal.accounts",
    "pmi_portal.audit",
    "pmi_portal.jobs",
    "pmi_portal.drafts",
    "pmi_portal.outbox",
    *PACKAGES[1:],
)


def files(root, pattern, *folders):
    """Files below the folders, sorted, without caches."""
    found = (path for folder in folders for path in (root / folder).rglob(pattern))
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def modules(root, *, migrations=False):
    """The Python files of the portal; those at the top are not part of any package."""
    found = files(root, "*.py", *PACKAGES)
    return [path for path in found if migrations or "migrations" not in path.parts]


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def dotted(path, root):
    """outreach/models/sessions.py -> outreach.models.sessions"""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path, root):
    """(line, module) for each import in the file, lazy ones too; `from a import b` gives a.b."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, path, root)
            yield from ((node.lineno, f"{base}.{alias.name}".strip(".")) for alias in node.names)


def _base(node, path, root):
    if not node.level:
        return node.module
    package = path.relative_to(root).parent.parts
    inside = package[: len(package) - node.level + 1]
    return ".".join([*inside, *([node.module] if node.module else [])])


def is_within(module, package):
    return module == package or module.startswith(f"{package}.")


def at(path, root, line):
    return f"{path.relative_to(root).as_posix()}:{line}"


def assert_none(faults):
    """Fail with every fault on a line of its own."""
    faults = list(faults)
    assert faults == [], "\n" + "\n".join(faults)


def plant(root, **sources):
    """A tiny house for a test: plant(tmp, outreach__rules="import reports") writes outreach/rules.py."""
    for name, text in sources.items():
        path = root / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
