-- Who of the other window first saw a message, for the sender (R-040). Seeing is no act on the case.
create table window_message_reads (
  case_id uuid not null references cases (id),
  request_id uuid not null,
  part text not null check (part in ('question', 'answer')),
  staff_id uuid not null references staff_accounts (id),
  read_at timestamptz not null,
  primary key (case_id, request_id, part)
);
comment on table window_message_reads is 'First sight of a question, note or answer by the window it is addressed to; never stops a clock (R-154).';
call make_append_only('window_message_reads');

-- What windows owe each other is few among all duties; the alert of a desk reads only these, the earliest first.
create index case_duties_answers on case_duties (due_at, case_id) where rule = 'homeAnswer';
