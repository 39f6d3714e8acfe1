import type { ApiDeps } from '#api/deps.ts';
import type { WidgetHistory } from '#domain/widget/history.ts';
import type { WidgetSettings } from '#domain/widget/settings.ts';
import { createVisitorSessions } from '#adapters/crypto/visitor-session.ts';

type FakeWidget = ApiDeps['widget'] & { readonly saved: WidgetSettings[] };

/** The widget's service in memory: nobody has written unless `history` says so. */
export function fakeWidget(history?: WidgetHistory): FakeWidget {
  const saved: WidgetSettings[] = [];
  return {
    saved,
    sessions: createVisitorSessions(new Uint8Array(32), () => new Date()),
    notices: { subscribe: () => () => undefined },
    history: async (_tenantId, _workflowId, { after }) =>
      history && { ...history, messages: history.messages.filter(({ seq }) => seq > after) },
    save: async (_tenantId, settings) => void saved.push(settings),
    script: async () => ({ code: '"the widget"', etag: '"one"' }),
  };
}
