-- The last episode of a period says how it ended.
SELECT council, "CHILD" AS person_id, period_start AS start_date, "DEC" AS end_date, "REC" AS end_reason, "CIN" AS need,
    seen_as_at, position
FROM latest_episodes
WHERE ends_period
