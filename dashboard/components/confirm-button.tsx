import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ButtonProps } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { partsText } from '#dashboard/text/parts.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { FormProblem } from './form-problem.tsx';

interface ConfirmButtonProps extends ButtonProps {
  /** What is asked, as a question. */
  readonly question: string;
  /** What will happen, so that nobody has to guess. */
  readonly consequence: ReactNode;
  /** The word on the button that does it. */
  readonly confirm: string;
  readonly onConfirm: () => Promise<unknown>;
  readonly children: ReactNode;
}

/** A button for what can't be taken back: asks first, stays open while it works and when it fails. */
export function ConfirmButton({ question, consequence, confirm, onConfirm, children, ...button }: ConfirmButtonProps) {
  const t = useText(partsText);
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const close = () => {
    setOpen(false);
    setError(undefined);
  };
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      close();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button color="red" variant="outline" {...button} onClick={() => setOpen(true)}>
        {children}
      </Button>
      <Modal opened={isOpen} onClose={close} title={question} centered>
        <Stack>
          <Text size="sm">{consequence}</Text>
          <FormProblem error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {t.keep}
            </Button>
            <Button color="red" loading={isBusy} onClick={() => void run()}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
