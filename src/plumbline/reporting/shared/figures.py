"""Numbers as people read them: a unit, so many decimals, and an interval never narrowed by rounding."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Unit:
    """What stands before and after a number, and how many decimals it has: ``Unit(places=1, after="%")``."""

    places: int = 0
    before: str = ""
    after: str = ""

    def of(self, value: float) -> str:
        """A number: 15.7%. What isn't nothing and would be rounded to it is under the least that is shown."""
        exact = Decimal(repr(float(value)))
        short = self._short(exact, ROUND_HALF_UP)
        if short == "0" and exact:
            return f"under {self._signed(str(self._step.normalize()))}" if exact > 0 else self._signed("0")
        return self._signed(short)

    def between(self, low: float, high: float) -> str:
        """What is known from and to: 15.6 to 15.8%; its ends are rounded outwards. One number where they are the same."""
        if low == high:
            return self.of(low)
        ends = (
            self._short(Decimal(repr(float(low))), ROUND_FLOOR),
            self._short(Decimal(repr(float(high))), ROUND_CEILING),
        )
        first, last = dict.fromkeys(ends), ends[-1]
        if len(first) == 1:
            return self._signed(last)
        return f"{self._before(ends[0])} to {self._signed(last)}"

    def change(self, value: float) -> str:
        """A change with its sign: +61."""
        said = self._signed(self._short(Decimal(repr(float(value))), ROUND_HALF_UP))
        return f"+{said}" if value > 0 else said

    @property
    def _step(self) -> Decimal:
        return Decimal(1).scaleb(-self.places)

    def _short(self, value: Decimal, rounding: str) -> str:
        short = value.quantize(self._step, rounding)
        if short == 0:
            return "0"
        said = f"{abs(short):,}"
        said = said.rstrip("0").rstrip(".") if "." in said else said
        return f"{_MINUS if short < 0 else ''}{said}"

    def _before(self, said: str) -> str:
        sign, number = (_MINUS, said[1:]) if said.startswith(_MINUS) else ("", said)
        return f"{sign}{self.before}{number}"

    def _signed(self, said: str) -> str:
        return f"{self._before(said)}{self.after}"


#: A share of children, given in per cent.
PERCENT = Unit(places=1, after="%")

#: Children, rows, councils: whole ones.
WHOLE = Unit()
