-- What the first sweep of a start looks at: due times that were provisional when they were computed (OP-93).
create index case_duties_provisional on case_duties (due_at, case_id, rule) where fires and provisional;
