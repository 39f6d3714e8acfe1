import { ActionIcon, CopyButton, Textarea, TextInput } from '@mantine/core';
import { partsText } from '#dashboard/text/parts.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { Icon } from './icon.tsx';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  /** Several lines, as code has. */
  readonly lines?: boolean;
}

/** Something to be pasted elsewhere. */
export function CopyField({ label, value, lines = false }: CopyFieldProps) {
  const [shell, parts] = [useText(shellText), useText(partsText)];
  const Field = lines ? Textarea : TextInput;
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Field
          label={label}
          value={value}
          readOnly
          dir="ltr"
          {...(lines && { autosize: true, styles: { input: { fontFamily: 'monospace' } } })}
          rightSection={
            <ActionIcon variant="subtle" aria-label={copied ? shell.copied : parts.copyOf(label)} onClick={copy}>
              <Icon name={copied ? 'check' : 'archive'} />
            </ActionIcon>
          }
        />
      )}
    </CopyButton>
  );
}
