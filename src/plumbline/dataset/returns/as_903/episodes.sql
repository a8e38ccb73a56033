-- An end after the window was not known in it. The reason for a change of placement stands with the episode that the change ends.
SELECT e.person_id AS "CHILD", e.start_date AS "DECOM", e.start_reason AS "RNE", e.legal_status AS "LS", e.need AS "CIN",
    p.type AS "PLACE", p.provider AS "PLACE_PROVIDER", IF(ended, e.end_date, NULL) AS "DEC", IF(ended, e.end_reason, NULL) AS "REC",
    IF(ended AND p.end_date = e.end_date, p.change_reason, NULL) AS "REASON_PLACE_CHANGE",
    e.home_postcode AS "HOME_POST", p.postcode AS "PL_POST", p.urn AS "URN"
FROM (
    SELECT f.*, COALESCE(f.end_date <= w.until, FALSE) AS ended
    FROM core_episode AS f, asked_window AS w
    WHERE f.start_date <= w.until AND (f.end_date IS NULL OR f.end_date >= w.first_day)
) AS e LEFT JOIN (
    SELECT * FROM core_placement QUALIFY ROW_NUMBER() OVER (PARTITION BY person_id, start_date ORDER BY occurrence) = 1
) AS p ON p.person_id = e.person_id AND p.start_date = e.placement_start
ORDER BY e.person_id, e.start_date, e.occurrence
