SELECT council, "CHILD" AS person_id, year AS reported_year, seen_as_at, position
FROM latest_903_oc2
WHERE TRY_CAST("CONVICTED" AS DOUBLE) = 1
