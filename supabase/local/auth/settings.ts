/** What a project can choose about its Auth, by the names of `config.toml` where it has one. */
export type AuthSettings = {
  /** How long an access token is valid, in seconds. */
  jwt_expiry?: number;
  /** How long a used refresh token may be used again, in seconds. */
  refresh_token_reuse_interval?: number;
  enable_signup?: boolean;
  /** Whether there are passwords and mailed codes at all. */
  enable_email?: boolean;
  /** Whether a new account must be confirmed with a mail. */
  enable_confirmations?: boolean;
  /** Whether a new address is confirmed at the old one, too. */
  double_confirm_changes?: boolean;
  /** Whether a login older than a day needs a mailed nonce for a new password. */
  secure_password_change?: boolean;
  /** Whether a new password needs the old one. */
  require_current_password?: boolean;
  minimum_password_length?: number;
  /** Sets of signs of which a password needs one each, such as `['abc', '0123']`. */
  password_requirements?: string[];
  /** Passwords that count as leaked. */
  leaked_passwords?: string[];
  /** What a mail brings: a code and a link, or only a link, as where a project cannot change its templates. */
  mails?: 'code' | 'link';
  /** How many digits a code has: 6 to 10. */
  otp_length?: number;
  /** How long a code or a link is good, in seconds. */
  otp_expiry?: number;
  /** How long a person waits for the next mail, in seconds. */
  max_frequency?: number;
  /** The only addresses that mails go to, as with the mail of Supabase itself. */
  team?: string[];
  /** The answer to its CAPTCHA that the project takes. Without it there is none. */
  captcha?: string;
  /** Turns on sign-in with GitHub, or with a stand-in for it at `url`. */
  github?: { client_id: string; secret: string; url?: string };
};

export type Rules = Required<Omit<AuthSettings, 'team' | 'captcha' | 'github'>> &
  Pick<AuthSettings, 'team' | 'captcha' | 'github'>;

/** The settings with what a new project has where nothing is said. */
export function rulesOf(settings: AuthSettings): Rules {
  return {
    jwt_expiry: 3600,
    refresh_token_reuse_interval: 10,
    enable_signup: true,
    enable_email: true,
    enable_confirmations: false,
    double_confirm_changes: true,
    secure_password_change: false,
    require_current_password: false,
    minimum_password_length: 6,
    password_requirements: [],
    leaked_passwords: [],
    mails: 'code',
    otp_length: 6,
    otp_expiry: 3600,
    max_frequency: 60,
    ...settings,
  };
}
