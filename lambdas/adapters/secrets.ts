import {
  GetSecretValueCommand,
  SecretsManagerClient,
  type SecretsManagerClientConfig,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager';
import { BadSettings, VendorDown } from '../errors.ts';
import type { Secrets } from '../ports.ts';

/** Reads JSON secrets of AWS Secrets Manager; `idOf` gives the name or ARN of a source's. */
export function managedSecrets(
  idOf: (source: string) => string,
  config: SecretsManagerClientConfig = {},
): Secrets {
  const manager = new SecretsManagerClient(config);
  return {
    read: async (source) => {
      const id = idOf(source);
      const asked = manager.send(new GetSecretValueCommand({ SecretId: id }));
      const { SecretString } = await asked.catch((error: unknown) => {
        throw told(source, id, error);
      });
      return parsed(source, id, SecretString);
    },
  };
}

/** Nothing of the parser's own error: it shows the beginning of the text. */
function parsed(source: string, id: string, text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw new BadSettings(
      `The secret ${id} is no JSON: store the credentials of ${source} as key/value pairs`,
    );
  }
}

const advice: Readonly<Record<string, string>> = {
  ResourceNotFoundException:
    'it does not exist in this region and account, or has no value yet: put one into it',
  AccessDeniedException: 'this function may not read it: allow secretsmanager:GetSecretValue',
  DecryptionFailure: 'its KMS key cannot be used by this function: allow kms:Decrypt',
  InvalidRequestException: 'it is about to be deleted or has no value yet',
};

function told(source: string, id: string, error: unknown): Error {
  if (!(error instanceof SecretsManagerServiceException)) {
    const name = error instanceof Error ? error.name : 'no error';
    return new VendorDown(
      `Secrets Manager could not be asked for ${id} (${name}): try again later`,
    );
  }
  const known = advice[error.name];
  return known
    ? new BadSettings(`The secret ${id} with the credentials of ${source} cannot be read: ${known}`)
    : new VendorDown(`Secrets Manager answered ${error.name} when asked for ${id}`);
}
