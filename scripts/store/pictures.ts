/** A picture of 1280 × 800 for the stores: a sentence beside, or above, what the gallery shows. */
export interface StorePicture {
  name: string;
  /** Scenes of the gallery, side by side, with the width at which each is drawn. */
  scenes: readonly { scene: string; width: number; height: number; theme: 'light' | 'dark' }[];
}

const popup = { width: 360, height: 600 } as const;

/** The sentences to these stand in docs/store, in this order. */
export const picturesForStores: readonly StorePicture[] = [
  { name: 'popup', scenes: [{ scene: 'running', ...popup, theme: 'light' }] },
  {
    name: 'handoff',
    scenes: [
      { scene: 'running', ...popup, theme: 'light' },
      { scene: 'another-device-leads', ...popup, theme: 'dark' },
    ],
  },
  { name: 'focus-mode', scenes: [{ scene: 'blocked', width: 960, height: 600, theme: 'light' }] },
  { name: 'statistics', scenes: [{ scene: 'statistics', width: 960, height: 600, theme: 'light' }] },
  { name: 'options', scenes: [{ scene: 'options', width: 960, height: 600, theme: 'dark' }] },
];
