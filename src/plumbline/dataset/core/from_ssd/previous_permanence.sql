SELECT council, lapp_person_id AS person_id, lapp_previous_permanence_option AS kind, lapp_previous_permanence_la AS authority,
    lapp_previous_permanence_order_date AS order_date,
    CASE WHEN NOT ENDS_WITH(lapp_previous_permanence_order_date, 'ZZZZ') THEN resolved_lapp_previous_permanence_order_date END AS resolved_date,
    CASE WHEN resolved_lapp_previous_permanence_order_date IS NULL OR ENDS_WITH(lapp_previous_permanence_order_date, 'ZZZZ') THEN NULL
        WHEN CONTAINS(lapp_previous_permanence_order_date, '/ZZ/') THEN 'year'
        WHEN STARTS_WITH(lapp_previous_permanence_order_date, 'ZZ/') THEN 'month' ELSE 'day' END AS resolved_date_precision,
    seen_as_at, position
FROM received_ssd_cla_previous_permanence
