-- Who is asked after as a care leaver: of the 17th to 21st birthdays the one in the window, if the young person was then out of care.
WITH birthdays AS (
    SELECT p.person_id, p.birth_date, CAST(p.birth_date + to_years(CAST(age AS INTEGER)) AS DATE) AS birthday
    FROM core_person AS p, asked_window AS w, range(17, 22) AS ages(age)
    WHERE birthday BETWEEN w.first_day AND w.last_day
)
SELECT b.person_id, b.birth_date, c.in_touch, c.activity, c.accommodation, c.suitable
FROM birthdays AS b JOIN core_care_leaver AS c ON c.person_id = b.person_id CROSS JOIN asked_window AS w
WHERE (c.reported_year = w.year OR c.contact_date BETWEEN w.first_day AND w.until)
    AND NOT EXISTS (
        FROM core_episode AS e
        WHERE e.person_id = b.person_id AND e.start_date <= b.birthday AND (e.end_date IS NULL OR e.end_date > b.birthday)
    )
QUALIFY ROW_NUMBER() OVER (PARTITION BY b.person_id ORDER BY c.contact_date DESC NULLS LAST, c.occurrence) = 1
