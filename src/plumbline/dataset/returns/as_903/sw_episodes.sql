-- What has no start is of the window in which it ended; without either day of the one that the extract's day is in. Rules ask for the start.
SELECT s.person_id AS "CHILD", p.birth_date AS "DOB", s.worker_id AS "SW_ID", s.start_date AS "SW_DECOM",
    IF(s.end_date > w.until, NULL, s.end_date) AS "SW_DEC", s.change_reason AS "SW_REASON"
FROM core_worker AS s CROSS JOIN asked_window AS w LEFT JOIN core_person AS p ON p.person_id = s.person_id
WHERE (s.start_date <= w.until OR s.start_date IS NULL AND COALESCE(s.end_date <= w.until, w.until > w.year_end))
    AND (s.end_date IS NULL OR GREATEST(s.start_date, s.end_date) >= w.first_day)
    AND s.person_id IN (SELECT person_id FROM windows_children)
ORDER BY s.person_id, s.start_date, s.occurrence
