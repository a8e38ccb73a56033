-- Four answers of a return's health table, each a row; the day of the check is not in the return.
SELECT council, "CHILD" AS person_id, kind, CASE answer WHEN 1 THEN 'completed' ELSE 'not_completed' END AS status, year AS reported_year,
    seen_as_at, position
FROM (
    UNPIVOT (
        SELECT council, "CHILD", year, seen_as_at, position,
            TRY_CAST("HEALTH_CHECK" AS DOUBLE) AS health_check, TRY_CAST("HEALTH_ASSESSMENT" AS DOUBLE) AS assessment,
            TRY_CAST("TEETH_CHECK" AS DOUBLE) AS teeth, TRY_CAST("IMMUNISATIONS" AS DOUBLE) AS immunisations
        FROM latest_903_oc2
    ) ON health_check, assessment, teeth, immunisations INTO NAME kind VALUE answer
)
WHERE answer IN (0, 1)
