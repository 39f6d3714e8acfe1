import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { theme } from '#dashboard/look/theme.ts';
import { directionOf } from '#dashboard/text/languages.ts';
import { usePreferences } from './preferences.tsx';

/** Colours, writing direction and messages that pop up. */
export function Look({ children }: { readonly children: ReactNode }) {
  return (
    <DirectionProvider detectDirection={false}>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonceOfPage}>
        <FollowLanguage />
        <Notifications position="bottom-right" />
        {children}
      </MantineProvider>
    </DirectionProvider>
  );
}

/** The nonce that the server put on this page; scripts may read it, styles may not. */
export function nonceOfPage(): string {
  return document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

function FollowLanguage() {
  const { language } = usePreferences();
  const { setDirection } = useDirection();
  useEffect(() => {
    document.documentElement.lang = language;
    setDirection(directionOf(language));
  }, [language, setDirection]);
  return null;
}
