/** Languages of the dashboard by their own names. */
export const LANGUAGES = { en: 'English', he: 'עברית', id: 'Bahasa Indonesia' } as const;

export type Language = keyof typeof LANGUAGES;

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(LANGUAGES, value);
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'he' ? 'rtl' : 'ltr';
}

/** The first language of the browser that there is, else English. */
export function languageOfBrowser(): Language {
  const known = navigator.languages.map((tag) => tag.split('-', 1)[0]?.toLowerCase().replace('iw', 'he'));
  return known.find(isLanguage) ?? 'en';
}
