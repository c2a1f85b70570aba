import type { Answer } from '../../lib/messages/answer.ts';
import type { Provider } from '../../lib/sync/providers.ts';
import type { PageFixture } from '../../lib/ui/testing/fixtures.ts';

/** One scene of the gallery: a page with fixed data, and what is pressed on it. */
export interface Scene {
  page: 'popup' | 'options' | 'statistics' | 'blocked' | 'welcome';
  fixture: PageFixture;
  /** What is typed once the page is drawn, by the selector of the field. */
  type?: Readonly<Record<string, string>>;
  /** Selectors of what is pressed once the page is drawn, one after the other. */
  press?: string | readonly string[];
  /** The refusal that every command gets. */
  refuse?: {
    reason:
      | 'storage_full'
      | 'already_ended'
      | 'provider_refused'
      | 'address_not_confirmed'
      | 'current_password_needed';
    detail?: string;
  };
  /** The answer that every command gets. */
  answer?: Answer;
  /** The providers that the server has switched on. */
  providers?: readonly Provider[];
  /** Whether the server wants a CAPTCHA. */
  wantsCaptcha?: boolean;
  /** Whether the server signs browsers in by a setup code. */
  hasPair?: boolean;
}

/** The names of all scenes, by their page. */
export type SceneNames = Record<Scene['page'], string[]>;
