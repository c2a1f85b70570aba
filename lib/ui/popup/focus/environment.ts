import type { FocusPermissions } from '../../focus/environment.ts';

/** What the panel needs of the browser. */
export interface PopupFocus extends FocusPermissions {
  /** The address of the tab in front. Undefined where the browser does not tell it. */
  address(): Promise<string | undefined>;
}
