-- Every child in any table; the latest header that has the child says the most.
WITH latest AS (
    SELECT council, "CHILD" AS person_id, MAX(seen_as_at) AS seen_as_at, ANY_VALUE("DOB" ORDER BY year DESC, "DOB") AS birth_date
    FROM every_child_903
    GROUP BY council, "CHILD"
)
SELECT l.council, l.person_id, COALESCE(h."DOB", l.birth_date) AS birth_date,
    CASE h."SEX" WHEN '1' THEN 'M' WHEN '2' THEN 'F' ELSE h."SEX" END AS sex,
    h."ETHNIC" AS ethnicity,
    h."UPN" AS upn,
    CASE WHEN TRY_CAST(h."MOTHER" AS DOUBLE) = 1 THEN TRUE WHEN TRY_CAST(h."MOTHER" AS DOUBLE) = 0 THEN FALSE END AS is_mother,
    l.seen_as_at, COALESCE(h.position, 0) AS position
FROM latest AS l LEFT JOIN latest_903_header AS h ON l.council = h.council AND l.person_id = h."CHILD"
