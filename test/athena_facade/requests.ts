import { z } from 'zod';

/** What the adapter sends; a field that is not here is refused, so that nothing is taken for granted. */
export const startRequest = z.strictObject({
  QueryString: z.string().min(1),
  ClientRequestToken: z.string().min(32).max(128),
  QueryExecutionContext: z.strictObject({ Database: z.string() }),
  WorkGroup: z.string(),
});
export type StartRequest = z.infer<typeof startRequest>;

export const oneExecution = z.strictObject({ QueryExecutionId: z.string() });

export const resultsRequest = z.strictObject({
  QueryExecutionId: z.string(),
  MaxResults: z.int().min(1).max(1000),
  NextToken: z.string().optional(),
});

/** An error of the Athena API, as the SDK knows it by name. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export const invalid = (message: string) => new ApiError('InvalidRequestException', message);
