-- Of children in care all through the window, each item asked of the ages that the guide asks it of. An extract's row says yes; none
-- says nothing. One without a day, as some systems have of immunisations, is the latest, so of the window that the extract's day is in.
WITH asked AS (
    SELECT c.person_id, p.birth_date,
        p.birth_date + to_years(4) <= w.year_end AND p.birth_date + to_years(17) >= w.first_day AS asked_sdq,
        p.birth_date + to_years(10) <= w.year_end AS asked_conviction,
        p.birth_date + to_years(5) > w.year_end AS asked_check
    FROM windows_children AS c CROSS JOIN asked_window AS w LEFT JOIN core_person AS p ON p.person_id = c.person_id
    WHERE c.all_year
), answers AS (
    SELECT h.person_id, h.kind, CASE h.status WHEN 'completed' THEN '1' ELSE '0' END AS answer
    FROM core_health_check AS h, asked_window AS w
    WHERE h.status IN ('completed', 'not_completed') AND (
        h.reported_year = w.year OR h.check_date BETWEEN w.first_day AND w.until
        OR (h.reported_year IS NULL AND h.check_date IS NULL AND w.until > w.year_end)
    )
    QUALIFY ROW_NUMBER() OVER (PARTITION BY h.person_id, h.kind ORDER BY h.check_date DESC NULLS LAST, h.occurrence) = 1
), checks AS (
    SELECT person_id, MAX(answer) FILTER (kind = 'health_check') AS health_check, MAX(answer) FILTER (kind = 'immunisations') AS immunisations,
        MAX(answer) FILTER (kind = 'teeth') AS teeth, MAX(answer) FILTER (kind = 'assessment') AS assessment
    FROM answers
    GROUP BY person_id
), scores AS (
    SELECT s.person_id, s.score, s.reason
    FROM core_sdq AS s, asked_window AS w
    WHERE s.reported_year = w.year OR s.completed_date BETWEEN w.first_day AND w.until
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY s.person_id ORDER BY s.score IS NULL, s.completed_date DESC NULLS LAST, s.occurrence) = 1
), misuse AS (
    SELECT s.person_id, BOOL_OR(s.identified) AS identified, BOOL_OR(s.received) AS received, BOOL_OR(s.offered) AS offered
    FROM core_substance_misuse AS s, asked_window AS w
    WHERE s.reported_year = w.year OR s.date BETWEEN w.first_day AND w.until
    GROUP BY s.person_id
), convicted AS (
    SELECT DISTINCT c.person_id FROM core_conviction AS c, asked_window AS w
    WHERE c.reported_year = w.year OR c.date BETWEEN w.first_day AND w.until
)
SELECT a.person_id AS "CHILD", a.birth_date AS "DOB",
    IF(asked_sdq, CAST(CAST(s.score AS BIGINT) AS VARCHAR), NULL) AS "SDQ_SCORE",
    IF(asked_sdq AND s.score IS NULL, s.reason, NULL) AS "SDQ_REASON",
    IF(asked_conviction AND v.person_id IS NOT NULL, '1', NULL) AS "CONVICTED",
    IF(asked_check, c.health_check, NULL) AS "HEALTH_CHECK", c.immunisations AS "IMMUNISATIONS", c.teeth AS "TEETH_CHECK",
    c.assessment AS "HEALTH_ASSESSMENT",
    CASE m.identified WHEN TRUE THEN '1' WHEN FALSE THEN '0' END AS "SUBSTANCE_MISUSE",
    CASE m.received WHEN TRUE THEN '1' WHEN FALSE THEN '0' END AS "INTERVENTION_RECEIVED",
    CASE m.offered WHEN TRUE THEN '1' WHEN FALSE THEN '0' END AS "INTERVENTION_OFFERED"
FROM asked AS a LEFT JOIN checks AS c ON c.person_id = a.person_id LEFT JOIN scores AS s ON s.person_id = a.person_id
    LEFT JOIN misuse AS m ON m.person_id = a.person_id LEFT JOIN convicted AS v ON v.person_id = a.person_id
ORDER BY a.person_id
