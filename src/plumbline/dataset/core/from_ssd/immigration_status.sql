-- Seeking asylum alone is told by the words of the status.
SELECT council, immi_person_id AS person_id, immi_immigration_status_start_date AS start_date,
    CASE WHEN REGEXP_MATCHES(immi_immigration_status, 'UASC|UNACCOMPANIED') THEN 'UASC' ELSE immi_immigration_status END AS status,
    immi_immigration_status_end_date AS end_date, seen_as_at, position
FROM received_ssd_immigration_status
