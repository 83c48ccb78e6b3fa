import type { SetStage } from './catalogue-content.ts';
import { guidePortalOf } from './guide-portals.ts';
import type { ResolvedStandard } from './standard.ts';

/** Where what a clerk judges by can be read: the guide of the home region, or what the standard is taken from. */
export type StandardSource = {
  readonly text: string;
  /** Address on the web; null for a document that is only named. */
  readonly href: string | null;
};

/** The address at the beginning of a text; standards often leave out how it is asked for. */
function addressIn(text: string): string | null {
  const [found = null] = /^(?:https?:\/\/)?(?:[\w-]+\.)+[a-z]{2,}(?:[:/?#][\x21-\x7e]*)?/i.exec(text) ?? [];
  return found === null || /^https?:/i.test(found) ? found : `https://${found}`;
}

/**
 * The source of a standard in a home region. In the first stage the guide that the province names, else its portal;
 * afterwards what the province gives for its own differences, else what the standard was taken from.
 */
export function sourceOf(
  standard: Pick<ResolvedStandard, 'stage' | 'differences' | 'provenance'> | undefined,
  set: Pick<SetStage, 'guideLink'> | undefined,
  homeRegion: string,
): StandardSource | null {
  if ((standard?.stage ?? 1) === 1) {
    if (set?.guideLink) return { text: '属地办事指南', href: set.guideLink };
    const portal = guidePortalOf(homeRegion);
    return portal ? { text: `${portal.name}的办事指南`, href: portal.address } : null;
  }
  const where = [
    ...(standard?.differences ?? []).map(({ provenance }) => provenance),
    ...(standard?.provenance ?? []),
  ]
    .map((one) => one.where)
    .find((one) => one !== null);
  if (where === undefined) return null;
  return { text: where, href: addressIn(where) };
}
