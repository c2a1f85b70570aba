/** What a column of the database may hold, beside its type. Nothing else is known of a column without limits. */
export interface Limit {
  /** Numbers; instants are milliseconds since the epoch. */
  least?: number;
  most?: number;
  /** The value has to be greater, not equal. */
  above?: number;
  /** The value has to be smaller, not equal. */
  below?: number;
  whole?: true;
  /** In characters, which is in code points. */
  shortest?: number;
  longest?: number;
  patterns?: readonly RegExp[];
  values?: readonly string[];
  /** Of JSON, as text. */
  bytes?: number;
  /** The numbers that an object has to have. */
  fields?: Readonly<Record<string, Limit>>;
}
