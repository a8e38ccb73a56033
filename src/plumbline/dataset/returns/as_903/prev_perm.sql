-- Of children whose time in care began in the window.
SELECT v.person_id AS "CHILD", p.birth_date AS "DOB", v.kind AS "PREV_PERM", v.authority AS "LA_PERM",
    COALESCE(strftime(TRY_CAST(v.order_date AS DATE), '%d/%m/%Y'), v.order_date) AS "DATE_PERM"
FROM core_previous_permanence AS v LEFT JOIN core_person AS p ON p.person_id = v.person_id
WHERE v.person_id IN (
    SELECT e.person_id FROM core_period AS e, asked_window AS w WHERE e.start_date BETWEEN w.first_day AND w.until
)
QUALIFY ROW_NUMBER() OVER (PARTITION BY v.person_id ORDER BY v.resolved_date DESC NULLS LAST, v.occurrence) = 1
ORDER BY v.person_id
