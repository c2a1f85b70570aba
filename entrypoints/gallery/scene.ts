import type { Provider } from '../../lib/sync/providers.ts';
import type { PageFixture } from '../../lib/ui/testing/fixtures.ts';

/** One picture of the gallery: fixed data, and what is done on the page before it is looked at. */
export interface Scene {
  page: 'popup' | 'options' | 'statistics' | 'blocked';
  fixture: PageFixture;
  /** Selector of what is pressed before the picture is taken. */
  press?: string;
  /** What every command is refused with. */
  refuse?: { reason: 'storage_full' | 'already_ended' | 'provider_refused'; detail?: string };
  /** What the server lets people sign in with. */
  providers?: readonly Provider[];
}
