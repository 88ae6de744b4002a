import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kmsSigner } from '../../lambdas/adapters/kms.ts';

let server: Server;
let asked = 0;

/** Answers GenerateMac and VerifyMac as KMS does. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    asked += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { Message, Mac, KeyId, MacAlgorithm } = JSON.parse(Buffer.concat(chunks).toString());
    const mac = createHmac('sha256', KeyId).update(Buffer.from(Message, 'base64')).digest('base64');
    const verifying = request.headers['x-amz-target'] === 'TrentService.VerifyMac';
    const valid = !verifying || mac === Mac;
    const body = valid
      ? { KeyId, MacAlgorithm, Mac: mac, MacValid: true }
      : { __type: 'KMSInvalidMacException' };
    response.writeHead(valid ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function signer(key = 'alias/unsubscribe') {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return kmsSigner(key, { endpoint: `http://127.0.0.1:${port}`, region: 'eu-west-1', credentials });
}

describe('a signature by KMS', () => {
  it('holds for the text that was signed, and for no other text or key', async () => {
    const signature = await signer().sign('unsubscribe:ü');
    expect(signature).toMatch(/^[\w-]{43}$/);
    expect(await signer().verify('unsubscribe:ü', signature)).toBe(true);
    expect(await signer().verify('unsubscribe:u', signature)).toBe(false);
    expect(await signer('alias/other').verify('unsubscribe:ü', signature)).toBe(false);
  });

  it('costs no call where it cannot be one', async () => {
    const before = asked;
    const signature = createHmac('sha256', 'x').update('x').digest('base64url');
    for (const wrong of [
      '',
      'short',
      signature.slice(1),
      `${signature}A`,
      `${signature}=`,
      `!${signature}`,
    ]) {
      expect(await signer().verify('text', wrong)).toBe(false);
    }
    expect(asked).toBe(before);
  });
});
