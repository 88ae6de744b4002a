import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { machineClock } from '../adapters/clock.ts';
import { unsubscribe } from '../delivery/unsubscribe.ts';
import { archiveRecords } from './buckets.ts';
import { signer } from './mail.ts';

/** The link in a message's head and what a mail client posts to it. */
export async function handler(event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> {
  const ports = { records: archiveRecords(), signer: signer(), clock: machineClock };
  const { body = '', isBase64Encoded, queryStringParameters, requestContext } = event;
  const {
    status,
    headers,
    body: page,
  } = await unsubscribe(ports, {
    method: requestContext.http.method,
    token: queryStringParameters?.t,
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
  });
  return { statusCode: status, headers: { ...headers }, body: page };
}
