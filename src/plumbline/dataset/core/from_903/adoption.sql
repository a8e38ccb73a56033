-- The decision that a child should be placed for adoption is in both tables; equal days are one decision.
SELECT COALESCE(d.council, a.council) AS council, COALESCE(d."CHILD", a."CHILD") AS person_id,
    COALESCE(a."DATE_INT", d."DATE_PLACED") AS decision_date, a."DATE_MATCH" AS matched_date, d."DATE_PLACED" AS placed_date,
    d."DATE_PLACED_CEASED" AS ended_date, d."REASON_PLACED_CEASED" AS ended_reason,
    TRY_CAST(a."FOSTER_CARE" AS DOUBLE) = 1 AS by_carer, a."NB_ADOPTR" AS adopters_number, a."SEX_ADOPTR" AS adopters_sex,
    a."LS_ADOPTR" AS adopters_status,
    GREATEST(d.seen_as_at, a.seen_as_at) AS seen_as_at, COALESCE(d.position, a.position) AS position
FROM latest_903_placed_adoption AS d FULL OUTER JOIN latest_903_ad1 AS a
    ON d.council = a.council AND d."CHILD" = a."CHILD" AND d."DATE_PLACED" = a."DATE_INT"
WHERE COALESCE(a."DATE_INT", d."DATE_PLACED") IS NOT NULL
