"""Errors planted on request, one to a child: each changes one cell so that a known rule must find it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from plumbline.synthetic.returns import Row, Tables

_BAD_DATE = "31/02/2020"


@dataclass(frozen=True)
class Planter:
    """How one rule's error is planted: which rows can take it, which field is changed, and to what."""

    rule: str
    table: str
    field: str
    value: str
    fits: Callable[[Row], bool] = lambda row: True


@dataclass(frozen=True)
class Planted:
    """One planted error, with the value that it replaced."""

    rule: str
    table: str
    row: int
    field: str
    original: str
    planted: str


def _has(field: str, *values: str) -> Callable[[Row], bool]:
    return lambda row: row.get(field, "") in values if values else bool(row.get(field))


def _aged_five_to_nine(row: Row) -> bool:
    return bool(row.get("SDQ_SCORE")) and not row.get("CONVICTED") and not row.get("HEALTH_CHECK")


PLANTERS = (
    Planter("101", "header", "SEX", "X"),
    Planter("102", "header", "DOB", ""),
    Planter("102", "header", "DOB", _BAD_DATE),
    Planter("103", "header", "ETHNIC", "ZZZZ"),
    Planter("103", "header", "ETHNIC", ""),
    Planter("168", "header", "UPN", "12345"),
    Planter("301", "header", "DOB", "01/01/2100"),
    Planter("112", "ad1", "DATE_INT", _BAD_DATE),
    Planter("151", "ad1", "NB_ADOPTR", ""),
    Planter("601", "ad1", "FOSTER_CARE", ""),
    Planter("333", "ad1", "DATE_INT", "01/01/2100"),
    Planter("116", "placed_adoption", "DATE_PLACED_CEASED", _BAD_DATE),
    Planter("184", "placed_adoption", "DATE_PLACED", "01/01/1990"),
    Planter("1003", "placed_adoption", "DATE_PLACED", "01/01/1990"),
    Planter("141", "episodes", "DECOM", _BAD_DATE),
    Planter("143", "episodes", "RNE", "Q"),
    Planter("144", "episodes", "LS", "C9"),
    Planter("145", "episodes", "CIN", "N9"),
    Planter("146", "episodes", "PLACE", "Q1"),
    Planter("356", "episodes", "DEC", "01/01/1990", _has("DEC")),
    Planter("392b", "episodes", "HOME_POST", ""),
    Planter("392a", "episodes", "PL_POST", "ZZ99 9ZZ"),
    Planter("550", "episodes", "PLACE_PROVIDER", "PR0", _has("PLACE", "U1", "U4", "U6", "K2")),
    Planter("1008", "episodes", "URN", "9999999"),
    Planter("224", "episodes", "PLACE_PROVIDER", "PR5"),
    Planter("516", "episodes", "REC", "E45", lambda row: row.get("PLACE") == "K2" and bool(row.get("REC"))),
    Planter("158", "oc2", "INTERVENTION_OFFERED", "1", _has("INTERVENTION_RECEIVED", "1")),
    Planter("186", "oc2", "SDQ_SCORE", "", _aged_five_to_nine),
    Planter("543", "oc2", "CONVICTED", "", _has("CONVICTED")),
    Planter("153", "oc3", "ACTIV", ""),
    Planter("344", "oc3", "IN_TOUCH", "DIED"),
    Planter("304", "uasc", "DUC", "01/01/2100"),
    Planter("571", "missing", "MIS_END", "01/01/1990"),
    Planter("701", "dolo", "DOLO_END", _BAD_DATE),
    Planter("700", "dolo", "DOLO_START", ""),
    Planter("708", "dolo", "DOLO_START", "01/01/1990"),
)


def plant(tables: Tables, rate: float, rng: Random) -> list[Planted]:
    """Plants errors in a share ``rate`` of the children, changing the tables; returns what was planted."""
    places: dict[str, list[tuple[str, int]]] = {}
    for name, rows in tables.items():
        for at, row in enumerate(rows):
            places.setdefault(row["CHILD"], []).append((name, at))
    chosen = rng.sample(sorted(places), round(len(places) * rate))
    planted = []
    for number, child in enumerate(chosen):
        options = [
            (planter, at)
            for planter in (*PLANTERS[number % len(PLANTERS) :], *PLANTERS[: number % len(PLANTERS)])
            for name, at in places[child]
            if planter.table == name and planter.fits(tables[name][at])
            and not (planter.rule.startswith("392") and any(name == "uasc" for name, _ in places[child]))
        ]  # fmt: skip
        if options:
            planter, at = options[0]
            row = tables[planter.table][at]
            planted.append(
                Planted(planter.rule, planter.table, at, planter.field, row.get(planter.field, ""), planter.value)
            )
            row[planter.field] = planter.value
    return planted
