-- What was delivered long ago is taken away, oldest first.
create index outbox_done on outbox (topic, ended_at) where state = 'done';
