create extension if not exists pg_trgm;

-- The application works under this role: it reads and adds everywhere, changes only what is granted.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tongban_app') then
    create role tongban_app nologin;
  end if;
exception when duplicate_object or unique_violation then
  null;
end $$;
do $$ begin execute format('grant tongban_app to %I', current_user); exception when others then null; end $$;
grant usage on schema public to tongban_app;
alter default privileges in schema public grant select, insert, update, delete on tables to tongban_app;
alter default privileges in schema public grant usage, select on sequences to tongban_app;

-- Makes a table append-only: for records that prove what happened.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;
comment on function refuse_change() is 'Trigger of append-only tables: refuses UPDATE, DELETE and TRUNCATE.';

create procedure make_append_only(target regclass) language plpgsql as $$
begin
  execute format('create trigger append_only_row before update or delete on %s for each row execute function refuse_change()', target);
  execute format('create trigger append_only_all before truncate on %s for each statement execute function refuse_change()', target);
  execute format('revoke update, delete, truncate on %s from tongban_app', target);
end $$;
comment on procedure make_append_only(regclass) is 'Closes a table against any change of what was written.';

create table settings_of_system (
  key text primary key,
  value jsonb not null
);
comment on table settings_of_system is 'Single values the system keeps about itself, such as the demo clock.';
