-- A later status ends one that has no end of its own. While it lasts, DUC is the day on which it ends at the latest, the 18th birthday.
WITH lasting AS (
    SELECT s.person_id, s.status, s.start_date, s.occurrence,
        COALESCE(s.end_date, LEAD(s.start_date) OVER (PARTITION BY s.person_id ORDER BY s.start_date, s.occurrence)) AS ends
    FROM core_immigration_status AS s, asked_window AS w
    WHERE s.start_date IS NULL OR s.start_date <= w.until
), seeking AS (
    SELECT l.person_id, l.ends
    FROM lasting AS l, asked_window AS w
    WHERE l.status = 'UASC' AND (l.ends IS NULL OR l.ends >= w.first_day)
    QUALIFY ROW_NUMBER() OVER (PARTITION BY l.person_id ORDER BY l.start_date DESC NULLS LAST, l.occurrence) = 1
)
SELECT s.person_id AS "CHILD",
    CASE WHEN w.year >= 2025 THEN p.sex ELSE CASE p.sex WHEN 'M' THEN '1' WHEN 'F' THEN '2' ELSE p.sex END END AS "SEX",
    p.birth_date AS "DOB",
    CASE WHEN s.ends <= w.until THEN s.ends ELSE CAST(p.birth_date + to_years(18) AS DATE) END AS "DUC"
FROM seeking AS s CROSS JOIN asked_window AS w LEFT JOIN core_person AS p ON p.person_id = s.person_id
WHERE s.person_id IN (SELECT person_id FROM windows_children)
ORDER BY s.person_id
