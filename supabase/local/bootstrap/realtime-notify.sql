-- The real server reads the write-ahead log; our gateway listens for notifications. Both tell of committed rows in the
-- order in which they were written. A notification has at most 8000 bytes, so it holds only the id of the row.
create or replace function realtime.notify_gateway() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform pg_notify('realtime_messages', new.id::text);
  return null;
end
$$;

create or replace trigger notify_gateway
after insert on realtime.messages
for each row
execute function realtime.notify_gateway();
