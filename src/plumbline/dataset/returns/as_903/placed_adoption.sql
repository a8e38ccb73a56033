-- Decisions in force in the window, of children who were in care in it.
SELECT a.person_id AS "CHILD", p.birth_date AS "DOB", a.placed_date AS "DATE_PLACED",
    IF(a.ended_date > w.until, NULL, a.ended_date) AS "DATE_PLACED_CEASED",
    IF(a.ended_date > w.until, NULL, a.ended_reason) AS "REASON_PLACED_CEASED"
FROM core_adoption AS a CROSS JOIN asked_window AS w LEFT JOIN core_person AS p ON p.person_id = a.person_id
WHERE a.placed_date <= w.until AND (a.ended_date IS NULL OR GREATEST(a.placed_date, a.ended_date) >= w.first_day)
    AND a.person_id IN (SELECT person_id FROM windows_children)
ORDER BY a.person_id, a.placed_date, a.occurrence
