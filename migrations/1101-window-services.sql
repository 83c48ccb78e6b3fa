-- What a window offers beyond the usual: 一窗通办专窗, 绿色通道 (川办发〔2020〕67号第三条, R-035).
create table window_services (
  id bigint generated always as identity primary key,
  window_id uuid not null references windows (id),
  service text not null check (service in ('oneWindow', 'greenChannel')),
  offered boolean not null,
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null
);
comment on table window_services is 'Marks of windows: the last row of a window and service holds; without one it is not offered.';
create index window_services_of on window_services (window_id, id desc);
call make_append_only('window_services');
