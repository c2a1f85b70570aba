/** The name of an owner's database, or of the one for signed-out use. Two people never share a database. */
export function ledgerName(owner: string | null): string {
  return `baton-${owner ?? 'local'}`;
}
