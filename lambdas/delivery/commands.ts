/** What a person runs next, as one line to copy; `start` is the function's name. */
export interface Commands {
  readonly start: string;
  readonly edition: string;
  /** Absent: it ended before it knew; then the last complete one. */
  readonly period?: string | undefined;
}

/** Runs the edition again and sends it to whoever has none yet. */
export function rerunCommand({ start, edition, period }: Commands, reason: string): string {
  return invocation(start, { edition, period, deliver: 'missing', reason });
}

/** Shows how a period stands, reader by reader. */
export function statusCommand({ start, edition, period }: Commands): string {
  return invocation(start, { status: { edition, period } });
}

/** Says that one reader has the message; `not_sent` lets it be sent. */
export function settleCommand(
  { start, edition, period }: Commands,
  { reader, delivery }: { readonly reader: string; readonly delivery: string },
): string {
  const which = delivery === 'first' ? {} : { delivery };
  const reason = 'how you know';
  return invocation(start, { settle: { edition, period, reader, ...which, as: 'sent', reason } });
}

/** Exports a source again, or shows how the exports stand. */
export function exportCommands(start: string) {
  return {
    again: (source: string, reason: string) =>
      invocation(start, { export: { sources: [source], reason } }),
    acceptingDeletes: (source: string) =>
      invocation(start, {
        export: { sources: [source], accept_deletes: true, reason: 'they were deleted' },
      }),
    status: invocation(start, { status: 'exports' }),
  };
}

function invocation(start: string, payload: unknown): string {
  // A quote inside single quotes: close, an escaped one, open again.
  const quoted = `'${JSON.stringify(payload).replaceAll("'", `'\\''`)}'`;
  return `aws lambda invoke --function-name ${start} --cli-binary-format raw-in-base64-out --payload ${quoted} /dev/stdout`;
}
