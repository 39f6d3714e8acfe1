import { NativeSelect, Stack } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { promptsText } from '#dashboard/text/prompts.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { Published } from './published.tsx';
import { ROLES } from './queries.ts';
import { Versions } from './versions.tsx';

export function Component() {
  const t = useText(promptsText);
  const params = useParams();
  const navigate = useNavigate();
  const role = ROLES.find((one) => one === params['role']) ?? 'planner';
  return (
    <Stack>
      <PageHeader title={t.title} about={t.about} />
      <NativeSelect
        label={t.role}
        maw={320}
        value={role}
        data={ROLES.map((value) => ({ value, label: t[value] }))}
        onChange={(event) => void navigate(`/prompts/${event.currentTarget.value}`)}
      />
      <Published key={`published ${role}`} role={role} />
      <Versions key={role} role={role} />
    </Stack>
  );
}
