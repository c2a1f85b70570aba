import { passLength, type Passes } from '../../focus/pass.ts';
import { nativeExtension } from '../native.ts';

const key = 'passes';

/** The passes of this device. */
export async function storedPasses(): Promise<Passes> {
  return readPasses((await nativeExtension().storage.local.get(key))[key]);
}

/** Adds a pass that begins at `now` (this machine's own time, milliseconds), and removes those that are over. */
export async function storePass(site: string, now: number): Promise<void> {
  const running = Object.entries(await storedPasses()).filter(([, until]) => until > now);
  await nativeExtension().storage.local.set({
    [key]: { ...Object.fromEntries(running), [site]: now + passLength },
  });
}

/** The machine's clock was set by so many milliseconds: the passes last as long as they would have. */
export async function shiftPasses(by: number): Promise<void> {
  const passes = Object.entries(await storedPasses());
  if (passes.length === 0) return;
  await nativeExtension().storage.local.set({
    [key]: Object.fromEntries(passes.map(([site, until]) => [site, until + by])),
  });
}

/** Forgets the passes of all other sites. */
export async function keepPasses(sites: readonly string[]): Promise<void> {
  const passes = Object.entries(await storedPasses());
  const kept = passes.filter(([site]) => sites.includes(site));
  if (kept.length < passes.length)
    await nativeExtension().storage.local.set({ [key]: Object.fromEntries(kept) });
}

export function watchPasses(changed: (passes: Passes) => void): void {
  nativeExtension().storage.onChanged.addListener((changes, area) => {
    const change = area === 'local' ? changes[key] : undefined;
    if (change) changed(readPasses(change.newValue));
  });
}

/** Only this file writes them, so they are what it wrote. */
function readPasses(stored: unknown): Passes {
  return (stored ?? {}) as Passes;
}
