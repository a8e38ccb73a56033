"""``plumbline compare``: one council of a network beside its peers."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plumbline.cli.networking import tell_damage
from plumbline.comparing.applying.comparison import Comparison
from plumbline.faults import BadInput
from plumbline.files import write_whole
from plumbline.model.authorities import authority_code
from plumbline.networks.advice import Advice, advice
from plumbline.networks.choosing import beside, own_key, peer_group
from plumbline.networks.comparing import compared_with
from plumbline.networks.folder import profile_keys, read_network
from plumbline.networks.network import Key, Network
from plumbline.reporting.comparison.advice_words import MOST_CALLS, call_line, solution_lines
from plumbline.reporting.comparison.as_json import comparison_document
from plumbline.reporting.comparison.words import (
    TRENDS,
    VERDICTS,
    council_name,
    more_than_expected,
    peers_with,
    sentence,
)
from plumbline.rules.book import Definition
from plumbline.rules.compiled import codes_in_force, rulebook_of


@dataclass(frozen=True)
class CompareOptions:
    """What the person asked for, as given."""

    network: Path
    authority: str = ""
    network_wide: bool = False
    peers: str = "all"
    stage: str = ""
    year: int = 0
    as_at: date | None = None
    as_json: bool = False
    html: Path | None = None
    xlsx: Path | None = None


def run_compare(options: CompareOptions) -> int:
    """Compares and shows; 3 when something in the network is damaged and so left out."""
    authority = authority_code(options.authority)
    if options.network_wide:
        from plumbline.cli.side_by_side import run_network_wide

        return run_network_wide(options, authority)
    if not authority:
        raise BadInput("Say which council with --authority, or see all of them with --network-wide.")
    network, own = read_beside(options, authority)
    compared = compared_with(network, own, peer_group(network, authority, options.peers, listed(options.peers)))
    rules, titles = rules_of(own.year)
    if compared.distinctive:
        damaged = network.damaged
        network = read_network(options.network, codes_in_force, rules=[rule.code for rule in compared.distinctive])
        network.damaged = list(dict.fromkeys([*damaged, *network.damaged]))
    found = advice(network, compared)
    if options.as_json:
        print(json.dumps(comparison_document(compared, titles, found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_in_words(compared, titles, found)))
    _write(options, compared, rules, network.title, found)
    return tell_damage(network)


def _write(
    options: CompareOptions,
    compared: Comparison,
    rules: Mapping[str, Definition],
    title: str,
    found: Mapping[str, Advice],
) -> None:
    """Writes the files asked for; each is made by what is imported only then."""
    if options.html:
        from plumbline.reporting.comparison.page import comparison_page

        written(options, options.html, comparison_page(compared, rules, title, found))
    if options.xlsx:
        from plumbline.reporting.comparison.workbook import comparison_book

        written(options, options.xlsx, comparison_book(compared, rules, title, found))


def written(options: CompareOptions, path: Path, content: str | bytes) -> None:
    """Writes a file, and says so."""
    write_whole(path, content)
    if not options.as_json:
        print(f"Written: {path}")


def rules_of(year: int) -> tuple[Mapping[str, Definition], dict[str, str]]:
    """The definitions of a year's rules, and their titles."""
    rules = rulebook_of(year).in_force
    return rules, {code: definition.title for code, definition in rules.items()}


def read_beside(options: CompareOptions, authority: str) -> tuple[Network, Key]:
    """The part of a network that a comparison needs, and the profile it is of: the council's newest, or that of any."""
    keys = profile_keys(options.network)
    own = own_key(keys, authority, stage=options.stage, year=options.year, as_at=options.as_at)
    needed = beside(own, keys)
    network = read_network(options.network, codes_in_force, lambda key: key in needed)
    if own not in network.profiles:
        raise BadInput(f"{own}: this profile can't be read. {' '.join(network.damaged)}")
    edition = network.profiles[own].edition
    unlike = {profile.authority for profile in network.profiles.values() if profile.edition != edition}
    if unlike:
        needed = beside(own, keys, unlike)
        network = read_network(options.network, codes_in_force, lambda key: key in needed)
    return network, own


def listed(peers: str) -> Callable[[], str]:
    """Reads the file of councils that ``--peers`` names, where it names one."""
    path = Path(peers)

    def read() -> str:
        try:
            return path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as problem:
            raise BadInput(
                f"--peers is all, region, neighbours, case-system, or a file of councils, a code or name a line: {path} "
                "is none of these."
            ) from problem

    return read


def _in_words(compared: Comparison, titles: dict[str, str], found: Mapping[str, Advice]) -> Iterator[str]:
    own = compared.own
    yield f"{sentence(compared)}."
    for rule in compared.distinctive:
        yield f"\n  {rule.code}  {titles.get(rule.code, '')}"
        said = [
            f"{rule.children} of {rule.children_checked} children; {more_than_expected(rule)} than expected",
            f"of the peers, {peers_with(rule.fit)}" if rule.fit else "",
            f"since your last profile: {trend}" if (trend := TRENDS[compared.trends[rule.code]]) else "",
        ]
        yield f"      {VERDICTS[rule.verdict]}: {'; '.join(filter(None, said))}"
        for one in found[rule.code].solutions:
            yield f"      solution {one.solution.id}, {one.solution.title}: {solution_lines(one)[0]}"
        for call in found[rule.code].to_call[:MOST_CALLS]:
            yield f"      whom to call: {call_line(call)}"
    yield f"\n{council_name(own.authority)}, {own.year} {own.stage}, as at {own.as_at:%d/%m/%Y}."
    yield f"Peers: {len(compared.peers)}. {_verdicts(compared)}."
    for code, reason in compared.not_comparable.items():
        yield f"Not comparable: {council_name(code)} ({code}): {reason}."


def _verdicts(compared: Comparison) -> str:
    return "; ".join(f"{words}: {len(compared.of(verdict))}" for verdict, words in VERDICTS.items())
