-- Whoever has a row in another table of the window; until 2024 sex was a number.
SELECT p.person_id AS "CHILD",
    CASE WHEN w.year >= 2025 THEN p.sex ELSE CASE p.sex WHEN 'M' THEN '1' WHEN 'F' THEN '2' ELSE p.sex END END AS "SEX",
    p.birth_date AS "DOB", p.ethnicity AS "ETHNIC", p.upn AS "UPN",
    CASE p.is_mother WHEN TRUE THEN '1' WHEN FALSE THEN '0' END AS "MOTHER", m.child_birth_date AS "MC_DOB"
FROM core_person AS p CROSS JOIN asked_window AS w
    LEFT JOIN (
        SELECT c.person_id, MIN(c.child_birth_date) AS child_birth_date
        FROM core_mother AS c, asked_window AS a
        WHERE c.child_birth_date <= a.until
        GROUP BY c.person_id
    ) AS m ON m.person_id = p.person_id
WHERE p.person_id IN (SELECT person_id FROM windows_children UNION ALL SELECT person_id FROM windows_care_leavers)
ORDER BY p.person_id
