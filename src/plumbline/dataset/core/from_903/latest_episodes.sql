-- The latest row of each episode, with what it begins and what it ends (core_tables.md, section 7, rules 1 to 4).
-- What the row before says is named was_, what the row after says next_.
WITH beside AS (
    SELECT council, "CHILD", "DECOM", "RNE", "DEC", "REC", "CIN", "LS", "PLACE", "PLACE_PROVIDER", "REASON_PLACE_CHANGE",
        "HOME_POST", "PL_POST", "URN", seen_as_at, position,
        LAG("DEC") OVER child AS was_dec, LAG("LS") OVER child AS was_ls, LAG("HOME_POST") OVER child AS was_home,
        LEAD("DECOM") OVER child AS next_decom, LEAD("RNE") OVER child AS next_rne, LEAD("LS") OVER child AS next_ls
    FROM latest_903_episodes
    WINDOW child AS (PARTITION BY council, "CHILD" ORDER BY "DECOM", position)
), marked AS (
    SELECT *,
        COALESCE("RNE" = 'S', FALSE) OR was_dec IS DISTINCT FROM "DECOM" AS begins_period,
        COALESCE(next_rne = 'S', FALSE) OR "DEC" IS DISTINCT FROM next_decom OR next_decom IS NULL AS ends_period
    FROM beside
), begun AS (
    SELECT *,
        begins_period OR COALESCE("RNE" IN ('P', 'B', 'T', 'U'), FALSE) AS begins_placement,
        begins_period OR was_ls IS DISTINCT FROM "LS" AS begins_status,
        begins_period OR was_home IS DISTINCT FROM "HOME_POST" AS begins_address,
        ends_period OR COALESCE(next_rne IN ('P', 'B', 'T', 'U'), FALSE) AS ends_placement,
        ends_period OR next_ls IS DISTINCT FROM "LS" AS ends_status
    FROM marked
)
SELECT * EXCLUDE (was_dec, was_ls, was_home, next_decom, next_rne, next_ls),
    MAX("DECOM") FILTER (begins_period) OVER child AS period_start,
    MAX("DECOM") FILTER (begins_placement) OVER child AS placement_start,
    MAX("DECOM") FILTER (begins_status) OVER child AS status_start
FROM begun
WINDOW child AS (PARTITION BY council, "CHILD" ORDER BY "DECOM", position)
