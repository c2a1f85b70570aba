export interface ServerAddress {
  url: string;
  /** The publishable key. */
  key: string;
}

/** A login that this browser uses no more. It is kept only until its server has ended it. */
export interface LeftLogin extends ServerAddress {
  access_token: string;
  refresh_token: string;
}

/** Keeps the login when the worker ends. In the extension this is `chrome.storage.local`. */
export interface LoginStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
  /** Puts a login among the left ones, and removes in the same step what is kept under `key`. */
  leave(login: LeftLogin, key?: string): Promise<void>;
  /** Those that were left not long ago. They are kept for a few days at most. */
  leftLogins(): Promise<LeftLogin[]>;
  forgetLeft(login: LeftLogin): Promise<void>;
}
