"""Small mistakes made in a module's source, one at a time: each a changed syntax tree with the words to name it."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from random import Random
from types import CodeType

from plumbline.model import ssda903

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.MatMult: ast.Mult,
}  # fmt: skip
_OPPOSITES = [
    ("first", "last"), ("earliest", "latest"), ("previous", "next"), ("isnull", "notnull"), ("any", "all"),
    ("min", "max"), ("lag", "lead"), ("least", "greatest"), ("blank", "filled"), ("same", "differs"),
    ("and_", "or_"), ("known", "no"), ("before", "after"), ("on_or_before", "on_or_after"),
]  # fmt: skip
_OPPOSITE = dict(_OPPOSITES) | {b: a for a, b in _OPPOSITES}
#: Functions that are named alone, of which the opposite is one too.
_OPPOSITE_NAMES = {"and_", "or_", "min", "max", "any", "all"}
#: Words of the vocabulary and methods that say yes or no; each is turned round.
_ANSWERS = {
    "one_of", "none_of", "any_blank", "any_filled", "unreadable", "matches", "is_number", "starts_with",
    "in_collection_year", "isin", "agree", "same_day", "within", "days_apart_at_most",
}  # fmt: skip
#: Words of the vocabulary of which another says the opposite.
_TURNED = {"filled", "same", "differs", "known", "no", "before", "after", "on_or_before", "on_or_after"}
_DROPPED_CALLS = {"fill_null", "desc", "upper", "abs", "round"}
_PARTNERS = ("required", "optional", "none")
#: What a declaration says for people, or for finding the rule or the fact, not for what is at fault; and a guard.
_WORDS_ONLY = {
    "code", "fields", "words", "over", "loose", "withdrawn", "history", "strict", "source", "shared", "version",
}  # fmt: skip
_CODE_LIKE = re.compile(r"[A-Za-z]{0,4}[0-9]{0,3}")
_FIELDS = {field.name for table in ssda903().tables.values() for field in table.fields}

Place = Callable[[ast.AST], None]


@dataclass(frozen=True)
class Change:
    """One mistake: the module's code with it, the function it is in ("" for none), and what was made of what."""

    line: int
    inside: str
    before: str
    after: str
    code: CodeType


@dataclass(frozen=True)
class Sample:
    """Which mistakes are tried: one in so many of each module, the same ones for the same seed and source."""

    one_in: int
    seed: int = 1

    def of(self, every: Iterable[Change], name: str) -> Iterator[Change]:
        """The mistakes drawn of all of a module's, which is called ``name``."""
        rng = Random(f"{self.seed} {name}")
        return (change for change in every if rng.random() < 1 / self.one_in)

    def __str__(self) -> str:
        return "every mistake" if self.one_in == 1 else f"one mistake in {self.one_in}, drawn with seed {self.seed},"


def changes(source: str, name: str) -> Iterator[Change]:
    """Every change of a module's source, each compiled as the whole module."""
    tree = ast.parse(source)
    for statement in tree.body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            continue
        inside = statement.name if isinstance(statement, ast.FunctionDef) else ""
        for node, within, put in _places(statement, statement):
            for other in _alternatives(node, within):
                shown = within if isinstance(node, (ast.Constant, ast.Name)) else node
                before = _text(shown)
                put(other)
                if shown is node:
                    shown = other
                ast.fix_missing_locations(tree)
                yield Change(getattr(node, "lineno", 0), inside, before, _text(shown), compile(tree, name, "exec"))
                put(node)


def _places(node: ast.AST, within: ast.AST) -> Iterator[tuple[ast.AST, ast.AST, Place]]:
    """Every node below ``node`` that may be changed, with what it stands in and the way to put another there."""
    for field, value in ast.iter_fields(node):
        members = value if isinstance(value, list) else [value]
        for at, member in enumerate(members):
            if not isinstance(member, ast.AST) or _is_words(node, field, member):
                continue
            yield member, node, _putter(node, field, value, at)
            yield from _places(member, node)


def _putter(node: ast.AST, field: str, value: object, at: int) -> Place:
    def put(other: ast.AST) -> None:
        if isinstance(value, list):
            value[at] = other
        else:
            setattr(node, field, other)

    return put


def _is_words(node: ast.AST, field: str, member: ast.AST) -> bool:
    """Whether a node only says something to people, or what type a thing has."""
    if field in ("annotation", "returns", "args") and not isinstance(node, (ast.Call, ast.Lambda)):
        return True
    if isinstance(node, ast.Dict) and field == "keys":
        return True
    if isinstance(node, ast.Call) and field == "args":
        called = _called(node)
        return called == "Fact" or (called in ("rule", "also") and member is node.args[0])
    if isinstance(member, ast.keyword) and member.arg in _WORDS_ONLY:
        return True
    return isinstance(member, ast.Expr) and isinstance(member.value, ast.Constant)


def _alternatives(node: ast.AST, within: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            for kind in _COMPARISONS.get(type(op), ()):
                yield ast.Compare(node.left, [*node.ops[:at], kind(), *node.ops[at + 1 :]], node.comparators)
    elif isinstance(node, ast.BinOp):
        yield from _of_operation(node)
    elif isinstance(node, ast.AugAssign) and type(node.op) in _OPERATORS:
        yield ast.AugAssign(node.target, _OPERATORS[type(node.op)](), node.value)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Invert, ast.Not, ast.USub)):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif isinstance(node, ast.BoolOp):
        yield from node.values
    elif isinstance(node, (ast.Tuple, ast.List)):
        yield from _shorter(node, within)
    elif isinstance(node, ast.Constant):
        yield from _other_constants(node, within)
    elif isinstance(node, ast.Attribute):
        yield from _other_attributes(node)
    elif isinstance(node, ast.Name) and node.id in _OPPOSITE_NAMES:
        yield ast.Name(_OPPOSITE[node.id], ast.Load())
    elif isinstance(node, ast.Call):
        yield from _other_calls(node)
    elif isinstance(node, ast.keyword):
        yield from _other_keywords(node)


def _of_operation(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in _OPERATORS:
        yield ast.BinOp(node.left, _OPERATORS[type(node.op)](), node.right)
    if isinstance(node.op, (ast.BitAnd, ast.BitOr)):
        yield from (node.left, node.right)


def _shorter(node: ast.Tuple | ast.List, within: ast.AST) -> Iterator[ast.AST]:
    """The same list with one element left out: codes, fields in a call, tables that are flagged, an order's keys."""
    listed = all(isinstance(e, (ast.Starred, ast.Attribute, ast.Call)) or _is_code(e) for e in node.elts)
    flags = isinstance(within, ast.keyword) and within.arg in ("flags", "needs")
    unpacked = isinstance(within, (ast.For, ast.Assign)) and not all(_is_code(e) for e in node.elts)
    if len(node.elts) > 1 and (listed or flags) and not unpacked:
        for at in range(len(node.elts)):
            yield type(node)(node.elts[:at] + node.elts[at + 1 :], ast.Load())


def _is_code(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and (
        not isinstance(node.value, str) or bool(_CODE_LIKE.fullmatch(node.value)) or node.value in _FIELDS
    )


def _other_constants(node: ast.Constant, within: ast.AST) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(within, ast.keyword) and within.arg in ("since", "until") and isinstance(value, int):
        yield from (ast.Constant(value - 1), ast.Constant(value + 1))
    elif isinstance(within, ast.keyword) and within.arg == "partner":
        yield from (ast.Constant(kind) for kind in _PARTNERS if kind != value)
    elif isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, (int, float)):
        yield from (ast.Constant(value + 1), ast.Constant(value - 1))
    elif isinstance(value, str) and _is_lone_code(value) and not isinstance(within, (ast.keyword, ast.Tuple, ast.List)):
        yield ast.Constant(f"~{value}")


def _is_lone_code(value: str) -> bool:
    return bool(_CODE_LIKE.fullmatch(value)) and value not in _FIELDS


def _other_attributes(node: ast.Attribute) -> Iterator[ast.AST]:
    if node.attr in ("start", "end") and isinstance(node.value, ast.Attribute) and node.value.attr == "collection":
        yield ast.Attribute(node.value, "end" if node.attr == "start" else "start", ast.Load())
        return
    parts = node.attr.split("_")
    for at, part in enumerate(parts):
        if part in _OPPOSITE:
            yield ast.Attribute(node.value, "_".join([*parts[:at], _OPPOSITE[part], *parts[at + 1 :]]), ast.Load())


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _other_calls(node: ast.Call) -> Iterator[ast.AST]:
    name = _called(node)
    if name in _DROPPED_CALLS and isinstance(node.func, ast.Attribute):
        yield node.func.value
    if name in ("yes", "unless"):
        yield node.args[0]
    if isinstance(node.func, ast.Name) and (name in _TURNED or (name == "blank" and len(node.args) == 2)):
        yield ast.Call(ast.Name(_OPPOSITE[name], ast.Load()), node.args, node.keywords)
    if name in _ANSWERS:
        yield ast.UnaryOp(ast.Invert(), node)
    if name == "blank" and len(node.args) > 2:
        for at in range(1, len(node.args)):
            yield ast.Call(node.func, node.args[:at] + node.args[at + 1 :], [])
    if name in ("rule", "also"):
        given = {keyword.arg for keyword in node.keywords}
        for at, keyword in enumerate(node.keywords):
            if keyword.arg in ("applies", "where", "only_for", "needs"):
                yield ast.Call(node.func, node.args, node.keywords[:at] + node.keywords[at + 1 :])
        if "partner" not in given:
            for kind in _PARTNERS[1:]:
                yield ast.Call(node.func, node.args, [*node.keywords, ast.keyword("partner", ast.Constant(kind))])


def _other_keywords(node: ast.keyword) -> Iterator[ast.AST]:
    if node.arg == "group_by" and isinstance(node.value, ast.Name) and node.value.id == "CHILD":
        yield ast.keyword("group_by", ast.parse("['LA', 'YEAR']", mode="eval").body)


def _text(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 160 else f"{text[:100]} … {text[-56:]}"
