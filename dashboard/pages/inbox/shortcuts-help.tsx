import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { inboxText } from '#dashboard/text/inbox.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';

const KEYS = [
  ['j', 'keyNext'],
  ['k', 'keyPrevious'],
  ['Enter', 'keyOpen'],
  ['c', 'keyClaim'],
  ['r', 'keyReply'],
  ['n', 'keyNote'],
  ['e', 'keyResolve'],
  ['/', 'keySearch'],
  ['?', 'keyHelp'],
] as const;

export function ShortcutsHelp({ onClose }: { readonly onClose: () => void }) {
  const t = useText(inboxText);
  const s = useText(shellText);
  return (
    <Modal opened onClose={onClose} title={t.shortcuts} closeButtonProps={{ 'aria-label': s.close }} centered>
      <Stack gap="xs">
        {KEYS.map(([key, label]) => (
          <Group key={key} justify="space-between">
            <Text size="sm">{t[label]}</Text>
            <Kbd>{key}</Kbd>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
