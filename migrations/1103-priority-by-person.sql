-- The priority cases of one person, read in order as those of a window are (1100).
create index case_parties_priority_taken on case_parties (taken_by, sort_at, case_id)
  where taken_by is not null and is_open and priority;
create index case_parties_priority_handled on case_parties (handler_id, coalesce(approver_sort_at, sort_at), case_id)
  where handler_id is not null and is_open and priority;
