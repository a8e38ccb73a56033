-- Of spells that touch the child's time in care: an extract has those of children in need as well. What has no start is of the window in
-- which it ended; without either day of the one that the extract's day is in. Rules ask for the start.
SELECT m.person_id AS "CHILD", p.birth_date AS "DOB", m.kind AS "MISSING", m.start_date AS "MIS_START",
    IF(m.end_date > w.until, NULL, m.end_date) AS "MIS_END"
FROM core_missing AS m CROSS JOIN asked_window AS w LEFT JOIN core_person AS p ON p.person_id = m.person_id
WHERE (m.start_date <= w.until OR m.start_date IS NULL AND COALESCE(m.end_date <= w.until, w.until > w.year_end))
    AND (m.end_date IS NULL OR GREATEST(m.start_date, m.end_date) >= w.first_day)
    AND m.person_id IN (SELECT person_id FROM windows_children)
    AND EXISTS (
        FROM core_episode AS e
        WHERE e.person_id = m.person_id AND (m.end_date IS NULL OR e.start_date <= GREATEST(m.start_date, m.end_date))
            AND COALESCE(GREATEST(e.start_date, e.end_date) >= LEAST(m.start_date, m.end_date) OR e.end_date IS NULL, TRUE)
    )
ORDER BY m.person_id, m.start_date, m.occurrence
