SELECT council, "CHILD" AS person_id, "PREV_PERM" AS kind, "LA_PERM" AS authority, "text_DATE_PERM" AS order_date,
    CASE WHEN NOT ENDS_WITH("text_DATE_PERM", 'ZZZZ') THEN "resolved_DATE_PERM" END AS resolved_date,
    CASE WHEN ENDS_WITH("text_DATE_PERM", 'ZZZZ') THEN NULL WHEN CONTAINS("text_DATE_PERM", '/ZZ/') THEN 'year'
        WHEN STARTS_WITH("text_DATE_PERM", 'ZZ/') THEN 'month' WHEN "DATE_PERM" IS NOT NULL THEN 'day' END AS resolved_date_precision,
    seen_as_at, position
FROM latest_903_prev_perm
