SELECT r.person_id AS "CHILD", p.birth_date AS "DOB", r.review_date AS "REVIEW", r.participation AS "REVIEW_CODE"
FROM core_review AS r CROSS JOIN asked_window AS w LEFT JOIN core_person AS p ON p.person_id = r.person_id
WHERE r.review_date BETWEEN w.first_day AND w.until AND r.cancelled IS NOT TRUE
    AND r.person_id IN (SELECT person_id FROM windows_children)
ORDER BY r.person_id, r.review_date, r.occurrence
