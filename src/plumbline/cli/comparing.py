"""``plumbline compare``: one council of a network beside its peers."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plumbline.cli.networking import profile_in, tell_damage
from plumbline.cli.progress import shown_progress
from plumbline.comparing.applying.comparison import Comparison
from plumbline.faults import BadInput
from plumbline.files import write_whole
from plumbline.model.authorities import authority_code, council_name
from plumbline.networks.choosing import KINDS, Choice, PeerGroup, councils_listed, refuse_another
from plumbline.networks.comparing import CouncilCompared, CouncilRequest, compare_council
from plumbline.networks.fitting import NetworkPeers
from plumbline.networks.folder import FolderStore
from plumbline.networks.store import NetworkStore
from plumbline.profiles.made_up import made_up_words
from plumbline.profiles.profile import Profile
from plumbline.profiles.words import disclosure_words, disclosures_words
from plumbline.reading.csv_files import decode
from plumbline.reporting.comparison.advice_words import MOST_CALLS, call_line, solution_lines
from plumbline.reporting.comparison.as_json import comparison_document
from plumbline.reporting.comparison.words import (
    TRENDS,
    VERDICTS,
    left_out,
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
    own: Path | None = None
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
        if options.own:
            raise BadInput("--own is for one council beside its peers: leave it out with --network-wide.")
        from plumbline.cli.side_by_side import run_network_wide

        return run_network_wide(options, authority)
    if not authority and not options.own:
        raise BadInput("Say which council with --authority, or see all of them with --network-wide.")
    store = FolderStore(options.network, codes_in_force)
    asked = CouncilRequest(_own(options, authority, store), NetworkPeers(group_of(options.peers)))
    with shown_progress(quiet=options.as_json) as progress:
        found = compare_council(store, asked, progress)
    rules, titles = rules_of(found.comparison.own.year)
    if options.as_json:
        document = comparison_document(found.comparison, titles, found.advice)
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_in_words(found, titles)))
    _write(options, found, rules)
    return tell_damage(found.damaged)


def _own(options: CompareOptions, authority: str, store: NetworkStore) -> Choice | Profile:
    """The profile of ``--own``, which never enters the network, or else which one of the network was asked for."""
    choice = choice_of(options, authority)
    if options.own is None:
        return choice
    own = profile_in(options.own)
    refuse_another(own, store.keys(), choice)
    return own


def _write(options: CompareOptions, found: CouncilCompared, rules: Mapping[str, Definition]) -> None:
    """Writes the files asked for; each is made by what is imported only then."""
    if options.html:
        from plumbline.reporting.comparison.page import comparison_page

        written(options, options.html, comparison_page(found, rules))
    if options.xlsx:
        from plumbline.reporting.comparison.workbook import comparison_book

        written(options, options.xlsx, comparison_book(found, rules))


def written(options: CompareOptions, path: Path, content: str | bytes) -> None:
    """Writes a file, and says so."""
    write_whole(path, content)
    if not options.as_json:
        print(f"Written: {path}")


def rules_of(year: int) -> tuple[Mapping[str, Definition], dict[str, str]]:
    """The definitions of a year's rules, and their titles."""
    rules = rulebook_of(year).in_force
    return rules, {code: definition.title for code, definition in rules.items()}


def choice_of(options: CompareOptions, authority: str) -> Choice:
    """Which profile was asked for."""
    return Choice(authority, options.stage, options.year, options.as_at)


def group_of(peers: str) -> PeerGroup:
    """The councils that ``--peers`` names: a kind of them, or the file that lists them."""
    if kind := next((kind for kind in KINDS if kind == peers), None):
        return PeerGroup(kind)
    path = Path(peers)
    try:
        text, _ = decode(path.read_bytes(), path.name)
    except OSError as problem:
        raise BadInput(
            f"--peers is all, region, neighbours, case-system, or a file of councils, a code or name a line: {path} "
            "is none of these."
        ) from problem
    return PeerGroup("listed", councils_listed(text))


def _in_words(found: CouncilCompared, titles: dict[str, str]) -> Iterator[str]:
    compared = found.comparison
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
        for one in found.advice[rule.code].solutions:
            yield f"      solution {one.solution.id}, {one.solution.title}: {solution_lines(one)[0]}"
        for call in found.advice[rule.code].to_call[:MOST_CALLS]:
            yield f"      whom to call: {call_line(call, compared.name)}"
    yield f"\n{compared.name(own.authority)}, {own.year} {own.stage}, as at {own.as_at:%d/%m/%Y}."
    yield f"Peers: {len(compared.peers)}. {_verdicts(compared)}."
    exact = "" if own.disclosure.method == "exact" else " More can be told by exact ones: give them with --own."
    yield f"Your {disclosure_words(own.disclosure)}.{exact}"
    if compared.peers:
        yield f"The peers' {disclosures_words(peer.disclosure for peer in compared.peers.values())}."
    for rule in sorted(compared.rules, key=lambda one: one.code):
        if words := left_out(compared, rule):
            yield f"Of another edition, {rule.code}: {words}"
    if compared.made_up:
        yield made_up_words(compared.made_up)
    for code, reason in compared.not_comparable.items():
        yield f"Not comparable: {council_name(code)} ({code}): {reason}."


def _verdicts(compared: Comparison) -> str:
    return "; ".join(f"{words}: {len(compared.of(verdict))}" for verdict, words in VERDICTS.items())
