import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { managedSecrets } from '../../lambdas/adapters/secrets.ts';
import { BadSettings, VendorDown } from '../../lambdas/errors.ts';

let server: Server;
const kept = new Map<string, object>();
const failures = new Map<string, { status: number; type: string }>();

/** Answers GetSecretValue as Secrets Manager does. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { SecretId: id } = JSON.parse(Buffer.concat(chunks).toString());
    expect(request.headers['x-amz-target']).toBe('secretsmanager.GetSecretValue');
    const failure = failures.get(id) ?? { status: 400, type: 'ResourceNotFoundException' };
    const secret = failures.has(id) ? undefined : kept.get(id);
    const type = 'application/x-amz-json-1.1';
    response.writeHead(secret ? 200 : failure.status, { 'content-type': type });
    response.end(JSON.stringify(secret ?? { __type: failure.type, Message: `pat-SENTINEL ${id}` }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function secrets() {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const endpoint = `http://127.0.0.1:${port}`;
  const config = { endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 };
  return managedSecrets((source) => `cs-pulse/prod/${source}`, config);
}

const failing = (source: string) =>
  secrets()
    .read(source)
    .then(
      () => expect.fail('it must fail'),
      (error: unknown) => error,
    );

describe('a secret of Secrets Manager', () => {
  it('is the object that is kept for the source, and the new one after a rotation', async () => {
    const keep = (token: string) =>
      kept.set('cs-pulse/prod/hubspot', { SecretString: JSON.stringify({ token }) });
    const same = secrets();
    keep('one');
    expect(await same.read('hubspot')).toEqual({ token: 'one' });
    keep('two');
    expect(await same.read('hubspot')).toEqual({ token: 'two' });
  });

  it.each([
    ['a text', { SecretString: 'pat-SENTINEL' }],
    ['binary', { SecretBinary: Buffer.from('pat-SENTINEL').toString('base64') }],
  ])('that is %s is refused without being shown', async (_, secret) => {
    kept.set('cs-pulse/prod/stripe', secret);
    const error = await failing('stripe');
    expect(error).toBeInstanceOf(BadSettings);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('SENTINEL');
    expect(String(error)).toContain('The secret cs-pulse/prod/stripe is no JSON');
  });

  it.each([
    ['ResourceNotFoundException', 400, BadSettings, 'put one into it'],
    ['AccessDeniedException', 400, BadSettings, 'allow secretsmanager:GetSecretValue'],
    ['DecryptionFailure', 400, BadSettings, 'allow kms:Decrypt'],
    ['InternalServiceError', 500, VendorDown, 'answered InternalServiceError'],
  ])('that cannot be had says what to do: %s', async (type, status, kind, words) => {
    failures.set('cs-pulse/prod/zendesk', { status, type });
    const error = await failing('zendesk');
    expect(error).toBeInstanceOf(kind);
    expect(String(error)).toContain('cs-pulse/prod/zendesk');
    expect(String(error)).toContain(words);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('SENTINEL');
  });
});
