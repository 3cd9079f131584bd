"""Who writes and who locks, read from the syntax trees of the house: functions, and who calls whom."""

import ast
from dataclasses import dataclass, field

from tests.architecture.source import dotted, imports, tree_of

WRITES = {"save", "create", "update", "delete", "set", "bulk_create", "bulk_update", "get_or_create"}
WRITES |= {"update_or_create", "bulk_create_with_history", "bulk_update_with_history", "load_rows"}
LOCKS = {"locked", "counting_in", "select_for_update"}
LOOPS = ast.For | ast.While | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
MANY = 2


@dataclass
class Function:
    name: str  # outreach.fgd.actions.sessions.edit_event; of a method with its class
    is_atomic: bool
    blocks: int = 0  # transactions it opens inside
    writes: int = 0
    locks: bool = False  # outside of atomic blocks of its own
    takes: bool = False  # takes a lock by itself, wherever
    selects: int = 0  # how many of them by the way of Django, not of the house
    rereads: bool = False  # reads a record by its key
    calls: list = field(default_factory=list)  # (name of a function of the house, how often, inside atomic)


class House:
    """All functions of these files; what a module does by itself goes by the name of the module."""

    def __init__(self, paths, root):
        self.functions, self.callers, self._written, self._locked = {}, {}, {}, {}
        self.modules = {dotted(path, root) for path in paths}
        for path in paths:
            self._read(path, root)
        for caller in self.functions.values():
            for name, _times, is_safe in caller.calls:
                if name in self.functions:
                    self.callers.setdefault(name, []).append((caller, is_safe))

    def writes(self, function, seen=()):
        """How many rows it writes, itself and through others, up to MANY; one that is atomic counts once."""
        if function.name in seen:
            return 0
        if function.name not in self._written:
            seen, count = (*seen, function.name), function.writes
            for called, times in self._called(function):
                count += times * min(self.writes(called, seen), 1 if called.is_atomic else MANY)
            self._written[function.name] = min(MANY, count)
        return self._written[function.name]

    def locks(self, function, seen=()):
        """Whether it holds the lock of a row when it is done, itself or through others."""
        if function.locks or function.name in seen:
            return function.locks
        if function.name not in self._locked:
            called = [one for one, _times in self._called(function) if not one.is_atomic]
            self._locked[function.name] = any(self.locks(one, (*seen, function.name)) for one in called)
        return self._locked[function.name]

    def takes(self, function):
        """Whether it takes a lock, by itself or through a helper; what has a transaction locks for itself."""
        called = (self.functions[name] for name, _times, _is_safe in function.calls if name in self.functions)
        return function.takes or any(self.locks(one) for one in called if not one.is_atomic)

    def is_whole(self, function, seen=()):
        """Whether all it does comes to pass or nothing: by itself, or because whoever calls it is so."""
        if function.is_atomic or function.name in seen:
            return True
        callers = self.callers.get(function.name, [])
        seen = (*seen, function.name)
        return bool(callers) and all(is_safe or self.is_whole(one, seen) for one, is_safe in callers)

    def _called(self, function):
        """What it calls outside of atomic blocks of its own."""
        return [
            (self.functions[name], times)
            for name, times, is_safe in function.calls
            if name in self.functions and not is_safe
        ]

    def _read(self, path, root):
        module = dotted(path, root)
        known = {
            alias.asname or name.rpartition(".")[2]: name
            for (_line, name), alias in zip(imports(path, root), aliases(path), strict=True)
        }
        known |= {node.name: f"{module}.{node.name}" for node in tree_of(path).body if hasattr(node, "name")}
        self._walk(tree_of(path), Function(module, False), known, 1, False)

    def _walk(self, node, function, known, times, is_safe):
        self.functions.setdefault(function.name, function)
        for child in ast.iter_child_nodes(node):
            inner, often, safe = function, times, is_safe
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inner = Function(f"{function.name}.{child.name}", is_atomic(child))
                often, safe = 1, False
            elif isinstance(child, LOOPS):
                often = MANY
            elif isinstance(child, ast.With):
                opened = sum(is_atomic_block(item) for item in child.items)
                function.blocks, safe = function.blocks + opened, safe or bool(opened)
            self._note(child, function, known, often, safe)
            self._walk(child, inner, known, often, safe)

    def _note(self, node, function, known, times, is_safe):
        if isinstance(node, ast.Call) and not is_safe:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
            is_of_python = (called == "update" and bool(node.args)) or ast.unparse(node.func) == "set"
            is_of_a_file = "storage" in ast.unparse(node.func).split(".")
            function.writes += times * (called in WRITES and not is_of_python and not is_of_a_file)
            function.locks |= called in LOCKS
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            function.takes |= node.func.attr in LOCKS
            function.selects += node.func.attr == "select_for_update"
            function.rereads |= node.func.attr == "get" and any(one.arg == "pk" for one in node.keywords)
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            first, _dot, rest = ast.unparse(node).partition(".")
            name = known.get(first, "") + (f".{rest}" if rest else "")
            function.calls.append((name, times, is_safe))


def aliases(path):
    """What is imported, in the order of `imports`."""
    nodes = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Import | ast.ImportFrom))
    return [alias for node in nodes for alias in node.names]


def is_atomic(node):
    return any(ast.unparse(one) == "transaction.atomic" for one in node.decorator_list)


def is_atomic_block(item):
    return ast.unparse(item.context_expr) == "transaction.atomic()"
