/** What an archive holds, beside the code and styles of its pages: each file by name. */
const named = [
  'manifest.json',
  'background.js',
  ...['blocked', 'offscreen', 'options', 'popup', 'stats', 'welcome'].map((page) => `${page}.html`),
  ...[16, 32, 48, 128].map((size) => `icons/${size}.png`),
  ...['de', 'en', 'es', 'fr', 'ja', 'pt_BR', 'zh_CN'].map((language) => `_locales/${language}/messages.json`),
];

/** What the pages are made of. These names end in a hash of what is in the file. */
const made = /^(chunks\/[\w-]+\.js|assets\/[\w-]+\.css)$/;

/** A provider's sign-in ends there in a Firefox without windows for it. */
const ofFirefox = 'signed-in.html';

/** What is in the archive of a browser and should not be, or should be and is not. */
export function faultsOfContents(files: readonly string[], browser: string): string[] {
  const wanted = browser === 'firefox' ? [...named, ofFirefox] : named;
  const missing = wanted.filter((file) => !files.includes(file)).map((file) => `missing: ${file}`);
  const strange = files.filter((file) => !wanted.includes(file) && !made.test(file));
  return [...missing, ...strange.map((file) => `not on the list: ${file}`)];
}
