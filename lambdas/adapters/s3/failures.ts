import { S3ServiceException } from '@aws-sdk/client-s3';
import { BadSettings, OurBug, VendorDown } from '../../errors.ts';

const badCredentials = [
  ...['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken', 'InvalidToken'],
  ...['TokenRefreshRequired', 'CredentialsProviderError'],
];
const wrongRegion = [
  'PermanentRedirect',
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
];
const passing = ['RequestTimeout', 'SlowDown', 'OperationAborted', 'NoSuchUpload'];

/** Asks S3; a failure says who must act. `doing` completes "S3 did not …", e.g. `read s3://lake/a.csv`. */
export async function asking<T>(doing: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw meaningOf(error, doing);
  }
}

/** HTTP status of what S3 refused; undefined where it did not answer at all. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}

/** The bucket answered that it has no such object. */
export function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && ['NoSuchKey', 'NotFound'].includes(error.name);
}

/** The failure of a request that was tried as often as it may be; what is no failure of S3 stays as it is. */
export function meaningOf(error: unknown, doing: string): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof S3ServiceException) return refusal(error, doing);
  if (badCredentials.includes(error.name))
    return new BadSettings(`S3 did not ${doing}: ${credentialsSay(error.name)}`);
  // The SDK marks what went through its retries; without an answer that is the network.
  if ('$metadata' in error) return noAnswer(error, doing);
  return error;
}

/** A body that did not arrive whole: the connection was lost, or its checksum is another. */
export function brokenOff(error: Error, doing: string): VendorDown {
  return new VendorDown(
    `S3 did not ${doing} to the end: the connection was lost or the bytes came damaged; try again`,
    { cause: bare(error) },
  );
}

function noAnswer(error: Error, doing: string): VendorDown {
  return new VendorDown(
    `S3 did not ${doing}: no answer (${codeOf(error)}); try again, and if it stays so check the network and the endpoint`,
    { cause: bare(error) },
  );
}

function refusal(error: S3ServiceException, doing: string): Error {
  const [Kind, says] = verdict(error.name, error.$metadata.httpStatusCode ?? 0);
  return new Kind(`S3 did not ${doing}: ${says}`, { cause: bare(error) });
}

function verdict(code: string, status: number) {
  if (status >= 500 || status === 429 || passing.includes(code))
    return [VendorDown, `${code}; try again`] as const;
  if (badCredentials.includes(code)) return [BadSettings, credentialsSay(code)] as const;
  if (code === 'NoSuchBucket') return [BadSettings, noBucketSays] as const;
  if (status === 301 || wrongRegion.includes(code)) return [BadSettings, wrongRegionSays] as const;
  if (status === 403) return [BadSettings, deniedSays] as const;
  if (status === 404)
    return [OurBug, 'it is not there, though an earlier step had to write it'] as const;
  return [OurBug, `${code} (HTTP ${status})`] as const;
}

const noBucketSays =
  'there is no such bucket. Check its name in the environment of the function, and that the stack is deployed in this account and region';
const wrongRegionSays =
  'the bucket is in another region. Check the region and the name of the bucket';
const deniedSays =
  'access is denied. Check what the role of the function, the policy of the bucket and its KMS key allow; without s3:ListBucket a missing object is denied too';
const credentialsSay = (code: string) =>
  `the credentials are missing, wrong or expired (${code}). Check those of the role or of the shell`;

/** Only this is kept of an error: S3 repeats the access key and the signed headers in some of its own. */
function bare(error: Error): Error {
  const request = error instanceof S3ServiceException ? error.$metadata.requestId : undefined;
  return new Error(`${codeOf(error)}${request === undefined ? '' : `, request ${request}`}`);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
