"""Who the child is: the person, asylum, adoption and the children that a child has."""

from datetime import date

from plumbline.synthetic.ssd.care import period_id, period_on
from plumbline.synthetic.ssd.chance import Chance
from plumbline.synthetic.ssd.history import Child, Stay, by, day_of
from plumbline.synthetic.ssd.tables import (
    Disability,
    Id,
    ImmigrationStatus,
    LinkedIdentifier,
    Mother,
    Permanence,
    Person,
    Ssd,
)

_ASYLUM = "Unaccompanied asylum seeking child (UASC)"
_NATIONALITIES = ("AFG", "ERI", "IRN", "SDN", "SYR")
_DISABILITIES = ("MOB", "LD", "AUT", "HEAR")


def write_person(ssd: Ssd, child: Child, periods: list[list[Stay]], chance: Chance) -> None:
    """Writes a child, and what is known of its origin and of its own children."""
    rng = chance.of(child.id, "person")
    header = child.row("header")
    upn = header.get("UPN", "")
    unknown = upn.startswith("UN")
    baby = day_of(header.get("MC_DOB", ""))
    to_come = baby is not None and baby > ssd.known_until
    asylum = bool(child.rows("uasc"))
    sex = header.get("SEX", "") or child.row("uasc").get("SEX", "")
    ssd.ssd_person.append(
        Person(
            child.id,
            pers_legacy_id=f"OLD{rng.randrange(10**6):06}" if rng.random() < 0.2 else None,
            pers_upn=None if unknown else upn or None,
            pers_sex={"1": "M", "2": "F"}.get(sex, sex) or None,
            pers_gender={"1": "M", "2": "F"}.get(sex, sex) or None,
            pers_ethnicity=header.get("ETHNIC") or None,
            pers_dob=child.born,
            pers_single_unique_id=f"{rng.randrange(10**10):010}",
            pers_upn_unknown=upn if unknown else None,
            pers_send_flag=rng.choice("YNNN"),
            pers_is_mother="N" if to_come else {"1": "Y", "0": "N"}.get(header.get("MOTHER", "")),
            pers_nationality=rng.choice(_NATIONALITIES) if asylum else "GBR",
        )
    )
    _own_child(ssd, child)
    _asylum(ssd, child, periods)
    if upn and not unknown and child.born:
        which = Id("identifier", f"{child.id} UPN")
        school = date(child.born.year + 5, 9, 1)
        ssd.ssd_linked_identifiers.append(LinkedIdentifier(which, child.id, "Unique Pupil Number", upn, school, None))
    if any(stay.need == "N2" for period in periods for stay in period):
        ssd.ssd_disability.append(Disability(Id("disability", child.id), child.id, rng.choice(_DISABILITIES)))


def _own_child(ssd: Ssd, child: Child) -> None:
    born = by(day_of(child.row("header").get("MC_DOB", "")), ssd.known_until)
    if born:
        baby = f"{child.id}B"
        ssd.ssd_person.append(Person(baby, pers_dob=born))
        ssd.ssd_mother.append(Mother(Id("mother", child.id), child.id, baby, born))


def _asylum(ssd: Ssd, child: Child, periods: list[list[Stay]]) -> None:
    row = child.row("uasc")
    if row:
        start = periods[0][0].start if periods else None
        which = Id("immigration", f"{child.id} asylum")
        ssd.ssd_immigration_status.append(ImmigrationStatus(which, child.id, start, day_of(row["DUC"]), _ASYLUM))


def write_adoption(ssd: Ssd, child: Child, periods: list[list[Stay]]) -> None:
    """Writes a row for each decision to place a child for adoption; the last has the adopters, if there are any."""
    decisions = [(day, row) for row in child.rows("placed_adoption") if (day := day_of(row["DATE_PLACED"]))]
    ordered = _adopted_on(periods)
    adopted = child.row("ad1") if ordered else {}
    intended = day_of(adopted.get("DATE_INT", ""))
    if adopted and ordered and not decisions:
        decisions.append((intended or ordered, {}))
    for day, row in sorted(decisions, key=lambda one: one[0]):
        if day > ssd.known_until:
            continue
        of_it = adopted if adopted and day == max(other for other, _ in decisions) else {}
        ssd.ssd_permanence.append(_permanence(ssd, child, periods, day, row, of_it))


def _permanence(
    ssd: Ssd, child: Child, periods: list[list[Stay]], day: date, placed: dict[str, str], adopted: dict[str, str]
) -> Permanence:
    period = period_on(periods, day)
    reversed_on = day_of(placed.get("DATE_PLACED_CEASED", ""))
    to_come = reversed_on is not None and reversed_on > ssd.known_until
    statuses = [stay for one in periods for stay in one]
    placement_order = next((s.start for s in statuses if s.status == "E1" and s.start >= day), None)
    return Permanence(
        Id("permanence", f"{child.id} {day}"),
        child.id,
        period_id(child, period) if period else None,
        perm_adm_decision_date=day_of(adopted["DATE_INT"]) if adopted else day,
        perm_placement_order_date=placement_order,
        perm_placed_for_adoption_date=day_of(placed.get("DATE_PLACED", "")),
        perm_matched_date=day_of(adopted.get("DATE_MATCH", "")),
        perm_adopted_by_carer_flag={"1": "Y", "0": "N"}.get(adopted.get("FOSTER_CARE", "")),
        perm_decision_reversed_date=None if to_come else reversed_on,
        perm_decision_reversed_reason=None if to_come else placed.get("REASON_PLACED_CEASED") or None,
        perm_permanence_order_date=_adopted_on(periods) if adopted else None,
        perm_permanence_order_type="Adoption" if adopted else None,
        perm_adopter_sex=adopted.get("SEX_ADOPTR") or None,
        perm_adopter_legal_status=adopted.get("LS_ADOPTR") or None,
        perm_number_of_adopters=adopted.get("NB_ADOPTR") or None,
    )


def _adopted_on(periods: list[list[Stay]]) -> date | None:
    """The day on which the child was adopted, if it was."""
    last = periods[-1][-1] if periods else None
    return last.end if last and last.ended in ("E11", "E12") else None
