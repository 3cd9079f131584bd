"""Small faults a person could make, as edits of a source text, found on its syntax tree."""

import ast
from dataclasses import dataclass

NARROWING = ("filter", "exclude", "visible_to", "editable_by", "unfinished", "open")
SHIFTED = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
ENDINGS = ("_at", "_on", "_by", "_id")
SILENT = ("log", "logger", "messages", "warnings", "stdout", "stderr")


@dataclass(frozen=True)
class Fault:
    """`old` at this place of the file becomes `new`."""

    path: str
    line: int
    column: int  # in bytes, as the syntax tree counts
    operator: str
    old: str
    new: str
    where: str = ""  # the function or class around it

    @property
    def name(self):
        """What stays the same while lines above it come and go."""
        return f"{self.path} {self.where} {self.operator}: {' '.join(self.old.split())}"

    def planted(self, text):
        """The text with the fault in it."""
        lines = text.encode().splitlines(keepends=True)
        start = sum(map(len, lines[: self.line - 1])) + self.column
        raw = text.encode()
        if raw[start : start + len(self.old.encode())] != self.old.encode():
            raise ValueError(f"{self.path}:{self.line} has changed")
        return (raw[:start] + self.new.encode() + raw[start + len(self.old.encode()) :]).decode()


def faults_in(text, path, permissions=None):
    """Every fault the operators know for this source text, in the order of the lines.

    `permissions` are {name: who holds it}; one is swapped for those that others hold.
    """
    tree, found = ast.parse(text), []
    places = _places(tree)
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        for operator, part, new in _edits(node, names, permissions or {}):
            old = ast.get_source_segment(text, part)
            if old and new != old:
                fault = Fault(path, part.lineno, part.col_offset, operator, old, new, places.get(node, ""))
                found.append(fault)
    return sorted(found, key=lambda fault: (fault.line, fault.column, fault.new))


def _places(tree):
    """{node: dotted name of the function or class around it}"""
    places = {}

    def walk(node, name):
        for child in ast.iter_child_nodes(node):
            inner = name
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inner = f"{name}.{child.name}".strip(".")
            places[child] = inner
            walk(child, inner)

    walk(tree, "")
    return places


def _edits(node, names, permissions):
    """(operator, node to replace, its new text) for each fault this node can have."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield from _in_call(node)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, right = ast.unparse(node.left), ast.unparse(node.comparators[0])
        yield "shift comparison", node, f"({left} {SHIFTED[type(node.ops[0])]} {right})"
    elif isinstance(node, ast.Attribute):
        yield from _in_attribute(node, names, permissions)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        if not ast.unparse(node.value.func).startswith(SILENT):
            yield "drop call", node, "pass"
    elif isinstance(node, ast.FunctionDef):
        for decorator in node.decorator_list:
            if ast.unparse(decorator) == "transaction.atomic":
                yield "remove atomic", decorator, "(lambda function: function)"
    elif isinstance(node, ast.With) and ast.unparse(node.items[0].context_expr) == "transaction.atomic()":
        yield "remove atomic", node.items[0].context_expr, "__import__('contextlib').nullcontext()"


def _in_call(node):
    asked, name = ast.unparse(node.func.value), node.func.attr
    if name == "locked":
        yield "remove lock", node, f"{asked}.get(pk={ast.unparse(node.args[0])})" if node.args else asked
    elif name == "select_for_update":
        yield "remove lock", node, f"{asked}.all()"
    elif name in NARROWING and asked != "super()":
        yield "drop filter", node, f"{asked}.all()"
        for keyword in node.keywords if len(node.keywords) > 1 else ():
            fewer = ast.Call(node.func, node.args, [k for k in node.keywords if k is not keyword])
            yield "drop filter", node, ast.unparse(ast.fix_missing_locations(fewer))


def _in_attribute(node, names, permissions):
    owner = ast.unparse(node.value)
    if owner == "Permission":
        yield from (
            ("swap permission", node, f"Permission.{name}")
            for name, holders in permissions.items()
            if holders != permissions.get(node.attr)
        )
    elif isinstance(node.ctx, ast.Load):
        for ending in ENDINGS:
            others = sorted(name for name in names if name.endswith(ending) and name != node.attr)
            if node.attr.endswith(ending):
                yield from (("wrong field", node, f"{owner}.{other}") for other in others)
