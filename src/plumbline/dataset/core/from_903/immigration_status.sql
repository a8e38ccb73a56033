SELECT council, "CHILD" AS person_id, 'UASC' AS status, "DUC" AS end_date, seen_as_at, position
FROM latest_903_uasc
