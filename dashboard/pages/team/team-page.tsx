import { PageHeader } from '#dashboard/components/page-header.tsx';
import { teamText } from '#dashboard/text/team.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { ApiKeys } from './api-keys.tsx';
import { People } from './people.tsx';

/** `/team`: people with their roles, and keys for programs. Only admins see it. */
export function Component() {
  const t = useText(teamText);
  return (
    <>
      <PageHeader title={t.title} about={t.about} />
      <People />
      <ApiKeys />
    </>
  );
}
