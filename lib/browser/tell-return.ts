import { nativeExtension } from './native.ts';

/** What the page at which a provider's tab ends tells the background: its address there. */
export interface ReturnMessage {
  returned: string;
}

/** False where nobody waits for it: the background that opened the tab has ended. */
export async function tellReturn(returned: string): Promise<boolean> {
  const message: ReturnMessage = { returned };
  return nativeExtension()
    .runtime.sendMessage(message)
    .then(
      (taken: unknown) => taken === true,
      () => false,
    );
}
