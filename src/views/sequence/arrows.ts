import type { Arrow, SequenceDiagram } from './model.ts';

/** The diagram with one more arrow, which is the current one. */
export function withArrow(diagram: SequenceDiagram, arrow: Arrow): SequenceDiagram {
  return { ...diagram, arrows: [...diagram.arrows, arrow], current: arrow.id };
}

/** The diagram with an arrow changed, which becomes the current one. Nothing changes where there is no such arrow. */
export function changeArrow(
  diagram: SequenceDiagram,
  id: string,
  seq: number,
  change: (arrow: Arrow) => Partial<Arrow>,
): SequenceDiagram {
  const index = diagram.arrows.findLastIndex((arrow) => arrow.id === id);
  const found = diagram.arrows[index];
  if (!found) return diagram;
  const arrow = { ...found, ...change(found), lastSeq: seq };
  return { ...diagram, arrows: diagram.arrows.with(index, arrow), current: id };
}
