import { useState } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import type { Column } from '#dashboard/components/data-table.tsx';
import { lazily } from '#dashboard/components/lazily.tsx';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { modelsText } from '#dashboard/text/models.ts';
import { promptsText } from '#dashboard/text/prompts.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useAgents, useLlmOptions } from './queries.ts';
import type { Agent } from './queries.ts';

const ModelForm = lazily(async () => (await import('./model-form.tsx')).ModelForm);

export function Component() {
  const t = useText(modelsText);
  const { may } = useSession();
  const agents = useAgents();
  const options = useLlmOptions();
  const [opened, setOpened] = useState<Agent>();
  return (
    <>
      <PageHeader title={t.title} about={t.about} />
      <DataTable
        label={t.title}
        columns={useColumns()}
        rows={agents.data}
        keyOf={({ role }) => role}
        error={agents.error}
        onRetry={() => void agents.refetch()}
        onOpen={may('admin') ? setOpened : undefined}
        empty={null}
      />
      {opened !== undefined && options.data !== undefined && (
        <ModelForm agent={opened} options={options.data} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}

function useColumns(): readonly Column<Agent>[] {
  const t = useText(modelsText);
  const roles = useText(promptsText);
  const source = { role: t.fromRole, planner: t.fromPlanner, shop: t.fromShop, platform: t.fromPlatform };
  return [
    { header: t.role, cell: ({ role }) => roles[role] },
    {
      header: t.models,
      cell: ({ models }) =>
        models.map(({ provider, model }) => <div key={`${provider} ${model}`}>{`${provider} ${model}`}</div>),
    },
    { header: t.temperature, end: true, cell: ({ temperature }) => temperature },
    { header: t.source, cell: (agent) => source[agent.source] },
  ];
}
