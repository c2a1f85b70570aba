-- Where the real server reads the write-ahead log, our gateway listens. A notification carries 8000 bytes at
-- most, so it names the row only. Like the log it tells of committed rows, in the order they were written.
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
when (new.extension = 'broadcast')
execute function realtime.notify_gateway();
