"""What Ofsted's list says of an episode's URN (rules 219 to 221 and those beside them)."""

import ibis
from ibis.expr.types import Column, Table

from plumbline.concepts.base import ROW, current, providers, with_collection, yes
from plumbline.concepts.declare import Fact, facts

_LOCATED = ("providers", "postcodes", "authority")


@facts(
    "episode",
    Fact("provider_listed", "Ofsted's list has the URN.", title="on Ofsted's list", cells=("providers.URN",)),
    Fact(
        "provider_place_agrees",
        "A row of the list allows the placement type.",
        title="Ofsted's list allows the placement type",
        cells=("providers.PLACE",),
    ),
    Fact(
        "provider_provider_agrees",
        "A row of the list has the placement provider.",
        title="Ofsted's list has the placement provider",
        cells=("providers.PLACE_PROVIDER",),
    ),
    Fact(
        "provider_postcode_differs",
        "A row of the list has another postcode, or none lists the URN.",
        title="Ofsted's list has another postcode",
        cells=("providers.PL_POST",),
    ),
    Fact(
        "provider_is_own_authority",
        "A row of the list lies in this council's area.",
        needs=_LOCATED,
        title="in this council's area",
        cells=("providers.PL_POST",),
    ),
    Fact(
        "provider_is_other_authority",
        "A row of the list lies in another council's area.",
        needs=_LOCATED,
        title="in another council's area",
        cells=("providers.PL_POST",),
    ),
    Fact(
        "provider_has_authority",
        "A row of the list names a council, or where it names none its postcode tells it.",
        title="Ofsted's list names a council",
        cells=("providers.PL_LA",),
    ),
    Fact(
        "provider_is_placement_authority",
        "A row of the list names the council in whose area the child is placed (PL_LA), or names none and its postcode lies there.",
        title="Ofsted's list names the council of the placement",
        cells=("providers.PL_LA",),
    ),
    Fact(
        "provider_first_end",
        "The first day on which any row's registration ended.",
        title="first end of a registration",
        cells=("providers.REGISTERED_UNTIL",),
    ),
    Fact(
        "provider_last_end",
        "The day on which the last row's registration ended; empty where one is open.",
        title="last end of a registration",
        cells=("providers.REGISTERED_UNTIL",),
    ),
    needs=["providers"],
    source="Ofsted's lists of providers",
)
def provider_facts() -> Table:
    """Several rows of one URN: any that agrees is enough (221: none may differ)."""
    e = with_collection(current("episodes"))
    p = providers()
    j = e.select(*ROW, "URN", "PLACE", "PLACE_PROVIDER", "PL_POST", "PL_LA", "DECOM", "collection_authority").join(
        p, ["LA", "URN"]
    )
    registered_in = j.LA_CODE_LISTED.coalesce(j.LA_CODE_INFERRED)
    found = j.group_by(ROW).aggregate(
        provider_listed=ibis.literal(True),
        provider_place_agrees=yes(lists(j.PLACE_CODES, j.PLACE)).any(),
        provider_provider_agrees=yes(lists(j.PROVIDER_CODES, j.PLACE_PROVIDER)).any(),
        postcode_agrees=(j.PL_POST.replace(" ", "") == j.POSTCODE).fill_null(False).all().fill_null(False),
        provider_is_own_authority=yes(j.collection_authority == j.LA_CODE_INFERRED).any(),
        provider_is_other_authority=yes(j.collection_authority != j.LA_CODE_INFERRED).any(),
        provider_has_authority=registered_in.notnull().any(),
        provider_is_placement_authority=yes(registered_in == j.PL_LA).any(),
        provider_first_end=j.REG_END.min(),
        provider_last_end=j.REG_END.isnull().any().ifelse(ibis.null("date"), j.REG_END.max()),
    )
    joined = current("episodes").select(*ROW).left_join(found, ROW).drop("LA_right", "YEAR_right", "row_right")
    return joined.mutate(provider_postcode_differs=~yes(joined.postcode_agrees))


def lists(codes: Column, code: Column) -> Column:
    """Whether the code is an item of a comma-separated list of codes; one that has a comma itself is none."""
    return (ibis.literal(",") + codes + ",").contains(ibis.literal(",") + code + ",") & ~code.contains(",")


PROVIDER_FACTS = (provider_facts,)
