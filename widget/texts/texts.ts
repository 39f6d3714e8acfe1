/** Everything the widget says by itself. */
export interface Texts {
  readonly open: string;
  readonly close: string;
  readonly unread: (count: number) => string;
  readonly placeholder: string;
  readonly message: string;
  readonly send: string;
  readonly log: string;
  readonly greeting: string;
  readonly you: string;
  readonly assistant: string;
  readonly typing: string;
  readonly sending: string;
  readonly failed: string;
  readonly retry: string;
  readonly offline: string;
  readonly loadFailed: string;
  readonly loading: string;
  readonly waiting: string;
  readonly automatic: string;
  readonly withAgent: (name: string) => string;
  readonly agentJoined: (name: string) => string;
  readonly agentLeft: (name: string) => string;
  readonly colleague: string;
  readonly choose: string;
  readonly chooseProduct: (name: string) => string;
  readonly soldOut: string;
  readonly products: string;
  readonly suggestions: string;
  readonly pay: string;
  readonly image: string;
  readonly file: string;
  readonly newWindow: string;
}
