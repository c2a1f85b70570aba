create table baton.claimed_accounts (
  user_id uuid not null,
  address text not null,
  claimed_at timestamptz not null default now(),
  constraint claimed_accounts_pkey primary key (user_id),
  constraint claimed_accounts_user_fkey foreign key (user_id) references auth.users (id) on delete cascade
);

comment on table baton.claimed_accounts is
  'Accounts whose person has said what else may open them. Nobody is asked twice while the address is the same.';
comment on column baton.claimed_accounts.user_id is 'auth.users.id.';
comment on column baton.claimed_accounts.address is
  'The e-mail address that was proven, in lower case. With another one the account is to be claimed again.';
comment on column baton.claimed_accounts.claimed_at is 'When, by the server''s clock.';

alter table baton.claimed_accounts enable row level security;
