import type { StaffActivities } from '#activities/index.ts';
import type { GiveBackReason, ReviewedHandoff } from '#domain/handoff/handoff-desk.ts';
import type { NoticeKind } from '#domain/handoff/handoff-policy.ts';

export const NOTHING_DUE: ReviewedHandoff = {
  handoffId: 'h1',
  source: 'staff',
  step: null,
  dues: null,
  unsummarized: false,
};

type Asked = Parameters<StaffActivities['reviewHandoff']>[0];

/** What colleagues' wishes leave behind, in memory. */
export class FakeHandoffs {
  /** Who took the conversation, in order. */
  readonly takenBy: string[] = [];
  readonly givenBack: { readonly to: string; readonly why: GiveBackReason; readonly by: string }[] = [];
  readonly reviews: Asked[] = [];
  readonly notices: NoticeKind[] = [];
  readonly words: string[] = [];
  owed: number | null = null;
  /** What each look at the handoff finds. */
  find: (asked: Asked, look: number) => ReviewedHandoff = () => NOTHING_DUE;
  private readonly nextTurn: () => number;

  constructor(nextTurn: () => number) {
    this.nextTurn = nextTurn;
  }

  readonly activities: StaffActivities = {
    recall: async () => ({
      conversationId: '0190a000-0000-7000-8000-000000000001',
      contactId: '0190a000-0000-7000-8000-000000000002',
      stage: 'opening',
      status: 'bot',
      aiEnabled: true,
      assignee: null,
      turn: 1,
    }),
    takeOver: async ({ to }) => {
      this.takenBy.push(to.id);
    },
    giveBack: async ({ by, to, why }) => {
      this.givenBack.push({ by: by.id, to, why });
      return { owed: this.owed, closed: to === 'bot' ? 'h1' : null };
    },
    askForPerson: async () => undefined,
    openStaffTurn: async ({ text }) => {
      this.words.push(text);
      return { turn: this.nextTurn(), finished: false };
    },
    addNote: async () => undefined,
    reviewHandoff: async (asked) => {
      this.reviews.push(asked);
      return this.find(asked, this.reviews.length);
    },
    openNotice: async ({ what }) => {
      this.notices.push(what);
      return { turn: this.nextTurn(), finished: false };
    },
  };
}
