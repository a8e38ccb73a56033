SELECT council, "CHILD" AS person_id, "DECOM" AS start_date, "RNE" AS start_reason, "DEC" AS end_date, "REC" AS end_reason,
    "CIN" AS need, "LS" AS legal_status, placement_start, period_start, "HOME_POST" AS home_postcode,
    seen_as_at, position
FROM latest_episodes
