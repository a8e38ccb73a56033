"""The tables of the Standard Safeguarding Dataset about children in care, with the columns of the SystemC script.

Written from the published data set, and on purpose not from what Plumbline declares to load: it is a check on that. Days are
``date``; a vendor turns them into what its database holds. An ``Id`` is a number that the case system gave and may give anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import NamedTuple, get_args, get_type_hints

#: What stands in every name and free text, which no loader may read.
FREE_TEXT = "Made up"


class Id(NamedTuple):
    """What a surrogate number stands for; which number that is, is decided when the extract is written."""

    kind: str
    of: str


class Person(NamedTuple):
    """A child or another person whom the council knows: what it is known by, when born, sex and origin."""

    pers_person_id: str
    pers_legacy_id: str | None = None
    pers_upn: str | None = None
    pers_forename: str | None = f"{FREE_TEXT} Forename"
    pers_surname: str | None = f"{FREE_TEXT} Surname"
    pers_sex: str | None = None
    pers_gender: str | None = None
    pers_ethnicity: str | None = None
    pers_dob: date | None = None
    pers_single_unique_id: str | None = None
    pers_upn_unknown: str | None = None
    pers_send_flag: str | None = None
    pers_expected_dob: date | None = None
    pers_death_date: date | None = None
    pers_is_mother: str | None = None
    pers_nationality: str | None = None


class ClaEpisode(NamedTuple):
    """An episode of care, with the placement and the time in care that it is part of."""

    clae_cla_episode_id: Id
    clae_person_id: str
    clae_cla_placement_id: Id
    clae_cla_episode_start_date: date
    clae_cla_episode_start_reason: str
    clae_cla_primary_need_code: str
    clae_cla_episode_ceased_date: date | None
    clae_cla_episode_ceased_reason: str | None
    clae_cla_id: Id
    clae_referral_id: Id
    clae_cla_last_iro_contact_date: date | None
    clae_entered_care_date: date


class ClaPlacement(NamedTuple):
    """A placement: where, with whom, how far from home, and why it changed."""

    clap_cla_placement_id: Id
    clap_cla_id: Id
    clap_person_id: str
    clap_cla_placement_start_date: date
    clap_cla_placement_type: str
    clap_cla_placement_urn: str
    clap_cla_placement_distance: float
    clap_cla_placement_provider: str
    clap_cla_placement_postcode: str
    clap_cla_placement_end_date: date | None
    clap_cla_placement_change_reason: str | None


class LegalStatus(NamedTuple):
    """A legal status; those of children who are not looked after are here too, in words."""

    lega_legal_status_id: Id
    lega_person_id: str
    lega_legal_status: str
    lega_legal_status_start_date: date
    lega_legal_status_end_date: date | None


class ClaReview(NamedTuple):
    """A review of a child's care: held, cancelled or still to come."""

    clar_cla_review_id: Id
    clar_cla_id: Id
    clar_cla_person_id: str
    clar_cla_review_due_date: date | None
    clar_cla_review_date: date | None
    clar_cla_review_cancelled: str
    clar_cla_review_participation: str | None


class ClaVisit(NamedTuple):
    """A social worker's visit to a child."""

    clav_cla_visit_id: Id
    clav_cla_id: Id
    clav_person_id: str
    clav_cla_visit_date: date
    clav_cla_visit_seen: str
    clav_cla_visit_seen_alone: str


class ClaCarePlan(NamedTuple):
    """A care plan, its text in one column."""

    lacp_table_id: Id
    lacp_person_id: str
    lacp_cla_care_plan_start_date: date
    lacp_cla_care_plan_end_date: date | None
    lacp_cla_care_plan_json: str = f'{{"REMAINSUP": "{FREE_TEXT}"}}'


class ClaHealth(NamedTuple):
    """A check of a child's health, done or not."""

    clah_health_check_id: Id
    clah_person_id: str
    clah_health_check_type: str
    clah_health_check_date: date
    clah_health_check_status: str


class ClaImmunisations(NamedTuple):
    """Whether a child's immunisations were up to date when last asked."""

    clai_person_id: str
    clai_immunisations_status: str
    clai_immunisations_status_date: date


class ClaSubstanceMisuse(NamedTuple):
    """A substance that a child misused, and whether help was received."""

    clas_substance_misuse_id: Id
    clas_person_id: str
    clas_substance_misuse_date: date
    clas_substance_misused: str
    clas_intervention_received: str | None


class ClaConviction(NamedTuple):
    """A conviction or caution of a child, with the offence as free text."""

    clac_cla_conviction_id: Id
    clac_person_id: str
    clac_cla_conviction_date: date
    clac_cla_conviction_offence: str = f"{FREE_TEXT} offence"


class ClaPreviousPermanence(NamedTuple):
    """A permanent arrangement that a child had before it came into care."""

    lapp_table_id: Id
    lapp_person_id: str
    lapp_previous_permanence_option: str | None
    lapp_previous_permanence_la: str | None
    lapp_previous_permanence_order_date: str | None


class SdqScore(NamedTuple):
    """A score of the strengths and difficulties questionnaire, or why there is none."""

    csdq_table_id: Id
    csdq_person_id: str
    csdq_sdq_completed_date: date
    csdq_sdq_score: int | None
    csdq_sdq_reason: str | None


class Missing(NamedTuple):
    """A spell of being missing or away without permission, and the interview afterwards."""

    miss_table_id: Id
    miss_person_id: str
    miss_missing_episode_start_date: date | None
    miss_missing_episode_type: str
    miss_missing_episode_end_date: date | None
    miss_missing_rhi_offered: str | None
    miss_missing_rhi_accepted: str | None


class CareLeaver(NamedTuple):
    """The latest contact with a young person who left care: in touch, home, activity."""

    clea_table_id: Id
    clea_person_id: str
    clea_care_leaver_eligibility: str
    clea_care_leaver_in_touch: str
    clea_care_leaver_latest_contact: date
    clea_care_leaver_accommodation: str
    clea_care_leaver_accom_suitable: str | None
    clea_care_leaver_activity: str
    clea_pathway_plan_review_date: date | None
    clea_care_leaver_personal_advisor: str | None = f"{FREE_TEXT} Adviser"
    clea_care_leaver_allocated_team: str | None = "Leaving care"
    clea_care_leaver_worker_id: str | None = None


class Permanence(NamedTuple):
    """A decision to place a child for adoption and what came of it, or another order."""

    perm_table_id: Id
    perm_person_id: str
    perm_cla_id: Id | None
    perm_adm_decision_date: date | None = None
    perm_ffa_cp_decision_date: date | None = None
    perm_placement_order_date: date | None = None
    perm_placed_for_adoption_date: date | None = None
    perm_matched_date: date | None = None
    perm_adopted_by_carer_flag: str | None = None
    perm_placed_ffa_cp_date: date | None = None
    perm_decision_reversed_date: date | None = None
    perm_placed_foster_carer_date: date | None = date(1900, 1, 1)
    perm_part_of_sibling_group: str | None = None
    perm_siblings_placed_together: int | None = None
    perm_siblings_placed_apart: int | None = None
    perm_placement_provider_urn: str | None = None
    perm_decision_reversed_reason: str | None = None
    perm_permanence_order_date: date | None = None
    perm_permanence_order_type: str | None = None
    perm_adoption_worker_id: str | None = None
    perm_adopter_sex: str | None = None
    perm_adopter_legal_status: str | None = None
    perm_number_of_adopters: str | None = None


class ImmigrationStatus(NamedTuple):
    """An immigration status; that of an unaccompanied asylum-seeking child is one of them."""

    immi_immigration_status_id: Id
    immi_person_id: str
    immi_immigration_status_start_date: date | None
    immi_immigration_status_end_date: date | None
    immi_immigration_status: str


class Address(NamedTuple):
    """An address: a home, or where a child is placed."""

    addr_table_id: Id
    addr_person_id: str
    addr_address_type: str
    addr_address_start_date: date
    addr_address_end_date: date | None
    addr_address_postcode: str
    addr_address_json: str = f'{{"STREET": "{FREE_TEXT} Road"}}'


class Disability(NamedTuple):
    """A disability of a child."""

    disa_table_id: Id
    disa_person_id: str
    disa_disability_code: str


class Mother(NamedTuple):
    """That a young person has a child, who is a person too."""

    moth_table_id: Id
    moth_person_id: str
    moth_childs_person_id: str
    moth_childs_dob: date


class Involvement(NamedTuple):
    """A professional who is involved with a child, in a role."""

    invo_involvements_id: Id
    invo_professional_id: str
    invo_professional_role_id: str
    invo_professional_team: str
    invo_involvement_start_date: date | None
    invo_involvement_end_date: date | None
    invo_worker_change_reason: str | None
    invo_person_id: str
    invo_referral_id: Id


class LinkedIdentifier(NamedTuple):
    """Another number that a child is or was known by."""

    link_table_id: Id
    link_person_id: str
    link_identifier_type: str
    link_identifier_value: str
    link_valid_from_date: date | None
    link_valid_to_date: date | None


class VoiceOfChild(NamedTuple):
    """A child's answers about its care."""

    voch_table_id: Id
    voch_person_id: str
    voch_explained_worries: str
    voch_story_help_understand: str
    voch_agree_worker: str
    voch_plan_safe: str
    voch_tablet_help_explain: str


class VersionLog(NamedTuple):
    """A table of the data set that says nothing of children: a loader leaves it alone."""

    version_number: str
    release_date: date
    description: str = f"{FREE_TEXT} release"


@dataclass(frozen=True)
class Ssd:
    """One extract: the rows of every table, and how many rows of the return no table could take, by its table.

    Nothing after ``known_until`` is in it. That is the day of the extract, or no day at all where the returns end by then:
    what they say of days to come is an error, and errors are in the case system too.
    """

    as_at: date
    known_until: date
    ssd_person: list[Person] = field(default_factory=list)
    ssd_cla_episodes: list[ClaEpisode] = field(default_factory=list)
    ssd_cla_placement: list[ClaPlacement] = field(default_factory=list)
    ssd_legal_status: list[LegalStatus] = field(default_factory=list)
    ssd_cla_reviews: list[ClaReview] = field(default_factory=list)
    ssd_cla_visits: list[ClaVisit] = field(default_factory=list)
    ssd_cla_care_plan: list[ClaCarePlan] = field(default_factory=list)
    ssd_cla_health: list[ClaHealth] = field(default_factory=list)
    ssd_cla_immunisations: list[ClaImmunisations] = field(default_factory=list)
    ssd_cla_substance_misuse: list[ClaSubstanceMisuse] = field(default_factory=list)
    ssd_cla_convictions: list[ClaConviction] = field(default_factory=list)
    ssd_cla_previous_permanence: list[ClaPreviousPermanence] = field(default_factory=list)
    ssd_sdq_scores: list[SdqScore] = field(default_factory=list)
    ssd_missing: list[Missing] = field(default_factory=list)
    ssd_care_leavers: list[CareLeaver] = field(default_factory=list)
    ssd_permanence: list[Permanence] = field(default_factory=list)
    ssd_immigration_status: list[ImmigrationStatus] = field(default_factory=list)
    ssd_address: list[Address] = field(default_factory=list)
    ssd_disability: list[Disability] = field(default_factory=list)
    ssd_mother: list[Mother] = field(default_factory=list)
    ssd_involvements: list[Involvement] = field(default_factory=list)
    ssd_linked_identifiers: list[LinkedIdentifier] = field(default_factory=list)
    ssd_voice_of_child: list[VoiceOfChild] = field(default_factory=list)
    ssd_version_log: list[VersionLog] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)

    def leave_out(self, table: str, rows: int = 1) -> None:
        """Counts rows of the return that have no place in the data set."""
        if rows:
            self.left_out[table] = self.left_out.get(table, 0) + rows


Value = str | int | float | date | Id | None


class Relation(NamedTuple):
    """One table with its columns, each with its type, and its rows."""

    name: str
    columns: dict[str, type]
    rows: list[tuple[Value, ...]]


def relations(ssd: Ssd) -> Iterator[Relation]:
    """Every table of an extract, the empty ones too."""
    kinds = get_type_hints(Ssd)
    for one in fields(Ssd):
        if one.name.startswith("ssd_"):
            (row,) = get_args(kinds[one.name])
            columns = {name: _type(hint) for name, hint in get_type_hints(row).items()}
            yield Relation(one.name, columns, getattr(ssd, one.name))


def _type(hint: object) -> type:
    """A column's type, without the "or blank"."""
    if isinstance(hint, type):
        return hint
    (found,) = [one for one in get_args(hint) if one is not type(None)]
    assert isinstance(found, type)
    return found
