"""``plumbline compare --network-wide``: all councils of a network beside one another."""

import json
from collections.abc import Iterator, Mapping

from plumbline.cli.comparing import CompareOptions, choice_of, group_of, rules_of, written
from plumbline.cli.networking import tell_damage
from plumbline.cli.progress import shown_progress
from plumbline.comparing.network_wide.across import Across
from plumbline.model.authorities import council_name
from plumbline.networks.folder import FolderStore
from plumbline.networks.network_wide import NetworkRequest, compare_network
from plumbline.profiles.made_up import made_up_words
from plumbline.profiles.words import disclosures_words
from plumbline.reporting.network.as_json import across_document
from plumbline.reporting.network.page import across_page
from plumbline.reporting.network.words import (
    COMMON_MEANS,
    MARKS,
    SYSTEM_MEANS,
    about,
    common_line,
    sentence,
    system_line,
    undecided,
)
from plumbline.reporting.network.workbook import across_book
from plumbline.rules.compiled import codes_in_force


def run_network_wide(options: CompareOptions, authority: str) -> int:
    """Compares all and shows; 3 when something in the network is damaged and so left out."""
    asked = NetworkRequest(choice_of(options, authority), group_of(options.peers))
    with shown_progress(quiet=options.as_json) as progress:
        found = compare_network(FolderStore(options.network, codes_in_force), asked, progress)
    across = found.across
    rules, titles = rules_of(across.first.year)
    if options.as_json:
        print(json.dumps(across_document(across, titles), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_in_words(across, titles)))
    if options.html:
        written(options, options.html, across_page(across, rules, found.network, made_up=found.made_up))
    if options.xlsx:
        written(options, options.xlsx, across_book(across, titles, found.network, made_up=found.made_up))
    return tell_damage(found.damaged)


def _in_words(across: Across, titles: Mapping[str, str]) -> Iterator[str]:
    yield f"{sentence(across)}."
    yield f"\nErrors of nearly all councils: raise them together. {COMMON_MEANS}"
    for rule in across.common:
        yield f"  {rule.code}  {titles.get(rule.code, '')}"
        yield f"      {common_line(rule)}"
    yield f"\nErrors of one case system: ask the supplier. {SYSTEM_MEANS}"
    for one in across.of_systems:
        yield f"  {one.code}  {titles.get(one.code, '')}"
        yield f"      {system_line(one)}"
    yield from (f"  Can't be told: {words}" for words in undecided(across))
    yield "\nErrors that set a council apart."
    for code in sorted(across.councils, key=council_name):
        apart = [f"{rule.code} ({MARKS[rule.verdicts[code]][1]})" for rule in across.apart(code)]
        if apart:
            yield f"  {across.name(code)}: {', '.join(apart)}"
    yield f"\nIn this network {disclosures_words(one.disclosure for one in across.councils.values())}."
    yield f"{about(across)}."
    if across.made_up:
        yield made_up_words(across.made_up)
    for code, reason in across.not_comparable.items():
        yield f"Not comparable: {council_name(code)} ({code}): {reason}."
