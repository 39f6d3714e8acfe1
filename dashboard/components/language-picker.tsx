import { NativeSelect } from '@mantine/core';
import { usePreferences } from '#dashboard/app/preferences.tsx';
import { LANGUAGES, isLanguage } from '#dashboard/text/languages.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';

export function LanguagePicker() {
  const t = useText(shellText);
  const { language, setLanguage } = usePreferences();
  return (
    <NativeSelect
      size="xs"
      w={110}
      aria-label={t.language}
      value={language}
      data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
      onChange={({ currentTarget: { value } }) => {
        if (isLanguage(value)) setLanguage(value);
      }}
    />
  );
}
