-- A call that a window owes goes over with the window (R-037); where the other one owes the same call, the two become one.
alter table phone_tasks drop constraint phone_tasks_closure_check;
alter table phone_tasks add constraint phone_tasks_closure_check
  check (closure in ('called', 'recordedOnCase', 'delivered', 'joined'));
