/** Asks Auth or REST. */
export type Fetch = (request: Request) => Promise<Response>;
