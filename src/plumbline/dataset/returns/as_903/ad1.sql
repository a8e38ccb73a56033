-- Of children who were adopted in the window, the latest decision; one that was reversed did not lead to it.
SELECT a.person_id AS "CHILD", p.birth_date AS "DOB", a.decision_date AS "DATE_INT", a.matched_date AS "DATE_MATCH",
    CASE a.by_carer WHEN TRUE THEN '1' WHEN FALSE THEN '0' END AS "FOSTER_CARE", a.adopters_number AS "NB_ADOPTR",
    a.adopters_sex AS "SEX_ADOPTR", a.adopters_status AS "LS_ADOPTR"
FROM core_adoption AS a LEFT JOIN core_person AS p ON p.person_id = a.person_id
WHERE a.person_id IN (
    SELECT e.person_id FROM core_episode AS e, asked_window AS w
    WHERE e.end_reason IN ('E11', 'E12') AND e.end_date BETWEEN w.first_day AND w.until
)
QUALIFY ROW_NUMBER() OVER (PARTITION BY a.person_id ORDER BY a.ended_date IS NOT NULL, a.decision_date DESC NULLS LAST, a.occurrence) = 1
ORDER BY a.person_id
