import { Badge } from '@mantine/core';

/** What a status means for its reader. */
export type Tone = 'good' | 'waiting' | 'bad' | 'neutral';

const COLOUR: Readonly<Record<Tone, string>> = { good: 'teal', waiting: 'orange', bad: 'red', neutral: 'gray' };

interface StatusBadgeProps {
  readonly tone: Tone;
  readonly children: string;
}

/** A status in a word and a colour; the word says it all, for those who see no colours. */
export function StatusBadge({ tone, children }: StatusBadgeProps) {
  return (
    <Badge color={COLOUR[tone]} variant="dot" tt="none">
      {children}
    </Badge>
  );
}
