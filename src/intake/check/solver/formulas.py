"""Formulas and their solver, in a z3 context of their own: the one file that imports z3.

A formula is a z3 Boolean, or a plain True or False: what is decided while a flow is read never gets to the solver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeAlias

from intake.check.solver.stopping import asked

__all__ = ["Formula", "Formulas", "Model", "NotDecided", "SolverMissingError"]


class SolverMissingError(ImportError):
    """Proofs were asked for, and z3 is not installed."""

    def __init__(self) -> None:
        super().__init__("proofs need a solver, which is not installed: pip install 'legal-intake[check]'")


try:
    import z3  # type: ignore[import-untyped]
except ImportError:
    raise SolverMissingError from None

Formula: TypeAlias = Any
"""A z3 Boolean of the context at hand, or True or False."""
Bits: TypeAlias = Any
"""A z3 bit vector: a signed whole number, or the number of a choice."""
Model: TypeAlias = Any
"""Values that z3 found."""


@dataclass(frozen=True, slots=True)
class NotDecided:
    """The solver came to no end: neither proved nor refuted."""

    reason: str


class Formulas:
    """Makes formulas of one context and asks its solver about them. What is asked once makes the next question quicker."""

    def __init__(self) -> None:
        self._context = z3.Context()
        self._solver = z3.SolverFor("QF_FD", ctx=self._context)
        self._solver.set("ctrl_c", False)  # `stopping` sees to it
        self._literals: dict[int, tuple[Formula, Formula]] = {}
        self._named: dict[int, tuple[Any, frozenset[str]]] = {}
        self._shared: list[tuple[Formula, Formula]] = []
        self._variables: dict[int, tuple[int, Formula]] = {}
        self._mirrors: dict[int, Formula] = {}
        self._fresh = 0

    # making

    def boolean(self, name: str) -> Formula:
        """A variable that is true or false."""
        return z3.Bool(name, self._context)

    def bits(self, name: str, width: int) -> Bits:
        """A variable of so many bits."""
        return z3.BitVec(name, width, self._context)

    def fresh(self, name: str) -> str:
        """A name that nothing has yet."""
        self._fresh += 1
        return f"{name}!{self._fresh}"

    def all_of(self, *parts: Formula) -> Formula:
        """All of them hold."""
        return self._joined(parts, False, z3.Z3_mk_and)

    def any_of(self, *parts: Formula) -> Formula:
        """Some of them holds."""
        return self._joined(parts, True, z3.Z3_mk_or)

    def negated(self, part: Formula) -> Formula:
        """It does not hold."""
        if isinstance(part, bool):
            return not part
        mirror = self._mirrors.get(part.get_id())
        if mirror is None:
            mirror = z3.BoolRef(z3.Z3_mk_not(self._context.ref(), part.as_ast()), self._context)
            self._mirrors[part.get_id()] = mirror
            self._mirrors[mirror.get_id()] = part
        return mirror

    def implied(self, by: Formula, part: Formula) -> Formula:
        """It holds wherever `by` does."""
        return self.any_of(self.negated(by), part)

    def same(self, left: Formula, right: Formula) -> Formula:
        """Both hold, or neither."""
        if isinstance(left, bool):
            return right if left else self.negated(right)
        if isinstance(right, bool):
            return left if right else self.negated(left)
        return True if left.eq(right) else left == right

    def either(self, test: Formula, left: Bits, right: Bits) -> Bits:
        """`left` where the test holds, else `right`."""
        if isinstance(test, bool):
            return left if test else right
        return z3.If(test, left, right)

    def names_in(self, formula: Formula) -> frozenset[str]:
        """The variables that the formula names."""
        if isinstance(formula, bool):
            return frozenset()
        waiting = [formula]
        while waiting:
            part = waiting[-1]
            children = part.children()
            missing = [child for child in children if child.get_id() not in self._named]
            if missing:
                waiting += missing
                continue
            own = {str(part)} if not children and part.decl().kind() == z3.Z3_OP_UNINTERPRETED else set()
            names = frozenset(own).union(*(self._named[child.get_id()][1] for child in children))
            self._named[part.get_id()] = part, names
            waiting.pop()
        return self._named[formula.get_id()][1]

    def is_number(self, bits: Bits, number: int) -> Formula:
        """The bits say that number."""
        return bits == number

    def bit(self, bits: Bits, at: int) -> Formula:
        """The bit at that place is set."""
        return z3.Extract(at, at, bits) == 1

    def below(self, bits: Bits, number: int) -> Formula:
        """The bits, unsigned, say a lower number."""
        return False if number <= 0 else True if number >= 1 << bits.size() else z3.ULT(bits, number)

    def widened(self, bits: Bits, width: int) -> Bits:
        """The same signed number in so many bits."""
        return z3.SignExt(width - bits.size(), bits) if width > bits.size() else bits

    def constant(self, number: int, width: int) -> Bits:
        """A number written in bits."""
        return z3.BitVecVal(number, width, self._context)

    def exchanged(self, formula: Formula, pairs: Sequence[tuple[Any, Any]]) -> Formula:
        """The formula with each first of a pair replaced by the second."""
        return formula if isinstance(formula, bool) else z3.substitute(formula, *pairs)

    def all_exchanged(self, formulas: Sequence[Formula], pairs: Sequence[tuple[Any, Any]]) -> list[Formula]:
        """As `exchanged`, of many at once: what they share is gone through once."""
        known = [one for one in formulas if not isinstance(one, bool)]
        if not known:
            return list(formulas)
        asts = (z3.Ast * len(known))(*(one.as_ast() for one in known))
        together = z3.BoolRef(z3.Z3_mk_and(self._context.ref(), len(known), asts), self._context)
        changed = iter(z3.substitute(together, *pairs).children())
        return [one if isinstance(one, bool) else next(changed) for one in formulas]

    def simplified(self, formula: Formula) -> Formula:
        """The same formula, shorter; True or False if that is what it comes to."""
        short = formula if isinstance(formula, bool) else z3.simplify(formula)
        return (
            short if isinstance(short, bool) else True if z3.is_true(short) else False if z3.is_false(short) else short
        )

    def truth(self, value: bool) -> Any:
        """True or false as z3 has them."""
        return z3.BoolVal(value, self._context)

    def _joined(self, parts: Iterable[Formula], strongest: bool, make: Callable[..., Any]) -> Formula:
        """Joined by *and* or *or*: once each, without what is decided; `strongest` decides alone."""
        kept: dict[int, Formula] = {}
        for part in parts:
            if isinstance(part, bool):
                if part is strongest:
                    return strongest
            else:
                kept[part.get_id()] = part
        for key in kept:
            mirror = self._mirrors.get(key)
            if mirror is not None and mirror.get_id() in kept:
                return strongest
        if len(kept) < 2:
            return next(iter(kept.values()), not strongest)
        asts = (z3.Ast * len(kept))(*(part.as_ast() for part in kept.values()))
        return z3.BoolRef(make(self._context.ref(), len(kept), asts), self._context)

    # asking

    def always(self, formula: Formula) -> None:
        """Lays down that it holds in every answer of the solver."""
        self._solver.add(self._short(formula) if not isinstance(formula, bool) else self.truth(formula))

    def shared(self, formula: Formula) -> Formula:
        """The formula itself. Where it is a part of others, the solver has a variable for it.

        Without that a formula in which parts stand many times, each within the next, grows beyond all measure in the solver.
        """
        if not isinstance(formula, bool) and formula.num_args():
            variable = self.boolean(self.fresh("shared"))
            self._solver.add(variable == self._short(formula))
            self._variables[formula.get_id()] = len(self._shared), variable
            self._shared.append((formula, variable))
        return formula

    def _short(self, formula: Formula) -> Formula:
        """The formula with variables for its shared parts."""
        if not self._shared:
            return formula
        count, context = len(self._shared), self._context
        parts = (z3.Ast * count)(*(part.as_ast() for part, _ in self._shared))
        variables = (z3.Ast * count)(*(variable.as_ast() for _, variable in self._shared))
        return z3.BoolRef(z3.Z3_substitute(context.ref(), formula.as_ast(), count, parts, variables), context)

    def solve(self, formulas: Iterable[Formula], seconds: float) -> Model | NotDecided | None:
        """Values with which all of them hold; `None`: there are none.

        Raises:
            KeyboardInterrupt: somebody stopped it.
        """
        wanted = []
        for formula in formulas:
            if formula is False:
                return None
            if formula is not True:
                wanted.append(self._literal(formula))
        limit = max(1, round(seconds * 1000))
        self._solver.set("timeout", limit)
        until = monotonic() + limit / 1000
        found = asked(lambda: self._solver.check(*wanted), self._context.interrupt)
        if monotonic() >= until:  # stopped on its way out, it has been seen to give values with which not all hold
            return NotDecided(f"no answer within {seconds:g} s")
        if found == z3.sat:
            model = self._solver.model()
            model.shared = len(self._shared)  # variables for parts that come later have no value in it
            return model
        if found == z3.unsat:
            return None
        reason = self._solver.reason_unknown()
        return NotDecided(f"no answer within {seconds:g} s" if reason in ("timeout", "canceled") else reason)

    def at_most_of(self, formulas: Sequence[Formula], most: int) -> Formula:
        """No more than so many of them hold."""
        sure = sum(formula is True for formula in formulas)
        open_ = [formula for formula in formulas if not isinstance(formula, bool)]
        if sure > most:
            return False
        return True if len(open_) + sure <= most else z3.PbLe([(formula, 1) for formula in open_], most - sure)

    def holds_in(self, model: Model, formula: Formula) -> bool:
        """Whether the formula holds with these values."""
        if isinstance(formula, bool):
            return formula
        number, variable = self._variables.get(formula.get_id(), (0, formula))
        value = self._worked_out(model, variable if number < model.shared else formula)
        return bool(z3.Z3_get_bool_value(self._context.ref(), value) == z3.Z3_L_TRUE)

    def value_in(self, model: Model, variable: Any) -> Any:
        """The variable's value, as a formula of its own."""
        return model.eval(variable, model_completion=True)

    def number_in(self, model: Model, bits: Bits, *, signed: bool = True) -> int:
        """What the bits say with these values."""
        number = int(z3.Z3_get_numeral_string(self._context.ref(), self._worked_out(model, bits)))
        return number - (1 << bits.size()) if signed and number >> bits.size() - 1 else number

    def _worked_out(self, model: Model, part: Any) -> Any:
        """The value of a formula or of bits, as z3's own call gives it: tens of thousands are asked for."""
        found = (z3.Ast * 1)()
        z3.Z3_model_eval(self._context.ref(), model.model, part.as_ast(), True, found)
        return found[0]

    def _literal(self, formula: Formula) -> Formula:
        """A variable that stands for the formula, so that it is put into the solver's form once."""
        if z3.is_const(formula) or (z3.is_not(formula) and z3.is_const(formula.arg(0))):
            return formula
        key = formula.get_id()
        if key not in self._literals:
            literal = self.boolean(self.fresh("stands for"))
            self._solver.add(z3.Implies(literal, self._short(formula)))
            self._literals[key] = literal, formula
        return self._literals[key][0]
