/**
 * Who a ledger is of, as one text: the id of an account. Any server can answer with any id. So where an id is taken by
 * another server's account, the server goes along.
 */
export function ownerAt(id: string, server: string): string {
  return `${id} at ${server}`;
}

/** The id of the account. */
export function accountOf(owner: string): string {
  return owner.split(' ', 1)[0] ?? owner;
}
