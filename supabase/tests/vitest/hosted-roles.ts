import { compareCatalogues, readCatalogue, type Entry } from '../../tools/catalogue.ts';
import { runStatements } from '../../tools/run-statements.ts';

/**
 * Gives a bootstrapped database the roles of a hosted project, in which nobody is a superuser and `postgres` owns
 * nothing of Auth. Returns its address as that role, which has a name of its own: roles belong to the whole server.
 */
export async function asHosted(url: string): Promise<string> {
  await runStatements(
    url,
    `do $$ begin
         create role hosted_postgres login password 'hosted' createrole createdb bypassrls;
       exception when duplicate_object or unique_violation then null; end $$;
       grant anon, authenticated, service_role, supabase_realtime_admin to hosted_postgres;
       grant all on schema public, auth, extensions to hosted_postgres;
       grant all on all tables in schema auth to hosted_postgres;
       grant all on schema auth to supabase_auth_admin;
       alter table auth.users owner to supabase_auth_admin;
       alter table auth.users enable row level security;
       alter table auth.sessions owner to supabase_auth_admin;
       alter table auth.sessions enable row level security;
       grant usage on schema realtime to hosted_postgres;
       grant insert, select on realtime.messages to hosted_postgres;
       grant create on schema realtime to supabase_realtime_admin;
       alter table realtime.messages owner to supabase_realtime_admin;
       alter default privileges for role hosted_postgres in schema public
         grant all on tables to anon, authenticated, service_role;
       alter default privileges for role hosted_postgres in schema public
         grant all on functions to anon, authenticated, service_role`,
  );
  const hosted = new URL(url);
  await runStatements(url, `grant all on database ${hosted.pathname.slice(1)} to hosted_postgres`);
  [hosted.username, hosted.password] = ['hosted_postgres', 'hosted'];
  return hosted.href;
}

/** How such a database differs from one that `postgres` made of supabase/schemas, apart from who owns what. */
export async function driftOfHosted(url: string, modelled: string): Promise<string[]> {
  const owned = (entries: Entry[]) =>
    entries.map(({ definition, ...entry }) => ({
      ...entry,
      name: entry.name.replace(/ to hosted_postgres$/, ' to postgres'),
      definition,
    }));
  return compareCatalogues(owned(await readCatalogue(url)), await readCatalogue(modelled));
}
