import { createTheme } from '@mantine/core';

/** Shades are chosen so that text on them, and they as text, reach WCAG AA in light and dark. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: 9,
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Hebrew", sans-serif',
  respectReducedMotion: true,
});
