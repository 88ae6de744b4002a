import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What a server that speaks as SES does answers to one request. */
export type Answer =
  | { readonly status: number; readonly body: string }
  /** It takes the request and says nothing; it cuts the line; it cuts it in the middle of its answer. */
  | 'silence'
  | 'reset'
  | 'half an answer';

export const sent: Answer = {
  status: 200,
  body: `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>0102-abc</MessageId></SendRawEmailResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></SendRawEmailResponse>`,
};

export const error = (status: number, code: string, message: string): Answer => ({
  status,
  body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
});

export const quota = (most: number, used: number, perSecond: number): Answer => ({
  status: 200,
  body: `<GetSendQuotaResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><GetSendQuotaResult><Max24HourSend>${most}</Max24HourSend><SentLast24Hours>${used}</SentLast24Hours><MaxSendRate>${perSecond}</MaxSendRate></GetSendQuotaResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetSendQuotaResponse>`,
});

export interface SesServer {
  readonly endpoint: string;
  /** Parameters of every request so far. */
  readonly requests: URLSearchParams[];
  /** What it answers to every request from now on. */
  answers(answer: Answer): void;
  close(): Promise<void>;
}

/** An HTTP server on this machine alone; a connection is as real as one to SES. */
export async function sesServer(): Promise<SesServer> {
  const requests: URLSearchParams[] = [];
  let answer = sent;
  const server = createServer(async (request, response) => {
    requests.push(new URLSearchParams(await textOf(request)));
    respond(answer, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    requests,
    answers: (next) => {
      answer = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function respond(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  if (answer === 'silence') return;
  if (answer === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  if (answer === 'half an answer') {
    response.writeHead(200, { 'content-length': 500 });
    response.write('<SendRawEmailResponse>');
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
