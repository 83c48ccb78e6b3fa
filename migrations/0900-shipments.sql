-- Parcels with carriers (R-184 to R-189).
create table shipments (
  case_id uuid not null references cases (id),
  waybill text not null,
  business_number text not null,
  purpose text not null,
  carrier text not null,
  from_side text not null check (from_side in ('intake', 'home', 'applicant')),
  to_side text not null check (to_side in ('intake', 'home', 'applicant')),
  from_window uuid,
  to_window uuid,
  from_region text not null,
  to_region text not null,
  state text not null check (state in ('created', 'collected', 'inTransit', 'deliveryFailed', 'delivered', 'confirmed', 'returned', 'lost', 'cancelled')),
  trouble text check (trouble in ('silent', 'lost', 'returned', 'notReceived')),
  registered_at timestamptz not null,
  collected_at timestamptz,
  moved_at timestamptz,
  failed_at timestamptz,
  delivered_at timestamptz,
  confirmed_at timestamptz,
  returned_at timestamptz,
  lost_at timestamptz,
  cancelled_at timestamptz,
  case_version integer not null,
  ask_at timestamptz,
  primary key (case_id, waybill)
);
comment on table shipments is 'Parcels of all cases as the lists, reports and figures need them; made from the feed of events, and made again from the cases at any time.';
comment on column shipments.from_region is 'Region of the window that sends; where the applicant sends it or gets it the intake window''s, near which the applicant is.';
comment on column shipments.trouble is 'Kind of the open incident, where one is open.';
comment on column shipments.case_version is 'Version of the case it was taken from; an older one never overwrites a newer.';
comment on column shipments.ask_at is 'When the carrier is next asked for its track; null where nothing more is expected.';
create index shipments_outgoing on shipments (from_window, registered_at desc, case_id, waybill);
create index shipments_incoming on shipments (to_window, registered_at desc, case_id, waybill);
create index shipments_from_region on shipments (from_region, registered_at desc, case_id, waybill);
create index shipments_to_region on shipments (to_region, registered_at desc, case_id, waybill);
create index shipments_trouble on shipments (from_region, registered_at desc) where trouble is not null;
create index shipments_waybill on shipments (waybill);
create index shipments_ask on shipments (ask_at) where ask_at is not null;

create table shipment_orders (
  id uuid primary key,
  number text not null unique,
  case_id uuid not null references cases (id),
  side text not null check (side in ('intake', 'home')),
  window_id uuid not null,
  region_code text not null,
  command text not null,
  input bytea not null,
  contents text not null,
  payer text not null,
  payer_region text,
  weight_grams integer not null check (weight_grams between 1 and 30000),
  state text not null check (state in ('queued', 'numbered', 'dispatched', 'failed', 'cancelled')),
  waybill text,
  carrier text not null,
  by_hand boolean not null default false,
  routing text not null default '',
  fee_fen integer check (fee_fen >= 0),
  attempts integer not null default 0,
  last_error text,
  ordered_by uuid not null,
  ordered_at timestamptz not null,
  request_key text not null,
  request_digest text not null,
  numbered_at timestamptz,
  label_printed_at timestamptz,
  unique (ordered_by, request_key)
);
comment on table shipment_orders is 'Parcels ordered with the carrier (R-184); the waybill leads to the command on the case that registers the parcel.';
comment on column shipment_orders.input is 'What the command will be given beside the waybill, sealed under the key of the case.';
comment on column shipment_orders.state is 'queued: the carrier has not answered, asked again by the outbox; numbered: has a waybill, the case does not know yet; dispatched: the case has the parcel.';
comment on column shipment_orders.by_hand is 'The clerk typed a waybill instead of waiting for the carrier.';
create index shipment_orders_case on shipment_orders (case_id, ordered_at);
create index shipment_orders_open on shipment_orders (window_id, ordered_at) where state in ('queued', 'numbered', 'failed');
create index shipment_orders_waybill on shipment_orders (waybill) where waybill is not null;

create table carrier_events (
  id bigint generated always as identity primary key,
  carrier text not null,
  carrier_event_id text not null,
  waybill text not null,
  kind text not null check (kind in ('collected', 'inTransit', 'outForDelivery', 'deliveryFailed', 'delivered', 'returned', 'lost')),
  occurred_at timestamptz not null,
  place text not null,
  region text,
  source text not null check (source in ('push', 'poll')),
  received_at timestamptz not null,
  unique (carrier, carrier_event_id)
);
comment on table carrier_events is 'Every word of a carrier about a parcel, as it came and once (R-185).';
comment on column carrier_events.carrier_event_id is 'The carrier''s own number of the event, by which a repeated one is known.';
create index carrier_events_waybill on carrier_events (waybill, occurred_at, id);
call make_append_only('carrier_events');

create table carrier_event_work (
  event_id bigint primary key references carrier_events (id),
  waybill text not null,
  state text not null check (state in ('waiting', 'applied', 'known', 'kept', 'aside', 'settled')),
  case_id uuid,
  trouble text check (trouble in ('wrongPlace', 'wrongTime', 'unknownWaybill')),
  reason text,
  next_at timestamptz not null,
  attempts integer not null default 0,
  region text,
  changed_at timestamptz not null
);
comment on table carrier_event_work is 'What became of each event of a carrier: carried into its case, known before, kept beside a case that takes no more, or set aside for an unknown waybill.';
create index carrier_event_work_waiting on carrier_event_work (next_at, event_id) where state = 'waiting';
create index carrier_event_work_aside on carrier_event_work (waybill) where state = 'aside';
create index carrier_event_work_trouble on carrier_event_work (event_id desc) where trouble is not null and state <> 'settled';
create index carrier_event_work_case on carrier_event_work (case_id) where trouble is not null;

create table carrier_nonces (
  nonce text primary key,
  seen_at timestamptz not null
);
comment on table carrier_nonces is 'Numbers of the carrier''s messages within the time in which they are taken, so that none is taken twice.';
create index carrier_nonces_age on carrier_nonces (seen_at);

create table unassigned_parcels (
  id uuid primary key,
  window_id uuid not null,
  region_code text not null,
  waybill text not null,
  carrier text not null,
  noted bytea not null,
  arrived_at timestamptz not null,
  collected_at timestamptz,
  registered_by uuid not null,
  registered_at timestamptz not null,
  state text not null check (state in ('open', 'linked', 'returned')),
  case_id uuid references cases (id),
  outcome text,
  return_waybill text,
  settled_by uuid,
  settled_at timestamptz
);
comment on table unassigned_parcels is '未认领邮件: parcels that arrived at a window without a case number, until a clerk links them to a case or returns them (R-187).';
comment on column unassigned_parcels.noted is 'Sender and what is in it as the clerk wrote it down, sealed under the keyring.';
create unique index unassigned_parcels_once on unassigned_parcels (window_id, waybill) where state = 'open';
create index unassigned_parcels_open on unassigned_parcels (window_id, arrived_at, id) where state = 'open';
create index unassigned_parcels_region on unassigned_parcels (region_code, arrived_at, id) where state = 'open';
create index unassigned_parcels_case on unassigned_parcels (case_id) where case_id is not null;

create table parcel_fees (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases (id),
  waybill text not null,
  weight_grams integer not null check (weight_grams between 1 and 30000),
  fee_fen integer not null check (fee_fen between 0 and 1000000),
  payer text not null check (payer in ('government', 'applicant')),
  payer_region text,
  sent_at timestamptz not null,
  source text not null check (source in ('carrier', 'clerk')),
  recorded_by uuid,
  recorded_at timestamptz not null,
  check ((payer = 'government') = (payer_region is not null))
);
comment on table parcel_fees is 'Fee of a parcel in fen with weight and payer; the last entry of a parcel counts, the earlier ones stay (R-188).';
comment on column parcel_fees.payer_region is 'Region whose government pays; null where the applicant does.';
comment on column parcel_fees.sent_at is 'When the parcel was registered; its month is that of the report.';
create index parcel_fees_parcel on parcel_fees (case_id, waybill, id desc);
create index parcel_fees_month on parcel_fees (sent_at, id);
call make_append_only('parcel_fees');

create table postal_counters (
  window_id uuid primary key,
  counter text not null,
  collections text[] not null,
  equipment text[] not null,
  government_pays boolean not null default false,
  changed_by uuid,
  changed_at timestamptz not null
);
comment on table postal_counters is 'Postal service of a hall: counter, collection times, equipment (规程第十二条, R-186), and whether its region pays what the applicant else would (OP-29).';

create table hand_over_signatures (
  list_id uuid primary key references hand_over_lists (id),
  collector text not null,
  signed_at timestamptz not null,
  left_behind text[] not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
comment on table hand_over_signatures is 'The carrier''s signature on a hand-over list: its time is the collection of the parcels on it (R-186, OP-07).';
call make_append_only('hand_over_signatures');
