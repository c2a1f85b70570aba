/** One rule of the protocol, and the change of the source that takes it away: `from` stands in `file` just once. */
export interface Mutation {
  rule: string;
  file: string;
  from: string;
  to: string;
}
