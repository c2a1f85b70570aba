/** The name of an account's database, or of the one for signed-out use. Two people never share a database. */
export function ledgerName(account: string | null): string {
  return `baton-${account ?? 'local'}`;
}
