-- Every child in any table, with the day of the latest return that has the child.
SELECT council, "CHILD" AS person_id, MAX(seen_as_at) AS seen_as_at, ARG_MAX("DOB", (year, "DOB")) AS birth_date
FROM every_child_903
GROUP BY council, "CHILD"
