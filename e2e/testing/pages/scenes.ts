import type { Page } from 'puppeteer-core';
import type { SceneNames } from '../../../entrypoints/gallery/scene.ts';
import type { RunningBrowser } from '../browsers/running-browser.ts';

/** The gallery of all states, in one tab: a tab for each scene would cost a process each. */
export interface Scenes {
  names: SceneNames;
  /** Shows a scene, with what else its address says, such as `&language=de`, in the place of the one before. */
  show(scene: string, more?: string): Promise<Page>;
}

/** Opens the tab in a browser that has the build of the gallery. */
export async function openScenes(gallery: RunningBrowser): Promise<Scenes> {
  const page = await gallery.open('gallery.html?names');
  const names = JSON.parse(await page.$eval('body', (body) => body.textContent)) as SceneNames;
  return {
    names,
    async show(scene, more = '') {
      await page.goto(`${gallery.root}gallery.html?scene=${scene}${more}`, { timeout: 60_000 });
      return page;
    },
  };
}
