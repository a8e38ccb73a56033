SELECT council, clah_person_id AS person_id, clah_health_check_type AS kind, clah_health_check_date AS check_date,
    clah_health_check_status AS status, seen_as_at, position
FROM received_ssd_cla_health
UNION ALL
SELECT council, clai_person_id, 'immunisations', clai_immunisations_status_date,
    CASE WHEN clai_immunisations_status THEN 'completed' ELSE 'not_completed' END, seen_as_at, position
FROM received_ssd_cla_immunisations
WHERE clai_immunisations_status IS NOT NULL
