import type { Case, Line } from '../core/case.ts';

/** Originals at the home window that belong to the applicant; what is kept for the archive does not go back. */
export const originalsAtHome = (kase: Pick<Case, 'lines'>): Line[] =>
  kase.lines.filter(
    (line) => line.paper === 'home' && !line.archivePaper && (line.received?.originals ?? 0) > 0,
  );

/** Paper for the archive that has not reached the home window. */
export const archivePaperOpen = (kase: Pick<Case, 'lines'>): Line[] =>
  kase.lines.filter(
    (line) => line.archivePaper && line.received?.medium === 'paper' && line.paper !== 'home',
  );
