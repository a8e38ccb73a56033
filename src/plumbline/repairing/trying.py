"""Which proposed repairs hold: tried all at once, then, of the children they harm, in halves down to single repairs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from plumbline.repairing.proposing import Repair

#: Checks spent at most on the search; what is not settled by then is withdrawn.
_MOST_ROUNDS = 40


class Fault(NamedTuple):
    """A finding as it is the same before and after a repair: rows keep their places, keys and children may change."""

    code: str
    table: str
    row: int


#: The faults of the return with some repairs made, each with its child.
FaultsWith = Callable[[list[Repair]], Mapping[Fault, str]]


@dataclass
class Settled:
    """The repairs that hold, and those withdrawn with the rules that they would break."""

    held: list[Repair] = field(default_factory=list)
    withdrawn: dict[Repair, tuple[str, ...]] = field(default_factory=dict)


def settle(repairs: list[Repair], known: Mapping[Fault, str], faults_with: FaultsWith) -> Settled:
    """Parts the repairs that bring no new fault from those that do. Children are searched side by side."""
    search = _Search(repairs, known, faults_with)
    search.run()
    search.found.held.sort(key=lambda repair: repair.place)
    return search.found


class _Search:
    def __init__(self, repairs: list[Repair], known: Mapping[Fault, str], faults_with: FaultsWith):
        self.repairs = repairs
        self.known = known
        self.faults_with = faults_with
        self.found = Settled()
        #: Children's numbers that are being repaired, with the numbers they become.
        self.becomes = {repair.old: repair.new for repair in repairs if repair.place.field == "CHILD"}
        self.parts: dict[str, list[list[Repair]]] = {}

    def run(self) -> None:
        """Settles every repair; what holds brings no new fault when all of it is made together."""
        self.parts = {child: [mine] for child, mine in self._by_child(self.repairs).items()}
        for _ in range(_MOST_ROUNDS):
            if not self.parts:
                break
            self._round()
        for child, parts in self.parts.items():
            self._withdraw([repair for part in parts for repair in part], {}, child)
        while self.found.held and (new := self._new(self.found.held)):
            guilty = self._guilty(new, self.found.held)
            for child, mine in self._by_child(self.found.held).items():
                if child in guilty:
                    self._withdraw(mine, new, child)

    def _round(self) -> None:
        """Tries the next part of every child's repairs, all in one check."""
        tried = {child: parts.pop(0) for child, parts in self.parts.items()}
        new = self._new([*self.found.held, *(repair for part in tried.values() for repair in part)])
        guilty = self._guilty(new, (repair for part in tried.values() for repair in part))
        for child, part in tried.items():
            if child not in guilty:
                self.found.held += part
            elif len(part) == 1:
                self._withdraw(part, new, child)
            else:
                self.parts[child][:0] = _halves(part, new)
        self.parts = {child: parts for child, parts in self.parts.items() if parts}

    def _withdraw(self, repairs: list[Repair], new: Mapping[Fault, str], child: str) -> None:
        own = {fault.code for fault, harmed in new.items() if self._now(harmed) == child}
        codes = tuple(sorted(own or {fault.code for fault in new}))
        self.found.withdrawn |= dict.fromkeys(repairs, codes)
        self.found.held = [repair for repair in self.found.held if repair not in self.found.withdrawn]

    def _new(self, repairs: list[Repair]) -> dict[Fault, str]:
        faults = self.faults_with(repairs)
        return {fault: child for fault, child in faults.items() if fault not in self.known}

    def _guilty(self, new: Mapping[Fault, str], repairs: Iterable[Repair]) -> set[str]:
        """The children whose repairs brought new faults; all of them where a fault is of a child without repairs."""
        children = {self._now(repair.child) for repair in repairs}
        harmed = {self._now(child) for child in new.values()}
        return harmed if harmed <= children else children

    def _by_child(self, repairs: Iterable[Repair]) -> dict[str, list[Repair]]:
        found: dict[str, list[Repair]] = {}
        for repair in repairs:
            found.setdefault(self._now(repair.child), []).append(repair)
        return found

    def _now(self, child: str) -> str:
        return self.becomes.get(child, child)


def _halves(part: list[Repair], new: Mapping[Fault, str]) -> list[list[Repair]]:
    """A part that failed in two: the repairs of rows without a new fault and the others, else half and half."""
    rows = {(fault.table, fault.row) for fault in new}
    near = [repair for repair in part if (repair.place.table, repair.place.row) in rows]
    far = [repair for repair in part if repair not in near]
    if near and far:
        return [far, near]
    middle = len(part) // 2
    return [part[:middle], part[middle:]]
