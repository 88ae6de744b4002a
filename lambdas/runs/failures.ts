import { z } from 'zod';
import type { Objects } from '../ports.ts';
import { json } from './keeper.ts';

/** Why an execution failed, in the words of the error. */
const failure = z.strictObject({
  /** Class of the error, e.g. `BadExport`: it says who must act. */
  error: z.string(),
  message: z.string(),
  at: z.string(),
});
export type Failure = z.infer<typeof failure>;

/** What Step Functions says of a failed step: `Cause` is the JSON of a Lambda's error, or plain text. */
export const stepError = z.object({
  Error: z.string().default('Unknown'),
  Cause: z.string().default(''),
});

const cause = z.object({ errorType: z.string().optional(), errorMessage: z.string() });

export function failureOf(given: z.infer<typeof stepError>, at: string): Failure {
  const { Error: type, Cause } = given;
  const told = cause.safeParse(parsedOr(Cause));
  return told.success
    ? { error: told.data.errorType ?? type, message: told.data.errorMessage, at }
    : { error: type, message: Cause === '' ? 'no cause was given' : Cause, at };
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Beside the orders: `runs/…/failures/<execution>.json`. */
const keyFor = (orderKey: string, execution: string) =>
  orderKey.replace(/(orders\/)?[^/]+$/, `failures/${execution}.json`);

export async function keepFailure(
  archive: Objects,
  orderKey: string,
  execution: string,
  failed: Failure,
): Promise<void> {
  await archive.write(keyFor(orderKey, execution), json(failure.parse(failed)));
}

export async function readFailure(
  archive: Objects,
  execution: string,
  orderKey: string,
): Promise<Failure | null> {
  const key = keyFor(orderKey, execution);
  if (!(await archive.exists(key))) return null;
  return failure.parse(JSON.parse(await archive.readText(key)));
}
