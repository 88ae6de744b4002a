import { describe, expect, it } from 'vitest';
import { monthly, quarterly, reader, weekly } from '../documents_fixture.ts';
import { render } from './rendered.ts';

/** The styles of all elements in order. */
const stylesOf = (html: string) =>
  [...html.matchAll(/ style="([^"]*)"/g)].map(([, css = '']) => css);

describe.each([weekly, monthly, quarterly])('the $edition edition from the right', (report) => {
  it('is the mirror of the one from the left', async () => {
    const left = await render({ report, reader });
    const right = await render({ report, reader: { ...reader, language: 'ar' } });
    expect(right.html).toContain('<html lang="ar" dir="rtl"');
    expect(stylesOf(right.html)).toEqual(stylesOf(left.html).map(mirrored));
  });
});

function mirrored(css: string): string {
  return css.split(';').map(otherSide).join(';');
}

function otherSide(declaration: string): string {
  const [name = '', value = ''] = declaration.split(':');
  if (name === 'text-align' && value !== 'center') {
    return `${name}:${value === 'left' ? 'right' : 'left'}`;
  }
  const [top, right, bottom, left] = value.split(' ');
  return name === 'padding' && left !== undefined
    ? `padding:${top} ${left} ${bottom} ${right}`
    : declaration;
}
