import type { Plan } from './checkpoint.ts';

/** A named set of durations. `short` and `long` have no name of their own, because screens translate theirs. */
export interface Preset extends Plan {
  name?: string;
}

/** What a person chose, the same on all devices: the keys of `users.pomodoro_settings` that are no presets. */
export interface Preferences {
  /** Key of the preset that the next start uses. */
  preset: string;
  /** Id of the task that the next focus session is for. */
  current_task: string | null;
  auto_start_breaks: boolean;
  auto_start_focus: boolean;
  /** Minutes of focus a day; 0 where there is no goal. */
  daily_goal: number;
  /** The hour of local time, 0 to 23, at which a new day begins. */
  day_starts_at: number;
  /** Whether listed sites are blocked while a focus session runs. */
  focus_mode: boolean;
  /** Whether a site is listed. Each site has a key of its own, so that two devices can add sites at the same time. */
  [site: SiteKey]: boolean;
}

export type SiteKey = `site:${string}`;

/**
 * `users.pomodoro_settings` as stored: one flat object, so that edits of different keys merge. A key with an object
 * is a preset. A key with null was a preset and is deleted. Every other key is a preference. Unknown keys are kept.
 */
export type StoredSettings = Record<string, unknown>;

export interface Settings extends Preferences {
  presets: Record<string, Preset>;
  /** Hosts that are blocked, with their subdomains, while a focus session runs: at most `maxSites`. */
  sites: readonly string[];
}

export const maxSites = 200;

export const defaultPresets: Readonly<Record<string, Preset>> = {
  short: { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
  long: { work_duration: 50, short_break: 10, long_break: 30, sessions_before_long_break: 4 },
};

export const defaultPreferences: Readonly<Preferences> = {
  preset: 'short',
  current_task: null,
  auto_start_breaks: false,
  auto_start_focus: false,
  daily_goal: 0,
  day_starts_at: 0,
  focus_mode: false,
};

/** Reads stored settings of any version. What is missing or has the wrong shape gets its default. */
export function readSettings(stored: StoredSettings): Settings {
  const settings: Settings = { ...defaultPreferences, presets: withoutPrototype(defaultPresets), sites: [] };
  for (const [key, value] of Object.entries(stored)) {
    if (isPreset(value)) settings.presets[key] = value;
    else if (value === null && key !== 'current_task') delete settings.presets[key];
  }
  const { preset, current_task, auto_start_breaks, auto_start_focus, daily_goal, day_starts_at } = stored;
  if (typeof preset === 'string') settings.preset = preset;
  if (typeof current_task === 'string') settings.current_task = current_task;
  if (typeof auto_start_breaks === 'boolean') settings.auto_start_breaks = auto_start_breaks;
  if (typeof auto_start_focus === 'boolean') settings.auto_start_focus = auto_start_focus;
  if (isWithin(daily_goal, 0, 1440)) settings.daily_goal = daily_goal;
  if (isWithin(day_starts_at, 0, 23)) settings.day_starts_at = day_starts_at;
  settings.focus_mode = stored['focus_mode'] === true;
  settings.sites = listedSites(stored);
  if (Object.keys(settings.presets).length === 0) settings.presets = withoutPrototype(defaultPresets);
  if (!(settings.preset in settings.presets)) settings.preset = Object.keys(settings.presets)[0] ?? 'short';
  return settings;
}

/**
 * A copy of settings or of the like. Without a prototype every key is a key like any other, also `constructor` and
 * `__proto__`, and none seems to be there that is not.
 */
export function withoutPrototype<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.assign(Object.create(null) as Record<string, T>, values);
}

function listedSites(stored: StoredSettings): string[] {
  return Object.keys(stored)
    .filter((key) => stored[key] === true && key.startsWith('site:') && isSite(key.slice(5)))
    .map((key) => key.slice(5))
    .slice(0, maxSites)
    .sort();
}

/** Whether a text is a host that can be listed. A single part (`com`) would block half of the web. */
export function isSite(host: string): boolean {
  return host.length < 254 && /^([a-z\d_-]+\.)+[a-z\d_-]+$|^localhost$/.test(host);
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function isPreset(value: unknown): value is Preset {
  if (typeof value !== 'object' || value === null) return false;
  const preset = value as Partial<Record<keyof Preset, unknown>>;
  return (
    (preset.name === undefined || typeof preset.name === 'string') &&
    isDuration(preset.work_duration) &&
    isDuration(preset.short_break) &&
    isDuration(preset.long_break) &&
    isWithin(preset.sessions_before_long_break, 1, 12)
  );
}

/** Minutes. Forms take 1 to 180 whole ones; only tests and scripts store parts of a minute. */
function isDuration(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= 180;
}
