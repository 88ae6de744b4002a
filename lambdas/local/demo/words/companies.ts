import { hash, type Some } from '../random.ts';

export interface Company {
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
}

const heads = words(
  `Bram Kel Nor Tam Ves Ock Cal Dun Fen Gal Hal Ist Jar Lan Mar Ost Pel Quin Ros Sol Thal Ul Var
  Wes Yar Zel Ard Bel Cor Del Eld Fal Gren Hol Ing Kir Lor Mel Nev Orm`,
);
const tails = words(
  `lowe wick mere ford stead holm vale crest brook field dane gate haven moor ridge shaw thorpe
  combe dell fell garth hurst lea marsh nook rath side torr ven wold`,
);

/** What a company does, by the word that its name ends with. */
const trades: Some<readonly [string, string]> = [
  ['Foods', 'food'],
  ['Logistics', 'logistics'],
  ['Freight', 'logistics'],
  ['Clinics', 'health'],
  ['Diagnostics', 'health'],
  ['Robotics', 'manufacturing'],
  ['Textiles', 'manufacturing'],
  ['Tools', 'manufacturing'],
  ['Energy', 'energy'],
  ['Solar', 'energy'],
  ['Studios', 'media'],
  ['Press', 'media'],
  ['Partners', 'professional services'],
  ['Advisory', 'professional services'],
  ['Legal', 'professional services'],
  ['Insurance', 'financial services'],
  ['Capital', 'financial services'],
  ['Payments', 'financial services'],
  ['Travel', 'hospitality'],
  ['Hotels', 'hospitality'],
  ['Homes', 'real estate'],
  ['Learning', 'education'],
  ['Outfitters', 'retail'],
  ['Market', 'retail'],
  ['Software', 'software'],
];

const names = heads.length * tails.length * trades.length;
/** Prime, so that stepping by it visits every name once before any comes again. */
const stride = 7919;

/** The company of an account; no two accounts below the number of names share one. */
export function companyOf(seed: number, index: number): Company {
  const at = ((hash(seed, 'companies') % names) + index * stride) % names;
  const place = Math.floor(at / trades.length);
  const [trade, industry] = trades[at % trades.length] ?? trades[0];
  const root = `${heads[place % heads.length]}${tails[Math.floor(place / heads.length)]}`;
  const again = index < names ? '' : ` ${Math.floor(index / names) + 1}`;
  const name = `${root} ${trade}${again}`;
  return { name, domain: `${name.toLowerCase().replaceAll(' ', '-')}.example`, industry };
}

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
