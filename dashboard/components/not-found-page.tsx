import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { EmptyState } from './empty-state.tsx';

export function NotFoundPage() {
  const t = useText(shellText);
  return <EmptyState icon="search" title={t.notFound} hint={t.notFoundHint} />;
}
