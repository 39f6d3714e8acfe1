/** Opening hours of one day by the wall clock. */
export interface TimeSpan {
  readonly from: string;
  readonly to: string;
}

const SPAN = /^(\d{1,2}:\d{2})\s*[-–—]\s*(\d{1,2}:\d{2})$/;

/** `[{ from: '09:00', to: '12:00' }, …]` → '09:00–12:00, 13:00–17:00' */
export function spansText(spans: readonly TimeSpan[]): string {
  return spans.map(({ from, to }) => `${from}–${to}`).join(', ');
}

/** What `spansText` writes, also typed with a plain hyphen or one digit for the hour; undefined when it is no such thing. */
export function readSpans(text: string): TimeSpan[] | undefined {
  const spans: TimeSpan[] = [];
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const [, from, to] = SPAN.exec(part) ?? [];
    if (from === undefined || to === undefined) return undefined;
    spans.push({ from: from.padStart(5, '0'), to: to.padStart(5, '0') });
  }
  return spans;
}

/** '120, 1200' → [120, 1200]; undefined when something is no number above 0. */
export function readNumbers(text: string): number[] | undefined {
  const numbers = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(Number);
  return numbers.every((number) => number > 0) ? numbers : undefined;
}
