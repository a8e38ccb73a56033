-- Five questions of a draft, each a row; who was not asked has no answer.
SELECT council, 'SSD' AS survey, question, voch_person_id AS respondent, CASE WHEN answer THEN 'yes' ELSE 'no' END AS answer,
    'yes, no' AS scale, seen_as_at, position
FROM (
    UNPIVOT (FROM received_ssd_voice_of_child)
    ON voch_explained_worries, voch_story_help_understand, voch_agree_worker, voch_plan_safe, voch_tablet_help_explain
    INTO NAME question VALUE answer
)
