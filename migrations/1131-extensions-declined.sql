-- A partner may decline a point-to-point extension, with a reason; who proposed it may take it back (R-018).
alter table extensions
  drop constraint extensions_state_check,
  add constraint extensions_state_check check (state in ('proposed', 'published', 'withdrawn', 'declined')),
  add column ended_at timestamptz,
  add column ended_by_name text,
  add column end_reason text,
  add constraint extensions_declined_with_reason check (state <> 'declined' or end_reason <> '');
comment on column extensions.ended_at is 'When it was taken back or declined.';
comment on column extensions.end_reason is 'Why a partner declined it.';
