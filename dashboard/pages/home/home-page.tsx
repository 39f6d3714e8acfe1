import { Navigate } from 'react-router';

/** `/` is where the work is. */
export function Component() {
  return <Navigate to="/inbox" replace />;
}
