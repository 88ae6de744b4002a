import { BadSettings } from '../../errors.ts';
import type { Outgoing } from './request.ts';

const most = 5;

/** The request at the place that the answer points to; throws where credentials would leave the vendor. */
export function redirected(
  vendor: string,
  out: Outgoing,
  { status, to }: { readonly status: number; readonly to: string | null },
): Outgoing {
  const what = `${vendor}: ${out.title} answered ${status}`;
  const url = to !== null && URL.canParse(to, out.url.href) ? new URL(to, out.url.href) : null;
  if (!url) throw new BadSettings(`${what} without a place to go to: is the address right?`);
  if (url.origin !== out.url.origin) {
    throw new BadSettings(
      `${what} and points to ${url.origin}, which gets no credentials: if that is the vendor, write it as the address in the secret of ${vendor}`,
    );
  }
  if (out.method === 'POST' && status !== 307 && status !== 308) {
    throw new BadSettings(`${what}, where nothing can be sent on to: is the address right?`);
  }
  if (out.hops >= most) throw new BadSettings(`${what} for ever: is the address right?`);
  return { ...out, url, hops: out.hops + 1 };
}
