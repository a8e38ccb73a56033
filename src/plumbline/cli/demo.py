"""``plumbline demo``: a made-up council is checked, made-up councils are compared, and one keeps its data all year."""

from pathlib import Path

from plumbline.cli.checking import CheckOptions, run_check
from plumbline.cli.comparing import rules_of
from plumbline.cli.demo_data_set import keep_all_year
from plumbline.cli.progress import shown_progress
from plumbline.cli.sampling_networks import made_up, shared
from plumbline.files import write_whole
from plumbline.networks.choosing import Choice, chosen_profile
from plumbline.networks.comparing import CouncilRequest, compare_council
from plumbline.networks.fitting import NetworkPeers
from plumbline.networks.memory import MemoryStore
from plumbline.networks.network_wide import NetworkRequest, compare_network
from plumbline.progress import Progress, part_of
from plumbline.reporting.check.files import FORMATS
from plumbline.reporting.comparison.page import comparison_page
from plumbline.reporting.network.page import across_page
from plumbline.synthetic import sample

#: The network that is made up: so many councils and months, and a seed with which some stand out.
_COUNCILS, _MONTHS, _SEED = 24, 12, 4


def run_demo(out: Path) -> int:
    """Checks a council with planted errors, compares a network, keeps a data set over weeks; says where the pages are."""
    council = out / "council"
    print("First a made-up council's return, with planted errors, and the one before. Nobody in this demo is real.")
    sample("E08000003", 600, 2026, 1, 0.15, council)
    options = CheckOptions(
        paths=(council / "this_year",), last_year=(council / "last_year",), year=2026, authority="E08000003",
        providers=(council / "providers.xlsx",), out=out / "report", formats=list(FORMATS),
    )  # fmt: skip
    code = run_check(options)
    with shown_progress(quiet=False) as progress:
        compared = _compare(out, progress)
    pages = {"The report": out / "report" / "report.html"} | compared | keep_all_year(out)
    print("\nOpen these in a browser; all data in them is made up:")
    print(*(f"  {what}: {page.resolve()}" for what, page in pages.items()), sep="\n")
    return code


def _compare(out: Path, progress: Progress) -> dict[str, Path]:
    """The pages of a made-up network: the council that most errors set apart beside its peers, and all councils.

    Counts are shared as councils share them, in bands, and the one council's own are exact, as in ``compare --own``.
    """
    exact, _ = made_up(_COUNCILS, _MONTHS, _SEED, part_of(progress, 0.0, 0.4))
    store = MemoryStore(shared(exact))
    everyone = compare_network(store, NetworkRequest(), part_of(progress, 0.4, 0.8))
    across = everyone.across
    council = max(across.councils, key=lambda code: len(across.apart(code)))
    own = chosen_profile(MemoryStore(exact), Choice(council))
    one = compare_council(store, CouncilRequest(own, NetworkPeers()), part_of(progress, 0.8, 1.0))
    rules, _ = rules_of(one.comparison.own.year)
    pages = {
        "A council beside its peers": (
            out / "comparison.html",
            comparison_page(one, rules),
        ),
        "All councils of a network": (
            out / "network.html",
            across_page(across, rules, everyone.network, made_up=everyone.made_up),
        ),
    }
    for path, page in pages.values():
        write_whole(path, page)
    return {what: path for what, (path, _) in pages.items()}
