import { Alert, Button, Code, Group, Text } from '@mantine/core';
import { ApiProblem } from '#dashboard/api/problem.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { Icon } from './icon.tsx';
import { useProblemText } from './use-problem-text.ts';

interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong, in words, with a way on. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useText(shellText);
  const textOf = useProblemText();
  const requestId = error instanceof ApiProblem ? error.requestId : undefined;
  return (
    <Alert color="red" variant="light" role="alert" title={t.failed} icon={<Icon name="warning" />}>
      <Text size="sm">{textOf(error)}</Text>
      <Group mt="sm" gap="sm">
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t.retry}
          </Button>
        )}
        {requestId !== undefined && <Code>{t.requestId(requestId)}</Code>}
      </Group>
    </Alert>
  );
}
