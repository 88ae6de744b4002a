import { connect, createServer } from 'node:net';
import type { Objects } from '../../lambdas/ports.ts';
import { type Facade, openFacade } from '../athena_facade/facade.ts';
import { openTrinoBackend } from '../athena_facade/trino_backend.ts';
import { told } from './aws.ts';
import { bucketOf, prefix } from './deployment.ts';

/** Athena as the functions see it: its API in front of Trino, at the address that they were given. */
export async function openAthenaFor(lake: Objects): Promise<Facade> {
  const bucket = bucketOf('lake');
  const facade = await openFacade({
    backend: await openTrinoBackend({
      address: told('TRINO'),
      database: 'cs_pulse_check',
      bucket,
      locate: (address) => address,
    }),
    lake: { bucket, objects: lake },
    workgroups: { [prefix]: { output: `s3://${bucket}/results/`, cutOff: 50e9 } },
    pace: 'time',
  });
  const relay = await relayTo(Number(new URL(facade.address).port), Number(told('ATHENA_PORT')));
  return {
    ...facade,
    close: async () => {
      relay.close();
      await facade.close();
    },
  };
}

/** The facade listens where it likes, the functions know one port. */
async function relayTo(port: number, from: number) {
  const server = createServer((socket) => {
    const on = connect(port, '127.0.0.1');
    socket.pipe(on).pipe(socket);
    for (const end of [socket, on]) end.on('error', () => [socket, on].map((one) => one.destroy()));
  });
  await new Promise<void>((listening) => server.listen(from, '127.0.0.1', listening));
  return server;
}
