SELECT council, "CHILD" AS person_id, status_start AS start_date, "LS" AS status, "DEC" AS end_date,
    seen_as_at, position
FROM latest_episodes
WHERE ends_status
