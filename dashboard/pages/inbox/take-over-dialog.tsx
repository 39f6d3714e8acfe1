import { Button, Group, Modal, Text } from '@mantine/core';
import { inboxText } from '#dashboard/text/inbox.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';

interface TakeOverDialogProps {
  /** The colleague who holds the conversation. */
  readonly name: string;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Nobody takes a conversation from a colleague by mistake. */
export function TakeOverDialog({ name, onClose, onConfirm }: TakeOverDialogProps) {
  const t = useText(inboxText);
  const s = useText(shellText);
  return (
    <Modal opened onClose={onClose} title={t.takeOver} closeButtonProps={{ 'aria-label': s.close }} centered>
      <Text size="sm" mb="md">
        {t.takeOverAsk(name)}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {s.cancel}
        </Button>
        <Button onClick={onConfirm} data-autofocus>
          {t.takeOver}
        </Button>
      </Group>
    </Modal>
  );
}
