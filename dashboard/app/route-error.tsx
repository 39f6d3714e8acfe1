import { Container } from '@mantine/core';
import { useRouteError } from 'react-router';
import { ErrorState } from '#dashboard/components/error-state.tsx';

/** A page that threw, or that could not be loaded, e.g. because a new version is out. */
export function RouteError() {
  return (
    <Container size="sm" py="xl">
      <ErrorState error={useRouteError()} onRetry={() => location.reload()} />
    </Container>
  );
}
