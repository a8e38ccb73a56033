-- The episodes that have one number of a period, which is by now the first one's day; the last of them says how it ended.
WITH started AS (
    SELECT *, COALESCE(TRY_CAST(clae_cla_id AS DATE), clae_entered_care_date) AS of_period FROM received_ssd_cla_episodes
    WHERE clae_cla_episode_start_date IS NOT NULL
), latest AS (
    SELECT *, ROW_NUMBER() OVER (
        PARTITION BY council, clae_person_id, of_period
        ORDER BY clae_cla_episode_start_date DESC, clae_cla_episode_ceased_date DESC NULLS FIRST, clae_cla_episode_ceased_reason
    ) AS from_last
    FROM started
    WHERE of_period IS NOT NULL
)
SELECT council, clae_person_id AS person_id, COALESCE(clae_entered_care_date, of_period) AS start_date,
    clae_cla_episode_ceased_date AS end_date, clae_cla_episode_ceased_reason AS end_reason, clae_cla_primary_need_code AS need,
    seen_as_at, position
FROM latest
WHERE from_last = 1
