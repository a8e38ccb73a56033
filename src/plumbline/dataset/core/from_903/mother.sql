SELECT council, "CHILD" AS person_id, "MC_DOB" AS child_birth_date, seen_as_at, position
FROM latest_903_header
WHERE "MC_DOB" IS NOT NULL
