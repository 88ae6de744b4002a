import {
  GenerateMacCommand,
  KMSClient,
  type KMSClientConfig,
  KMSInvalidMacException,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { OurBug } from '../errors.ts';
import type { Signer } from '../ports.ts';

const algorithm = { MacAlgorithm: 'HMAC_SHA_256' } as const;
/** Of an HMAC_SHA_256, in bytes. */
const length = 32;

/** Signs with an HMAC_256 key that never leaves KMS; `key` is its id, ARN or alias. Texts up to 4096 bytes. */
export function kmsSigner(key: string, config: KMSClientConfig = {}): Signer {
  const kms = new KMSClient(config);
  const of = (text: string) => ({ ...algorithm, KeyId: key, Message: Buffer.from(text) });
  return {
    sign: async (text) => {
      const { Mac } = await kms.send(new GenerateMacCommand(of(text)));
      if (!Mac) throw new OurBug(`KMS key ${key} gave no signature: is it an HMAC_256 key?`);
      return Buffer.from(Mac).toString('base64url');
    },
    verify: async (text, signature) => {
      const mac = Buffer.from(signature, 'base64url');
      // Anybody can call the link: what cannot be a signature costs no call.
      if (mac.length !== length || mac.toString('base64url') !== signature) return false;
      try {
        const { MacValid } = await kms.send(new VerifyMacCommand({ ...of(text), Mac: mac }));
        return MacValid === true;
      } catch (error) {
        if (error instanceof KMSInvalidMacException) return false;
        throw error;
      }
    },
  };
}
