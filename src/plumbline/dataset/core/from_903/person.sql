-- The latest header that has the child says the most; where none has, another table's date of birth does.
SELECT l.council, l.person_id, COALESCE(h."DOB", l.birth_date) AS birth_date,
    CASE h."SEX" WHEN '1' THEN 'M' WHEN '2' THEN 'F' ELSE h."SEX" END AS sex,
    h."ETHNIC" AS ethnicity,
    h."UPN" AS upn,
    CASE WHEN TRY_CAST(h."MOTHER" AS DOUBLE) = 1 THEN TRUE WHEN TRY_CAST(h."MOTHER" AS DOUBLE) = 0 THEN FALSE END AS is_mother,
    l.seen_as_at, COALESCE(h.position, 0) AS position
FROM latest_people AS l LEFT JOIN latest_903_header AS h ON l.council = h.council AND l.person_id = h."CHILD"
