import { browser } from 'wxt/browser';

/** What the person's other devices call this one: `Firefox · Linux`. */
export interface DeviceName {
  name: string;
  platform: string;
}

const systems: Record<string, string> = {
  mac: 'macOS',
  win: 'Windows',
  linux: 'Linux',
  android: 'Android',
  cros: 'ChromeOS',
  openbsd: 'OpenBSD',
};

export async function readDeviceName(): Promise<DeviceName> {
  const { os } = await browser.runtime.getPlatformInfo();
  const platform = systems[os] ?? os;
  return { name: `${browserName(navigator.userAgent, brands())} · ${platform}`, platform };
}

/** All Chromium browsers have the same user agent and differ only in their brands. */
export function browserName(userAgent: string, brandNames: readonly string[]): string {
  if (userAgent.includes('Firefox/')) return 'Firefox';
  const known = ['Microsoft Edge', 'Brave', 'Opera', 'Vivaldi', 'Google Chrome', 'Chromium'];
  const brand = known.find((name) => brandNames.includes(name)) ?? 'Chrome';
  return brand.replace('Microsoft ', '').replace('Google ', '');
}

function brands(): string[] {
  const { userAgentData } = navigator as { userAgentData?: { brands: { brand: string }[] } };
  return userAgentData?.brands.map(({ brand }) => brand) ?? [];
}
