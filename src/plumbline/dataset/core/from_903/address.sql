-- A return says where home was with each episode; a change within a period is another address.
SELECT council, "CHILD" AS person_id, 'home' AS kind, "DECOM" AS start_date, "HOME_POST" AS postcode,
    seen_as_at, position
FROM latest_episodes
WHERE begins_address AND "HOME_POST" IS NOT NULL
