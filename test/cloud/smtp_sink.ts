import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A message as it was handed over: the envelope decides who gets it, whatever the headers say. */
export interface Handed {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  parse(): Promise<ParsedMail>;
}

/** An SMTP server for this machine alone that keeps what it is given. */
export interface SmtpSink {
  readonly port: number;
  /** Everything so far, in the order of arrival. */
  all(): readonly Handed[];
  /** Messages since the last call, in the order of arrival. */
  take(): readonly Handed[];
  close(): Promise<void>;
}

/** Listens on the port, or on any free one. */
export async function openSmtpSink(port = 0): Promise<SmtpSink> {
  const messages: Handed[] = [];
  let taken = 0;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        messages.push(handed(from, rcptTo, Buffer.concat(chunks)));
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    port: portOf(server.server.address()),
    all: () => [...messages],
    take: () => {
      const fresh = messages.slice(taken);
      taken = messages.length;
      return fresh;
    },
    close: () => new Promise((closed) => server.close(closed)),
  };
}

function handed(from: string, to: readonly { readonly address: string }[], raw: Buffer): Handed {
  return { from, to: to.map(({ address }) => address), raw, parse: () => simpleParser(raw) };
}

function portOf(address: unknown): number {
  if (typeof address === 'object' && address !== null && 'port' in address) {
    return Number(address.port);
  }
  throw new Error('the SMTP sink listens on no port');
}

/** Addresses of a header. */
export function addressesOf(header: AddressObject | AddressObject[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));
}
