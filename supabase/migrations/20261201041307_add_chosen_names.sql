-- Alone in its transaction: it locks out everybody who syncs.
alter table public.devices
add column chosen_name text,
add constraint devices_chosen_name_check check (
  chosen_name ~ '^[^[:cntrl:]]{1,60}$' and chosen_name ~ '[^[:space:]]' and chosen_name = btrim(chosen_name)
);
