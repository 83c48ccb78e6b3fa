-- Reminders go to somebody by name where a duty is in one person's hands, and come from no entry of the feed (R-094).
alter table notices add column staff_id uuid, alter column feed_no drop not null;
alter table notices drop constraint notices_feed_no_kind_role_window_id_region_code_key;
create unique index notices_once on notices (feed_no, kind, role, window_id, region_code) nulls not distinct where feed_no is not null;
create index notices_staff on notices (staff_id, id desc) where staff_id is not null;
