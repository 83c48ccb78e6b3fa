-- Cases of the green channel (绿色通道, R-035) stand on top of the work lists; their due times stay what they are.
alter table case_parties add column priority boolean not null default false;
comment on column case_parties.priority is 'The case goes before others (R-035): 待我办, 本窗口收件 and 本窗口属地办理 show these first, each group in the order of what is due (docs/decisions/0009).';
-- The upper part of each of these lists; few rows, so that the lists read as much as before.
create index case_parties_priority_open on case_parties (window_id, side, sort_at, case_id) where is_open and priority;
create index case_parties_priority_state on case_parties (window_id, side, state, sort_at, case_id) where priority;
create index case_parties_priority_window_turn on case_parties (window_id, window_sort_at, case_id) where window_sort_at is not null and priority;
create index case_parties_priority_approver_turn on case_parties (region_code, approver_sort_at, case_id) where approver_sort_at is not null and priority;
-- Share of priority cases among those of a home window in a period; those of an intake window are counted by cases_submitted.
create index cases_submitted_home on cases (home_window, submitted_at) where submitted_at is not null;
