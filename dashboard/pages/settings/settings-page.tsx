import { Alert, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useSession } from '#dashboard/app/session.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { settingsText } from '#dashboard/text/settings.ts';
import { useText } from '#dashboard/text/use-text.ts';

// Each is loaded when it is opened.
const CannedRepliesSection = lazy(async () => ({
  default: (await import('./canned-replies-section.tsx')).CannedRepliesSection,
}));
const FollowUpsSection = lazy(async () => ({ default: (await import('./follow-ups-section.tsx')).FollowUpsSection }));
const HandoffSection = lazy(async () => ({ default: (await import('./handoff-section.tsx')).HandoffSection }));
const LabelsSection = lazy(async () => ({ default: (await import('./labels-section.tsx')).LabelsSection }));
const PasswordSection = lazy(async () => ({ default: (await import('./password-section.tsx')).PasswordSection }));
const ProfileSection = lazy(async () => ({ default: (await import('./profile-section.tsx')).ProfileSection }));
const TimingsSection = lazy(async () => ({ default: (await import('./timings-section.tsx')).TimingsSection }));
const WidgetSection = lazy(async () => ({ default: (await import('./widget-section.tsx')).WidgetSection }));

type Section = 'profile' | 'timings' | 'handoff' | 'followUps' | 'widget' | 'replies' | 'labels' | 'account';

/** Agents keep labels and canned replies themselves; what is the shop's is the admins'. */
const SECTIONS: readonly { readonly name: Section; readonly isShops: boolean; readonly content: ReactNode }[] = [
  { name: 'profile', isShops: true, content: <ProfileSection /> },
  { name: 'handoff', isShops: true, content: <HandoffSection /> },
  { name: 'followUps', isShops: true, content: <FollowUpsSection /> },
  { name: 'timings', isShops: true, content: <TimingsSection /> },
  { name: 'widget', isShops: true, content: <WidgetSection /> },
  { name: 'replies', isShops: false, content: <CannedRepliesSection /> },
  { name: 'labels', isShops: false, content: <LabelsSection /> },
  { name: 'account', isShops: false, content: <PasswordSection /> },
];

/** `/settings/<section>` */
export function Component() {
  const t = useText(settingsText);
  const { section = SECTIONS[0]?.name ?? null } = useParams();
  const navigate = useNavigate();
  const { may } = useSession();
  const isWide = useMediaQuery('(min-width: 48em)');
  return (
    <>
      <PageHeader title={t.title} />
      <Tabs
        value={section}
        orientation={isWide === true ? 'vertical' : 'horizontal'}
        keepMounted={false}
        onChange={(to) => to !== null && void navigate(`/settings/${to}`)}
      >
        <Tabs.List aria-label={t.title}>
          {SECTIONS.map(({ name }) => (
            <Tabs.Tab key={name} value={name} ta="start">
              {t[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SECTIONS.map(({ name, isShops, content }) => (
          <Tabs.Panel key={name} value={name} p="md" maw={760}>
            {isShops && !may('admin') && (
              <Alert color="gray" mb="md">
                {t.readOnly}
              </Alert>
            )}
            <Suspense fallback={<LoadingState />}>{content}</Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
