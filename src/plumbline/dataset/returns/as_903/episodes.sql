-- An end after the window was not known in it; one before the start is an error, and stays. The reason for a change of placement stands with the episode that the change ends.
SELECT e.person_id AS "CHILD", e.start_date AS "DECOM", e.start_reason AS "RNE", e.legal_status AS "LS", e.need AS "CIN",
    p.type AS "PLACE", p.provider AS "PLACE_PROVIDER", IF(ends_later, NULL, e.end_date) AS "DEC", IF(ends_later, NULL, e.end_reason) AS "REC",
    IF(ends_later OR p.end_date IS DISTINCT FROM e.end_date, NULL, p.change_reason) AS "REASON_PLACE_CHANGE",
    e.home_postcode AS "HOME_POST", p.postcode AS "PL_POST", p.urn AS "URN"
FROM (
    SELECT f.*, COALESCE(f.end_date > w.until, FALSE) AS ends_later
    FROM core_episode AS f, asked_window AS w
    WHERE f.start_date <= w.until AND (f.end_date IS NULL OR GREATEST(f.start_date, f.end_date) >= w.first_day)
) AS e LEFT JOIN (
    SELECT * FROM core_placement QUALIFY ROW_NUMBER() OVER (PARTITION BY person_id, start_date ORDER BY occurrence) = 1
) AS p ON p.person_id = e.person_id AND p.start_date = e.placement_start
ORDER BY e.person_id, e.start_date, e.occurrence
