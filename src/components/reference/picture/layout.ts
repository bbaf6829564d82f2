/** Where the papers of one panel of a release's picture lie, in px of its drawing. */
import type { ShapeName } from '../../../site/shapes.ts';

/** What a paper is drawn as; each outline means one thing all over the site. */
export type PaperForm = 'plain' | 'token' | 'client' | 'serving';

export interface Paper {
  readonly form: PaperForm;
  readonly shape: ShapeName;
  readonly label: string;
  readonly lines: readonly { readonly text: string; readonly mono: boolean }[];
}

export interface PlacedPaper extends Paper {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Width of a paper, so that a panel of one column is 344 wide. */
export const PAPER = 316;
export const PADDING = 14;
export const LINE = 18;
const GUTTER = 40;
const TITLE = 34;
const GAP = 10;

/** Letters that fit on a line: Plex Mono is 7.8 px wide at 13 px, Plex Sans about 6.6 px at 13.5 px. */
const fits = (mono: boolean): number => (mono ? 34 : 41);

/** Splits a text into lines, between words or, where a word is too long, after a slash, a dash or a dot. */
export function wrapped(text: string, mono: boolean): string[] {
  const most = fits(mono);
  const lines = [''];
  for (const piece of text.split(/(?<=[\s/.:-])/)) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && (last + piece).trimEnd().length > most) lines.push(piece);
    else lines[lines.length - 1] = last + piece;
  }
  return lines.map((line) => line.trim());
}

const heightOf = (paper: Paper): number => 14 + LINE * (1 + paper.lines.length);

export interface Layout {
  readonly papers: readonly PlacedPaper[];
  readonly width: number;
  readonly height: number;
}

/** Papers one below the other, in as many columns of the same width, and how large the panel is with them. */
export function placed(papers: readonly Paper[], columns: number): Layout {
  const top = TITLE + PADDING;
  const perColumn = Math.ceil(papers.length / columns);
  const bottoms = Array.from({ length: columns }, () => top);
  const laid = papers.map((paper, index) => {
    const column = Math.floor(index / perColumn);
    const y = bottoms[column] ?? top;
    const height = heightOf(paper);
    bottoms[column] = y + height + GAP;
    return { ...paper, x: PADDING + column * (PAPER + GUTTER), y, height };
  });
  return {
    papers: laid,
    width: 2 * PADDING + columns * PAPER + (columns - 1) * GUTTER,
    height: Math.max(...bottoms) - GAP + PADDING,
  };
}

/** The outline of a paper of that size, from its upper left corner. */
export function outline(form: PaperForm, width: number, height: number): string {
  const middle = height / 2;
  switch (form) {
    case 'client':
      return `M0 0H${width - 14}L${width} ${middle}L${width - 14} ${height}H0Z`;
    case 'serving':
      return `M0 0H${width}V${height}H0L14 ${middle}Z`;
    case 'token':
      return `M0 0H${width}V${middle - 7}a7 7 0 0 0 0 14V${height}H0V${middle + 7}a7 7 0 0 0 0-14Z`;
    case 'plain':
      return `M0 0H${width}V${height}H0Z`;
  }
}
