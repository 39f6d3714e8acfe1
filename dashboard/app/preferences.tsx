import { createContext, use, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { isLanguage, languageOfBrowser } from '#dashboard/text/languages.ts';
import type { Language } from '#dashboard/text/languages.ts';

const KEY = 'colloquy-language';

interface Preferences {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const PreferencesContext = createContext<Preferences | undefined>(undefined);

/** The language of this browser, kept across visits; writing direction follows it. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => {
    const kept = localStorage.getItem(KEY);
    return isLanguage(kept) ? kept : languageOfBrowser();
  });
  useEffect(() => localStorage.setItem(KEY, language), [language]);
  const value = useMemo(() => ({ language, setLanguage }), [language]);
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): Preferences {
  const preferences = use(PreferencesContext);
  if (preferences === undefined) throw new Error('usePreferences was used outside of PreferencesProvider');
  return preferences;
}
