import { NotFoundPage } from '#dashboard/components/not-found-page.tsx';

export { NotFoundPage as Component };
