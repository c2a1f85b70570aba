/** What focus mode needs of the browser that a page runs in. */
export interface FocusPermissions {
  /** Which of these sites the browser does not let Baton block yet. */
  notPermitted(sites: readonly string[]): Promise<readonly string[]>;
  /** Asks for all of them in one question. A browser accepts the question only within a click. */
  askPermission(sites: readonly string[]): Promise<boolean>;
  /** Calls back when the browser permits more or less than before. Returns a function that ends this. */
  watch(changed: () => void): () => void;
}
