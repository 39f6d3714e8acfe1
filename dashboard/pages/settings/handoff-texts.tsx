import { SegmentedControl, Stack, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import type { FormOf } from '#dashboard/components/use-problem-form.ts';
import { directionOf, isLanguage, LANGUAGES } from '#dashboard/text/languages.ts';
import type { Language } from '#dashboard/text/languages.ts';
import { shopSettingsText } from '#dashboard/text/shop-settings.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { NOTICES } from './handoff-fields.ts';
import type { HandoffFields } from './handoff-fields.ts';

interface HandoffTextsProps {
  readonly form: FormOf<HandoffFields>;
  readonly isLocked: boolean;
}

/** The shop's own words to customers around a handoff, one language at a time. */
export function HandoffTexts({ form, isLocked }: HandoffTextsProps) {
  const t = useText(shopSettingsText);
  const [language, setLanguage] = useState<Language>('en');
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        {t.noticeTexts}
      </Title>
      <SegmentedControl
        aria-label={t.noticeLanguage}
        w="fit-content"
        data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        value={language}
        onChange={(value) => isLanguage(value) && setLanguage(value)}
      />
      {NOTICES.map((notice) => (
        <Textarea
          // Another language is another field.
          key={`${language} ${notice}`}
          label={t[notice]}
          {...(notice === 'outOfHours' && { description: t.opensHint })}
          placeholder={t.ourWords}
          autosize
          maxLength={1_000}
          lang={language}
          dir={directionOf(language)}
          disabled={isLocked}
          {...form.getInputProps(`texts.${notice}.${language}`)}
        />
      ))}
    </Stack>
  );
}
