-- What a home region last answered for an item without a published standard is found in the log itself, and offered to
-- the next case of the same item and region (R-061).
create index case_events_given on case_events ((data->>'optionId'), (data->>'homeRegion'), effective_at desc)
  where type = 'standardProvided';
