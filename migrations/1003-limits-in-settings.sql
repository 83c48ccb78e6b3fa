-- Limits for answers are settings now (R-249); what was set stays in force from the day after it was set.
insert into setting_changes (id, setting, scope_kind, scope_code, value, valid_from, reason, proposed_by,
    proposed_by_name, proposed_at)
  select gen_random_uuid(), kind, 'all', '', to_jsonb(amount::float8), day, '此前设定的时限', set_by, set_by_name, valid_from
  from (
    select distinct on (kind, (valid_from at time zone 'Asia/Shanghai')::date)
      kind, amount, set_by, set_by_name, valid_from, (valid_from at time zone 'Asia/Shanghai')::date + 1 as day
    from response_limits
    order by kind, (valid_from at time zone 'Asia/Shanghai')::date, valid_from desc
  ) as kept;
insert into setting_decisions (change_id, approved, decided_by, decided_by_name, decided_at)
  select id, true, proposed_by, proposed_by_name, proposed_at from setting_changes where reason = '此前设定的时限';
drop table response_limits;
