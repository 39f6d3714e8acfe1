import { NativeSelect } from '@mantine/core';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: string;
  /** Values with their words. */
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value | null) => void;
}

/** A filter of a few values; the first choice is all of them. */
export function Choice<Value extends string>({ label, value, choices, onChoose }: ChoiceProps<Value>) {
  const t = useText(shellText);
  return (
    <NativeSelect
      label={label}
      value={value}
      data={[{ value: '', label: t.all }, ...choices]}
      onChange={(event) => {
        const chosen = choices.find((one) => one.value === event.currentTarget.value);
        onChoose(chosen?.value ?? null);
      }}
    />
  );
}
