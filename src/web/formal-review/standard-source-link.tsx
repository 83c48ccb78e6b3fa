import type { CaseView } from '../../cases/core/case-view.ts';
import { stageNames } from '../../catalogue/standard.ts';
import { GivenFrom } from './given-from.tsx';
import { reviewText as text } from './text.zh-CN.ts';

/** Where what is judged by can be read: the source of the standard, in the first stage the home region's guide. */
export function StandardSourceLink({ standard }: { standard: CaseView['standard'] }) {
  const { source, stage } = standard;
  if (!source) return null;
  const words = stage === 1 ? text.guide(source.text) : text.source(source.text);
  return source.href === null ? (
    <span>{words}</span>
  ) : (
    <a href={source.href} target="_blank" rel="noreferrer noopener">
      {words}
    </a>
  );
}

/** By which stage and version it is judged, and where that can be read (规程第二十三条). */
export function StandardLine({ standard }: { standard: CaseView['standard'] }) {
  return (
    <>
      {stageNames[standard.stage]} ·{' '}
      {standard.given ? <GivenFrom given={standard.given} /> : text.version(standard.version)}
      {standard.source ? ' · ' : ''}
      <StandardSourceLink standard={standard} />
      {standard.sample ? ` · ${text.sample}` : ''}
    </>
  );
}
