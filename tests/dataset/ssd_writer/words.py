"""A council whose case system has words where the return has codes: what such a council would list in its ``values.toml``."""

from typing import NamedTuple

from plumbline.synthetic.ssd import Ssd, relations


class Word(NamedTuple):
    """A council's word for a code of the return, in a column of the data set."""

    table: str
    column: str
    code: str
    word: str


WORDS = (
    Word("ssd_person", "pers_sex", "F", "Female"),
    Word("ssd_person", "pers_sex", "M", "Male"),
    Word("ssd_cla_episodes", "clae_cla_episode_start_reason", "S", "Started to be looked after"),
    Word("ssd_cla_episodes", "clae_cla_episode_start_reason", "L", "Change of legal status only"),
    Word("ssd_cla_episodes", "clae_cla_episode_start_reason", "P", "Change of placement and carer"),
    Word("ssd_cla_episodes", "clae_cla_episode_ceased_reason", "X1", "Next episode follows"),
    Word("ssd_cla_episodes", "clae_cla_primary_need_code", "N1", "Abuse or neglect"),
    Word("ssd_legal_status", "lega_legal_status", "C2", "Full care order"),
    Word("ssd_legal_status", "lega_legal_status", "V2", "Accommodated under section 20"),
    Word("ssd_cla_placement", "clap_cla_placement_type", "K2", "Children's home"),
    Word("ssd_cla_placement", "clap_cla_placement_provider", "PR4", "Private provider"),
    Word("ssd_cla_placement", "clap_cla_placement_change_reason", "CARPL", "Change to the care plan"),
    Word("ssd_cla_reviews", "clar_cla_review_participation", "PN1", "Attended and spoke"),
    Word("ssd_missing", "miss_missing_episode_type", "M", "Missing"),
    Word("ssd_missing", "miss_missing_episode_type", "A", "Away without permission"),
    Word("ssd_care_leavers", "clea_care_leaver_in_touch", "YES", "In touch"),
    Word("ssd_care_leavers", "clea_care_leaver_activity", "F2", "Full-time education"),
)


def in_words(ssd: Ssd) -> Ssd:
    """The extract with the council's words for codes."""
    worded = Ssd(ssd.as_at, ssd.known_until)
    for relation in relations(ssd):
        words: dict[str, dict[str, str]] = {}
        for word in WORDS:
            if word.table == relation.name:
                words.setdefault(word.column, {})[word.code] = word.word
        rows = getattr(worded, relation.name)
        for row in getattr(ssd, relation.name):
            told = {name: known.get(value := getattr(row, name), value) for name, known in words.items()}
            rows.append(row._replace(**told))
    return worded
