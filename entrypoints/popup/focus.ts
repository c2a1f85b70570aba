import { browser } from 'wxt/browser';
import { askForSites, sitesNotPermitted, watchPermissions } from '../../lib/browser/site-permission.ts';
import type { PopupFocus } from '../../lib/ui/popup/focus/environment.ts';

export const focus: PopupFocus = {
  notPermitted: sitesNotPermitted,
  askPermission: askForSites,
  watch: watchPermissions,
  /** `activeTab` tells it: pressing Baton's icon or key grants that, for the tab in front and no other. */
  async address() {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    return tab?.url;
  },
};
