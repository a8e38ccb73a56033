-- While the status lasts, DUC is the day on which it ends at the latest, the 18th birthday.
SELECT i.person_id AS "CHILD",
    CASE WHEN w.year >= 2025 THEN p.sex ELSE CASE p.sex WHEN 'M' THEN '1' WHEN 'F' THEN '2' ELSE p.sex END END AS "SEX",
    p.birth_date AS "DOB",
    CASE WHEN i.end_date <= w.until THEN i.end_date ELSE CAST(p.birth_date + to_years(18) AS DATE) END AS "DUC"
FROM (
    SELECT s.* FROM core_immigration_status AS s, asked_window AS a
    WHERE s.start_date IS NULL OR s.start_date <= a.until
    QUALIFY ROW_NUMBER() OVER (PARTITION BY s.person_id ORDER BY s.start_date DESC NULLS LAST, s.occurrence) = 1
) AS i CROSS JOIN asked_window AS w LEFT JOIN core_person AS p ON p.person_id = i.person_id
WHERE i.status = 'UASC' AND (i.end_date IS NULL OR i.end_date >= w.first_day)
    AND i.person_id IN (SELECT person_id FROM windows_children)
ORDER BY i.person_id
