"""Conditions without what says nothing: to a parser a pair of brackets is as dear as half a column's name."""

from sqlglot import exp

_COMPARISONS = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE)


def tidied(condition: exp.Expr, *, blank_is_no: bool) -> exp.Expr:
    """The condition with fewer brackets; where a blank counts as no, without saying so of what must be true."""
    root = exp.Paren(this=condition.copy())
    if blank_is_no:
        _drop_words_for_no(root)
    found: exp.Expr = unbracketed(root).this
    return found.unnest()


def unbracketed(tree: exp.Expr) -> exp.Expr:
    """The tree, changed in place, without the brackets within it that nothing needs."""
    for bracket in reversed(list(tree.find_all(exp.Paren))):
        if bracket.parent and not _needed(bracket):
            bracket.replace(bracket.this)
    return tree


def _drop_words_for_no(holder: exp.Expr) -> None:
    """``COALESCE(x, FALSE)`` becomes x within what must be true: there a blank is as good as no."""
    for name in ("this", "expression"):
        part = holder.args.get(name)
        while isinstance(part, exp.Coalesce) and part.expressions == [exp.false()]:
            part.replace(exp.Paren(this=part.this))
            part = holder.args[name].this
        if isinstance(part, exp.Connector | exp.Paren):
            _drop_words_for_no(part)


def _needed(bracket: exp.Paren) -> bool:
    """Whether what stands in brackets would be read otherwise without them."""
    inner, holder = bracket.this, bracket.parent
    if isinstance(inner, exp.Connector):
        same = isinstance(holder, exp.Paren | exp.Func) and not isinstance(holder, exp.Connector)
        return not (same or type(inner) is type(holder) or (isinstance(inner, exp.And) and isinstance(holder, exp.Or)))
    if isinstance(inner, exp.Paren | exp.Column | exp.Literal | exp.Func):
        return False
    if isinstance(holder, exp.Connector):
        return not isinstance(inner, exp.Predicate | exp.Not)
    return not (isinstance(inner, exp.Add | exp.Sub) and isinstance(holder, _COMPARISONS))
