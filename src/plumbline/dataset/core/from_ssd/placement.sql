-- A distance of 999.9 stands for one that is not known.
SELECT council, clap_person_id AS person_id, clap_cla_placement_start_date AS start_date, clap_cla_placement_end_date AS end_date,
    clap_cla_placement_type AS type, clap_cla_placement_provider AS provider, clap_cla_placement_postcode AS postcode,
    clap_cla_placement_urn AS urn, clap_cla_placement_change_reason AS change_reason,
    CASE WHEN clap_cla_placement_distance < 999.9 THEN clap_cla_placement_distance END AS source_distance, seen_as_at, position
FROM received_ssd_cla_placement
