import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Device, Release, WireLine } from './formats.ts';

export type DeviceName = `${'chromium' | 'firefox'}-signed-${'in' | 'out'}`;

export const deviceNames: readonly DeviceName[] = [
  'chromium-signed-out',
  'firefox-signed-out',
  'chromium-signed-in',
  'firefox-signed-in',
];

export function readRelease(): Release {
  return JSON.parse(text('release.json')) as Release;
}

export function readDevice(name: DeviceName): Device {
  return JSON.parse(text(`${name}.json`)) as Device;
}

export function readWire(): WireLine[] {
  const lines = text('wire.jsonl').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as WireLine);
}

/** The statements that make the previous version's database of an empty one with our bootstrap. */
export function readDatabase(): string {
  return text('database.sql');
}

function text(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}
