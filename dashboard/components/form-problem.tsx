import { Text } from '@mantine/core';
import { useProblemText } from './use-problem-text.ts';

/** Why a form was refused; nothing while it was not. */
export function FormProblem({ error, say }: { readonly error: unknown; readonly say?: string | undefined }) {
  const textOf = useProblemText();
  if (error === null || error === undefined) return null;
  return (
    <Text c="red" size="sm" role="alert" style={{ whiteSpace: 'pre-line' }}>
      {say ?? textOf(error)}
    </Text>
  );
}
