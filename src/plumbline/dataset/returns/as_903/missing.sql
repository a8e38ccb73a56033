-- What has no start is of the window in which it ended; without either day of the one that the extract's day is in. Rules ask for the start.
SELECT m.person_id AS "CHILD", p.birth_date AS "DOB", m.kind AS "MISSING", m.start_date AS "MIS_START",
    IF(m.end_date > w.until, NULL, m.end_date) AS "MIS_END"
FROM core_missing AS m CROSS JOIN asked_window AS w LEFT JOIN core_person AS p ON p.person_id = m.person_id
WHERE (m.start_date <= w.until OR m.start_date IS NULL AND COALESCE(m.end_date <= w.until, w.until > w.year_end))
    AND (m.end_date IS NULL OR GREATEST(m.start_date, m.end_date) >= w.first_day)
ORDER BY m.person_id, m.start_date, m.occurrence
