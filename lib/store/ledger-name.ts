/** The name of an account's database, or of the one for the signed-out: rows of two people never share one. */
export function ledgerName(account: string | null): string {
  return `baton-${account ?? 'local'}`;
}
