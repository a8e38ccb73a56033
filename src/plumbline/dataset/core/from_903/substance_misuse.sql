SELECT council, "CHILD" AS person_id, TRY_CAST("SUBSTANCE_MISUSE" AS DOUBLE) = 1 AS identified,
    TRY_CAST("INTERVENTION_RECEIVED" AS DOUBLE) = 1 AS received, TRY_CAST("INTERVENTION_OFFERED" AS DOUBLE) = 1 AS offered,
    year AS reported_year, seen_as_at, position
FROM latest_903_oc2
WHERE TRY_CAST("SUBSTANCE_MISUSE" AS DOUBLE) IN (0, 1)
