import { Button, Drawer, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { FormProblem } from './form-problem.tsx';

interface FormDrawerProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  /** The word on the button, when it is another than "save". */
  readonly save?: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** More that can be done, at the start of the last line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A form at the side of a page: Escape closes it, Enter saves. Mounted while it is open. */
export function FormDrawer(props: FormDrawerProps) {
  const t = useText(shellText);
  return (
    <Drawer
      opened
      onClose={props.onClose}
      title={props.title}
      position="right"
      size="lg"
      closeButtonProps={{ 'aria-label': t.close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        <Stack>
          {props.children}
          <FormProblem error={props.error} />
          <Group justify="space-between">
            <div>{props.aside}</div>
            <Group>
              <Button variant="default" onClick={props.onClose}>
                {t.cancel}
              </Button>
              <Button type="submit" loading={props.isBusy}>
                {props.save ?? t.save}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
