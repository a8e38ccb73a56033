SELECT council, "CHILD" AS person_id, "SDQ_SCORE" AS score, "SDQ_REASON" AS reason, year AS reported_year, seen_as_at, position
FROM latest_903_oc2
WHERE "SDQ_SCORE" IS NOT NULL OR "SDQ_REASON" IS NOT NULL
