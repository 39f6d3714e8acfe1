import { usePreferences } from '#dashboard/app/preferences.tsx';
import type { Text } from './define-text.ts';

/** The words of a page in the language that is set. */
export function useText<T>(text: Text<T>): Text<T>['en'] {
  return text[usePreferences().language];
}
