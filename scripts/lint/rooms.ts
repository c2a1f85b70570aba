/**
 * What a room may use beside other rooms. `pure`: nothing that changes by itself. `injected`: clocks, timers, chance
 * and the network come in as arguments, so that a test can drive them. `screen`: the same, but it may use timers.
 * `free`: all that a page or a worker has.
 */
export type Kind = 'pure' | 'injected' | 'screen' | 'free';

/** A folder of `lib`, and what its code may import. Tests and `testing` folders may import more. */
export interface Room {
  kind: Kind;
  /** Rooms, or single files of a room without the ending, that it may import. */
  imports: readonly string[];
  /** Rooms of which it may import types only. */
  types: readonly string[];
  /** What to do instead of any other import: the linter says it. */
  instead: string;
}

const takeIt = 'take what you need as an argument of the factory';
const extension = `Only lib/browser and entrypoints touch the extension API: ${takeIt}.`;

export const rooms: Readonly<Record<string, Room>> = {
  timer: {
    kind: 'pure',
    imports: [],
    types: [],
    instead:
      'The timer is pure: it imports nothing from outside lib/timer. Take what you need as an argument, or put the code into lib/engine.',
  },
  limits: {
    kind: 'pure',
    imports: [],
    types: [],
    instead: 'Limits are constants and comparisons: they import nothing. Whoever knows the rows asks them.',
  },
  store: {
    kind: 'injected',
    imports: ['timer'],
    types: [],
    instead: `The store knows the timer only: ${takeIt}, and let lib/engine or lib/background bring the two together.`,
  },
  tags: {
    kind: 'pure',
    imports: ['store/known-columns'],
    types: ['store'],
    instead: 'Tags are words that are read and written: take the text as an argument, and return the rest.',
  },
  corrections: {
    kind: 'pure',
    imports: ['timer', 'store'],
    types: [],
    instead:
      'Corrections are judged and carried out on rows that are handed in: return rows, and let lib/engine write.',
  },
  files: {
    kind: 'injected',
    imports: ['timer', 'store', 'limits', 'tags', 'corrections/note'],
    types: [],
    instead:
      'Files are read and written from values: take what you need as an argument, and return the rest.',
  },
  focus: {
    kind: 'injected',
    imports: ['timer'],
    types: [],
    instead: 'Focus mode follows from timer, settings and passes: take what you need as an argument.',
  },
  sound: {
    kind: 'free',
    imports: [],
    types: [],
    instead: 'A sound is a few numbers: take what you need as an argument.',
  },
  statistics: {
    kind: 'injected',
    imports: ['timer', 'files', 'corrections', 'tags', 'store/session-corrections'],
    types: ['store'],
    instead: 'Statistics are computed from a history that is handed in: take what you need as an argument.',
  },
  language: {
    kind: 'free',
    imports: ['browser/native'],
    types: [],
    instead: 'The language knows the browser and nothing of Baton: take what you need as an argument.',
  },
  engine: {
    kind: 'injected',
    imports: ['timer', 'store', 'files', 'corrections', 'tags'],
    types: [],
    instead: `The engine meets the browser and the network in lib/background, and the pages read the ledger: ${takeIt}.`,
  },
  sync: {
    kind: 'injected',
    imports: ['timer', 'limits', 'store/known-columns'],
    types: ['store'],
    instead: `Sync meets the ledger, the browser and the screen only in lib/background: ${takeIt}.`,
  },
  account: {
    kind: 'injected',
    imports: ['timer', 'engine', 'store', 'sync'],
    types: [],
    instead: `The account meets the browser in lib/background, and the pages read the ledger: ${takeIt}.`,
  },
  messages: {
    kind: 'injected',
    imports: [],
    types: ['timer', 'store', 'engine', 'sync', 'account'],
    instead: 'What pages and background say to each other is made of types: use `import type`.',
  },
  background: {
    kind: 'injected',
    imports: ['timer', 'messages', 'account', 'engine', 'store', 'sync', 'files'],
    types: [],
    instead: 'The background meets the browser in entrypoints/background: take what you need from the Host.',
  },
  browser: {
    kind: 'free',
    imports: ['timer', 'messages', 'focus', 'sound'],
    types: ['store', 'engine', 'account'],
    instead: 'lib/browser meets the rest only in entrypoints: take what you need as an argument.',
  },
  ui: {
    kind: 'screen',
    imports: [
      'timer',
      'messages',
      'statistics',
      'corrections',
      'tags',
      'files',
      'focus',
      'sound',
      'language',
      'sync/providers',
      'sync/mail-proof',
      'store/packed-history',
    ],
    types: ['store', 'engine', 'browser'],
    instead:
      'The screen reads the ledger and sends commands: take what is read, and the sending, as a prop, and let the background do the work.',
  },
};

/** Packages that only some rooms, and some of the entrypoints, know. */
export const packages: readonly {
  regex: string;
  rooms: readonly string[];
  entrypoints: boolean;
  instead: string;
}[] = [
  {
    regex: '^(wxt|webextension-polyfill)(/|$)',
    rooms: ['browser'],
    entrypoints: true,
    instead: extension,
  },
  {
    regex: '^@wxt-dev(/|$)',
    rooms: ['browser', 'language'],
    entrypoints: true,
    instead: extension,
  },
  {
    regex: '^idb(/|$)',
    rooms: ['store'],
    entrypoints: false,
    instead: 'One file of lib/store knows the database library: ask the Ledger.',
  },
  {
    regex: '^@supabase/',
    rooms: ['sync'],
    entrypoints: false,
    instead: 'Only lib/sync talks to Supabase: ask the Remote.',
  },
  {
    regex: '^(preact|@preact)(/|$)',
    rooms: ['ui'],
    entrypoints: true,
    instead: 'Components live in lib/ui and entrypoints: return plain data and let them draw it.',
  },
];

const pure = {
  now: 'The timer is pure: now is an argument, in milliseconds since the epoch.',
  chance: 'The timer is pure: ids and chance come in as arguments.',
  wait: 'The timer is pure: the caller decides when to ask again.',
  act: 'The timer is pure: return a value and let lib/engine act on it.',
};
const given = 'Take it as an argument of the factory, so that a test can drive it.';

/** Globals that a kind of room may not use, and what to do instead. */
export const globals: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  pure: {
    Date: pure.now,
    performance: pure.now,
    crypto: pure.chance,
    setTimeout: pure.wait,
    setInterval: pure.wait,
    fetch: pure.act,
    indexedDB: pure.act,
    navigator: pure.act,
    document: pure.act,
    chrome: pure.act,
    browser: pure.act,
  },
  injected: {
    fetch: given,
    WebSocket: given,
    setTimeout: given,
    setInterval: given,
    chrome: extension,
    browser: extension,
  },
  screen: { fetch: given, WebSocket: given, chrome: extension, browser: extension },
  free: {},
};

const injectedProperties = {
  'Date.now': "Take the clock as an argument, so that tests and other devices' clocks can drive it.",
  'Math.random': 'Take the source of ids or chance as an argument.',
  'crypto.randomUUID': 'Take the source of ids as an argument.',
};

/** The same for single properties of globals. */
export const properties: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  pure: { 'Math.random': pure.chance },
  injected: injectedProperties,
  screen: injectedProperties,
  free: {},
};
