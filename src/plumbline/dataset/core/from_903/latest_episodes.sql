-- The latest row of each episode, with what it begins and what it ends (core_tables.md, section 7, rules 1 to 4).
WITH following AS (
    SELECT *,
        COALESCE("RNE" = 'S', FALSE) OR LAG("DEC") OVER child IS DISTINCT FROM "DECOM" AS begins_period,
        LAG("LS") OVER child IS DISTINCT FROM "LS" AS changes_status
    FROM latest_903_episodes
    WINDOW child AS (PARTITION BY council, "CHILD" ORDER BY "DECOM", position)
), marked AS (
    SELECT *,
        begins_period OR COALESCE("RNE" IN ('P', 'B', 'T', 'U'), FALSE) AS begins_placement,
        begins_period OR changes_status AS begins_status,
        begins_period OR "HOME_POST" IS DISTINCT FROM LAG("HOME_POST") OVER child AS begins_address
    FROM following
    WINDOW child AS (PARTITION BY council, "CHILD" ORDER BY "DECOM", position)
)
SELECT *,
    MAX("DECOM") FILTER (begins_period) OVER child AS period_start,
    MAX("DECOM") FILTER (begins_placement) OVER child AS placement_start,
    MAX("DECOM") FILTER (begins_status) OVER child AS status_start,
    COALESCE(LEAD(begins_period) OVER child, TRUE) AS ends_period,
    COALESCE(LEAD(begins_placement) OVER child, TRUE) AS ends_placement,
    COALESCE(LEAD(begins_status) OVER child, TRUE) AS ends_status
FROM marked
WINDOW child AS (PARTITION BY council, "CHILD" ORDER BY "DECOM", position)
