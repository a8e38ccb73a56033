-- Some systems keep the return's whole code, a letter and a digit, as the accommodation.
SELECT council, clea_person_id AS person_id, clea_care_leaver_latest_contact AS contact_date, clea_care_leaver_in_touch AS in_touch,
    clea_care_leaver_activity AS activity, REGEXP_REPLACE(clea_care_leaver_accommodation, '^([A-Z])[12]$', '\1') AS accommodation,
    CASE COALESCE(clea_care_leaver_accom_suitable, REGEXP_EXTRACT(clea_care_leaver_accommodation, '^[A-Z]([12])$', 1))
        WHEN '1' THEN TRUE WHEN 'Y' THEN TRUE WHEN 'YES' THEN TRUE WHEN 'SUITABLE' THEN TRUE
        WHEN '2' THEN FALSE WHEN 'N' THEN FALSE WHEN 'NO' THEN FALSE WHEN 'UNSUITABLE' THEN FALSE END AS suitable,
    clea_care_leaver_eligibility AS eligibility, clea_pathway_plan_review_date AS plan_review_date, seen_as_at, position
FROM received_ssd_care_leavers
