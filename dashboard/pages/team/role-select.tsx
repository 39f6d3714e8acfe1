import { NativeSelect } from '@mantine/core';
import { ROLES } from '#domain/account/role.ts';
import type { Role } from '#domain/account/role.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { teamText } from '#dashboard/text/team.ts';
import { useText } from '#dashboard/text/use-text.ts';

interface RoleSelectProps {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}

export function RoleSelect({ value, onChange }: RoleSelectProps) {
  const t = useText(teamText);
  const s = useText(shellText);
  return (
    <NativeSelect
      label={t.role}
      value={value}
      data={ROLES.map((role) => ({ value: role, label: s[role] }))}
      onChange={({ currentTarget }) => onChange(ROLES.find((role) => role === currentTarget.value) ?? value)}
    />
  );
}
