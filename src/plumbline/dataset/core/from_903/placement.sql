-- The last episode of a placement says how it ended, and what is known of the place.
SELECT council, "CHILD" AS person_id, placement_start AS start_date, "DEC" AS end_date, "PLACE" AS type,
    "PLACE_PROVIDER" AS provider, "PL_POST" AS postcode, "URN" AS urn, "REASON_PLACE_CHANGE" AS change_reason,
    seen_as_at, position
FROM latest_episodes
WHERE ends_placement
