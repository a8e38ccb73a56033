SELECT person_id AS "CHILD", birth_date AS "DOB", in_touch AS "IN_TOUCH", activity AS "ACTIV",
    accommodation || CASE suitable WHEN TRUE THEN '1' WHEN FALSE THEN '2' ELSE '' END AS "ACCOM"
FROM windows_care_leavers
ORDER BY person_id
