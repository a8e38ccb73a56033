-- Every person in any table; the person's own row says who it is.
SELECT e.council, e.person_id, p.pers_dob AS birth_date,
    CASE p.pers_sex WHEN '1' THEN 'M' WHEN '2' THEN 'F' ELSE p.pers_sex END AS sex, p.pers_gender AS gender,
    p.pers_ethnicity AS ethnicity, COALESCE(p.pers_upn, p.pers_upn_unknown) AS upn, p.pers_expected_dob AS expected_birth_date,
    p.pers_death_date AS death_date, p.pers_is_mother AS is_mother, p.pers_nationality AS nationality, p.pers_legacy_id AS legacy_id,
    p.pers_single_unique_id AS single_id, p.pers_send_flag AS send_flag, e.seen_as_at, COALESCE(p.position, 0) AS position
FROM every_person_ssd AS e LEFT JOIN received_ssd_person AS p ON e.council = p.council AND e.person_id = p.pers_person_id
