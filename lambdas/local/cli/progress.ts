import { Listr } from 'listr2';
import type { Progress } from '../../ports.ts';

/**
 * Runs a job under one line that says what it is doing: a spinner on a terminal, plain lines in a pipe.
 * Warnings stay; they are returned to be printed after it.
 */
export async function withProgress<T>(
  title: string,
  job: (progress: Progress) => Promise<T>,
): Promise<{ readonly result: T; readonly warnings: readonly string[] }> {
  const warnings: string[] = [];
  const done: T[] = [];
  const failures: unknown[] = [];
  const task = new Listr(
    [
      {
        title,
        task: async (_, line) => {
          const say = (text: string) => {
            line.output = text;
          };
          const warn = (text: string) => {
            warnings.push(text);
          };
          try {
            done.push(await job({ step: say, note: say, warn }));
          } catch (error) {
            // Told once, by the command line, and not by the line of progress too.
            failures.push(error);
            line.title = `${title}: stopped`;
          }
        },
      },
    ],
    { renderer: 'default', fallbackRenderer: 'simple', rendererOptions: { collapseErrors: true } },
  );
  await task.run();
  if (failures.length > 0) throw failures[0];
  const [result] = done;
  if (result === undefined) throw new Error(`${title} ended without a result`);
  return { result, warnings };
}
