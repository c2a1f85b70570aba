/** The languages that have a catalogue, each by the name that its readers use. */
export const languages = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  pt_BR: 'Português (Brasil)',
  ja: '日本語',
  zh_CN: '简体中文',
} as const;

export type Language = keyof typeof languages;
