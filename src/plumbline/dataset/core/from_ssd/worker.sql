-- Of all who work with a child only the social worker.
SELECT council, invo_person_id AS person_id, invo_professional_id AS worker_id, invo_involvement_start_date AS start_date,
    invo_involvement_end_date AS end_date, invo_worker_change_reason AS change_reason, invo_professional_team AS team,
    seen_as_at, position
FROM received_ssd_involvements
WHERE invo_professional_role_id = 'CW'
