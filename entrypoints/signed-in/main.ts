import { tellReturn } from '../../lib/browser/tell-return.ts';

/**
 * A provider's tab ends here, where the browser has no window for a sign-in. The background closes it. If it does not
 * wait for it any more, the person can begin again in the options.
 */
async function open(): Promise<void> {
  const address = location.hash.slice(1);
  // It holds a code that nobody should find in the history.
  history.replaceState(null, '', location.pathname);
  if (!(await tellReturn(address))) location.replace('/options.html#account');
}

void open();
