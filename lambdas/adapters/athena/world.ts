import type { AthenaClient } from '@aws-sdk/client-athena';
import type { Clock, Objects } from '../../ports.ts';
import type { Sizes } from './expected.ts';

/** What Athena is asked with. */
export interface AthenaWorld {
  /** Made with `maxAttempts` of about 5: what gets lost on the way is sent again under the same token. */
  readonly client: AthenaClient;
  readonly lake: Objects;
  /**
   * The execution and its step, in letters, digits, `-` and `_`. The same scope joins what it began before;
   * another one begins, and pays, anew.
   */
  readonly scope: string;
  readonly database: string;
  readonly workgroup: string;
  readonly clock: Clock;
  /** Bytes that the statements of the run may scan together, and those that earlier steps have. */
  readonly budgetBytes?: number | undefined;
  readonly bytesSpent?: number | undefined;
  /** How much lies in the lake. Without it no statement is expected to scan anything, and the one too many runs. */
  readonly sizes?: Sizes | undefined;
  /** Instant after which nothing is waited for; a query that runs then is joined by the next try. */
  readonly deadline?: string | undefined;
  /** Milliseconds after which a single query is stopped; ten minutes where it is not said. */
  readonly patience?: number | undefined;
}
