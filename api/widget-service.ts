import type { ConversationNotices } from '#api/realtime/turn-replies.ts';
import type { WidgetHistory } from '#domain/widget/history.ts';
import type { WidgetSettings } from '#domain/widget/settings.ts';
import type { VisitorSessions } from '#domain/widget/visitor-session.ts';

/** The script a shop embeds, built. */
export interface WidgetScript {
  readonly code: string;
  /** Strong validator of `code`, with its quotes. */
  readonly etag: string;
}

/** What stands behind the chat on a shop's own site. */
export interface WidgetService {
  readonly sessions: VisitorSessions;
  readonly notices: ConversationNotices;
  /** The newest `limit` messages after `after`; undefined while the visitor has not written. */
  history(
    tenantId: string,
    workflowId: string,
    from: { readonly after: number; readonly limit: number },
  ): Promise<WidgetHistory | undefined>;
  save(tenantId: string, settings: WidgetSettings): Promise<void>;
  /** @throws NotConfigured when it is not built and can't be built here */
  script(): Promise<WidgetScript>;
}
