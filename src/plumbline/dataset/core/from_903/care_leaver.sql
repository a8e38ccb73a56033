-- ACCOM is a letter for the kind of accommodation and 1 or 2 for whether it is suitable.
SELECT council, "CHILD" AS person_id, "IN_TOUCH" AS in_touch, "ACTIV" AS activity, NULLIF(LEFT("ACCOM", 1), '') AS accommodation,
    CASE RIGHT("ACCOM", 1) WHEN '1' THEN TRUE WHEN '2' THEN FALSE END AS suitable,
    year AS reported_year, seen_as_at, position
FROM latest_903_oc3
