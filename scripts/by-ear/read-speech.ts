/** All that Orca has spoken, from what it wrote into its log. */
export function readSpeech(log: string): string[] {
  const found = log.matchAll(/^.*SPEECH OUTPUT: '(.*?)'(?: ?\{.*)?$/gm);
  return [...found].map(([, text = '']) => text.trim()).filter((text) => text !== '');
}
