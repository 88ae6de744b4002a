import { BadSettings } from '../../errors.ts';

export type Credentials = Readonly<Record<string, string>>;

export interface Authorization {
  present(): Promise<Credentials>;
  /** These were refused: gets new ones, once for all requests that the same ones were refused for. */
  renew(refused: Credentials): Promise<void>;
}

/** Asks for the headers once and again only when the vendor refuses them. */
export function openAuthorization(
  vendor: string,
  authorize: (refused: boolean) => Promise<Credentials>,
): Authorization {
  let current: Promise<Credentials> | undefined;
  const obtain = (refused: boolean) => {
    const asked = authorize(refused).then((headers) => checked(vendor, headers));
    current = asked;
    // The next request asks anew; whoever waits for this one is told.
    asked.catch(() => {
      if (current === asked) current = undefined;
    });
    return asked;
  };
  return {
    present: () => current ?? obtain(false),
    renew: async (refused) => {
      const known = current;
      if (known && (await known) === refused && current === known) await obtain(true);
    },
  };
}

/** The platform's own error for such a header shows its value. */
function checked(vendor: string, headers: Credentials): Credentials {
  const wrong = Object.keys(headers).filter((name) => /[^\t\x20-\x7e]/.test(headers[name] ?? ''));
  if (wrong.length > 0) {
    throw new BadSettings(
      `${vendor}: the secret for header ${wrong.join(', ')} holds a line break or another character that no header can hold: copy it again`,
    );
  }
  return headers;
}
