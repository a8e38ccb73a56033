-- Who was in care in the window, and who of them all through it: no arrival, no departure, no series of short breaks (SSDA903 guide).
-- An arrival or a departure may be missing, which other rules say: so a stay is asked for on the first day and on the last.
SELECT e.person_id,
    NOT BOOL_OR(
        COALESCE(e.legal_status IN ('V3', 'V4'), FALSE)
        OR COALESCE(e.start_reason = 'S' AND e.start_date > w.first_day AND e.start_date <= w.last_day, FALSE)
        OR (e.end_reason IS DISTINCT FROM 'X1' AND COALESCE(e.end_date >= w.first_day AND e.end_date < w.last_day, FALSE))
    ) AND BOOL_OR(e.start_date <= w.first_day) AND BOOL_OR(e.end_date IS NULL OR e.end_date >= w.last_day) AS all_year
FROM core_episode AS e CROSS JOIN asked_window AS w
WHERE e.start_date <= w.until AND (e.end_date IS NULL OR GREATEST(e.start_date, e.end_date) >= w.first_day)
GROUP BY e.person_id
