import type { Page } from 'puppeteer-core';
import { byRole } from './by-role.ts';
import type { Profile } from '../browsers/profile.ts';

/** Opens the popup anew and presses these buttons in it, one after another. Returns the popup. */
export async function pressInPopup(profile: Profile, ...buttons: string[]): Promise<Page> {
  const popup = await profile.popup();
  for (const button of buttons) await byRole(popup, 'button', button).click();
  return popup;
}
