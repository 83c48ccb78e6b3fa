-- The cursor of the notices moves to the subscribers of the feed (0111).
insert into feed_subscribers (name, feed_no) select reader, feed_no from feed_cursors on conflict do nothing;
drop table feed_cursors;
