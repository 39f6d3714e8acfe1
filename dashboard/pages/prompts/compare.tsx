import { Modal, NativeSelect, Stack, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { promptsText } from '#dashboard/text/prompts.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import classes from './compare.module.css';
import { useDiff } from './queries.ts';
import type { PromptVersion } from './queries.ts';

interface CompareProps {
  readonly version: PromptVersion;
  readonly onClose: () => void;
}

const SIGN = { added: '+', removed: '−', same: '' } as const;

/** What a version has that an earlier one has not, and the other way round. */
export function Compare({ version: { role, version }, onClose }: CompareProps) {
  const t = useText(promptsText);
  const shell = useText(shellText);
  const [from, setFrom] = useState(version - 1);
  const diff = useDiff(role, from, version);
  const earlier = Array.from({ length: version }, (_, number) => number).toReversed();
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t.version(String(version))}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <Stack>
        <NativeSelect
          label={t.compareTo}
          value={String(from)}
          data={earlier.map((number) => ({
            value: String(number),
            label: number === 0 ? t.emptyText : t.version(String(number)),
          }))}
          onChange={(event) => setFrom(Number(event.currentTarget.value))}
        />
        {diff.error !== null && <ErrorState error={diff.error} onRetry={() => void diff.refetch()} />}
        <div className={classes['lines']}>
          {diff.data?.map(({ change, text }, index) => (
            <div key={index} className={classes['line']} data-change={change}>
              <span aria-hidden className={classes['sign']}>
                {SIGN[change]}
              </span>
              {change !== 'same' && <VisuallyHidden>{`${t[change]}: `}</VisuallyHidden>}
              <span>{text}</span>
            </div>
          ))}
        </div>
      </Stack>
    </Modal>
  );
}
