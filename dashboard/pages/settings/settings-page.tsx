import { Alert, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useSession } from '#dashboard/app/session.tsx';
import { PageHeader } from '#dashboard/components/page-header.tsx';
import { settingsText } from '#dashboard/text/settings.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { CannedRepliesSection } from './canned-replies-section.tsx';
import { FollowUpsSection } from './follow-ups-section.tsx';
import { HandoffSection } from './handoff-section.tsx';
import { LabelsSection } from './labels-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { TimingsSection } from './timings-section.tsx';
import { WidgetSection } from './widget-section.tsx';

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
            <Tabs.Tab key={name} value={name}>
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
            {content}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
