/** Passing over a gate, handing over the keyboard, and the way back. Times and people come in as they are shown. */
export interface FlowText {
  readonly pass: {
    readonly button: string;
    readonly title: string;
    readonly body: (gate: string, red: readonly string[], chats: number | undefined) => string;
    readonly notPassed: string;
    readonly nameLabel: (account: string) => string;
    readonly reasonLabel: string;
    readonly reasonHint: string;
    readonly empty: string;
    readonly submit: string;
    readonly close: string;
    readonly done: string;
    /** Told in the thread, and kept on the board and in the report. */
    readonly mark: (gate: string, who: string, red: readonly string[], chats: number | undefined, reason: string) => string;
    readonly header: string;
  };
  readonly handOver: {
    readonly button: string;
    readonly done: (to: string) => string;
    readonly post: (from: string, to: string) => string;
    readonly line: (who: string, from: string, at: string) => string;
  };
  readonly rollBack: {
    readonly button: string;
    readonly confirm: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
    readonly before: string;
    readonly header: (account: string) => string;
    readonly asked: (who: string, at: string) => string;
    readonly converted: (brands: string) => string;
    readonly swapped: (brands: string) => string;
    readonly classic: (brands: string) => string;
    readonly chats: (tickets: number) => string;
    readonly inMinutes: readonly string[];
    readonly parallel: string;
    readonly request: (who: string) => string;
  };
}
