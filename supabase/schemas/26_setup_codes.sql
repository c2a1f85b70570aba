-- A secret opens an account once, so none is kept: only what it gives when it is hashed.
create table baton.setup_codes (
  secret_hash bytea not null,
  user_id uuid not null,
  login uuid not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  used_by text,
  constraint setup_codes_pkey primary key (secret_hash),
  constraint setup_codes_user_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint setup_codes_secret_hash_check check (octet_length(secret_hash) = 32),
  constraint setup_codes_used_by_check check (used_by ~ '^[^[:cntrl:]]{1,100}$')
);

create index setup_codes_user_id_idx on baton.setup_codes (user_id, made_at);

comment on table baton.setup_codes is
  'Secrets of setup codes that were offered in the last minutes: each signs another browser in, once.';
comment on column baton.setup_codes.secret_hash is 'SHA-256 of the secret, which nobody but two browsers knows.';
comment on column baton.setup_codes.user_id is 'Whose account it opens.';
comment on column baton.setup_codes.login is 'The login (auth.sessions.id) that offered it. It ends with that login.';
comment on column baton.setup_codes.made_at is 'When it was offered, by the server''s clock.';
comment on column baton.setup_codes.ended_at is 'When it was used or taken back.';
comment on column baton.setup_codes.used_by is 'What the browser that used it calls itself.';

alter table baton.setup_codes enable row level security;

create table baton.setup_code_guesses (
  peer text not null,
  failures integer not null default 1,
  last_at timestamptz not null default now(),
  constraint setup_code_guesses_pkey primary key (peer)
);

comment on table baton.setup_code_guesses is 'Who gave wrong secrets in the last minutes, and how many.';
comment on column baton.setup_code_guesses.peer is 'SHA-256 of the address that the function pair was called from.';
comment on column baton.setup_code_guesses.failures is 'How many were wrong.';
comment on column baton.setup_code_guesses.last_at is 'When the last one was.';

alter table baton.setup_code_guesses enable row level security;

-- Auth makes such a login as it makes one for a mailed code. But it proves another login, and no address.
create table baton.setup_code_logins (
  session_id uuid not null,
  user_id uuid not null,
  constraint setup_code_logins_pkey primary key (session_id),
  constraint setup_code_logins_user_fkey foreign key (user_id) references auth.users (id) on delete cascade
);

create index setup_code_logins_user_id_idx on baton.setup_code_logins (user_id);

comment on table baton.setup_code_logins is 'Logins that a setup code brought. They prove no address.';
comment on column baton.setup_code_logins.session_id is 'auth.sessions.id.';
comment on column baton.setup_code_logins.user_id is 'Whose login it is.';

alter table baton.setup_code_logins enable row level security;
