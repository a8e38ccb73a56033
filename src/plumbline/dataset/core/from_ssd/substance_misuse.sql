-- A row says that substances were misused: for a child who misuses none there is no row.
SELECT council, clas_person_id AS person_id, clas_substance_misuse_date AS date, TRUE AS identified,
    clas_substance_misused AS substance, clas_intervention_received AS received, seen_as_at, position
FROM received_ssd_cla_substance_misuse
