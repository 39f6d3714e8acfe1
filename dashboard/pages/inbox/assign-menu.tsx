import { Menu } from '@mantine/core';
import { useSession } from '#dashboard/app/session.tsx';
import { useUsers } from '#dashboard/components/use-users.ts';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';

interface AssignMenuProps {
  readonly onChoose: (to: { readonly id: string; readonly name: string }) => void;
}

/** Colleagues who may talk to customers. */
export function AssignMenu({ onChoose }: AssignMenuProps) {
  const t = useText(inboxText);
  const { person } = useSession();
  const users = useUsers();
  const others = (users.data ?? []).filter(
    ({ id, role, status }) => id !== person?.id && role !== 'viewer' && status === 'active',
  );
  return (
    <>
      <Menu.Label>{others.length === 0 ? t.nobody : t.assign}</Menu.Label>
      {others.map(({ id, name }) => (
        <Menu.Item key={id} onClick={() => onChoose({ id, name })}>
          {name}
        </Menu.Item>
      ))}
    </>
  );
}
