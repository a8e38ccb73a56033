-- The legal status and the home address are those in force: of several that are, the one that began last. A status that is no code of a
-- child in care is left alone, such as a supervision order, but for one of a letter and a figure: that is a code, if a wrong one. One that
-- ends before it starts is in force on its first day.
WITH started AS (
    SELECT *, COALESCE(clae_entered_care_date, TRY_CAST(clae_cla_id AS DATE)) AS period_start FROM received_ssd_cla_episodes
), in_care AS (
    SELECT council, lega_person_id, lega_legal_status, lega_legal_status_start_date AS since,
        GREATEST(lega_legal_status_start_date, COALESCE(lega_legal_status_end_date, DATE '9999-12-31')) AS until
    FROM received_ssd_legal_status
    WHERE lega_legal_status IN (FROM looked_after_statuses) OR REGEXP_FULL_MATCH(lega_legal_status, '[A-Z][0-9]')
), statuses AS (
    SELECT e.council, e.position, ARG_MAX(s.lega_legal_status, (s.since, s.until, s.lega_legal_status)) AS legal_status
    FROM started AS e JOIN in_care AS s ON e.council = s.council AND e.clae_person_id = s.lega_person_id
        AND e.clae_cla_episode_start_date BETWEEN s.since AND s.until
    GROUP BY 1, 2
), homes AS (
    SELECT e.council, e.position, ARG_MAX(a.addr_address_postcode,
        (a.addr_address_type IS NOT DISTINCT FROM 'home', a.addr_address_start_date, a.addr_address_postcode)) AS home_postcode
    FROM started AS e JOIN received_ssd_address AS a ON e.council = a.council AND e.clae_person_id = a.addr_person_id
        AND e.period_start BETWEEN a.addr_address_start_date AND COALESCE(a.addr_address_end_date, DATE '9999-12-31')
    WHERE a.addr_address_type IS DISTINCT FROM 'placement'
    GROUP BY 1, 2
)
SELECT e.council, e.clae_person_id AS person_id, e.clae_cla_episode_start_date AS start_date,
    e.clae_cla_episode_start_reason AS start_reason, e.clae_cla_episode_ceased_date AS end_date,
    e.clae_cla_episode_ceased_reason AS end_reason, e.clae_cla_primary_need_code AS need, s.legal_status,
    TRY_CAST(e.clae_cla_placement_id AS DATE) AS placement_start, e.period_start, h.home_postcode,
    e.clae_cla_last_iro_contact_date AS iro_contact_date, e.seen_as_at, e.position
FROM started AS e LEFT JOIN statuses AS s ON e.council = s.council AND e.position = s.position
    LEFT JOIN homes AS h ON e.council = h.council AND e.position = h.position
WHERE e.clae_cla_episode_start_date IS NOT NULL
