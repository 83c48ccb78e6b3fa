import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Guide, GuideSection, GuideText } from '../../catalogue/guide.ts';
import type { Instant } from '../../regulation/instant.ts';
import { ask } from './client.ts';

/** A report that a guide differs. */
export type GuideReportEntry = {
  id: string;
  code: string;
  optionId: string;
  optionName: string;
  region: string;
  regionName: string;
  taskRegion: string;
  section: GuideSection;
  sectionText: string;
  description: string;
  guideRevision: number;
  reportedByName: string | null;
  reportedAt: Instant;
  dueAt: Instant;
  state: 'open' | 'corrected' | 'confirmed';
  answer: string | null;
  answeredByName: string | null;
  overdue: boolean;
};

/** How many reports an administration had and how they ended. */
export type GuideRateEntry = {
  region: string;
  regionName: string;
  reports: number;
  corrected: number;
  confirmed: number;
  overdue: number;
};

/** The guide of an option in a region, with its corrections. */
export function useGuide(optionId: string, region: string) {
  return useQuery({
    queryKey: ['guides', optionId, region],
    queryFn: ({ signal }) =>
      ask<{
        guide: Guide;
        history: { revision: number; reason: string; changedByName: string; changedAt: Instant }[];
      }>(`/api/options/${optionId}/guide?homeRegion=${region}`, { signal }),
    enabled: region !== '',
  });
}

/** Reports to answer, or those answered. */
export function useGuideReports(open: boolean) {
  return useQuery({
    queryKey: ['guides', 'reports', open],
    queryFn: ({ signal }) =>
      ask<{ reports: GuideReportEntry[]; more: boolean; rates: GuideRateEntry[] }>(
        `/api/guide-reports?limit=100&open=${open}`,
        { signal },
      ),
  });
}

/** What is done with guides. */
export type GuideAct =
  | { act: 'report'; optionId: string; region: string; section: string; description: string }
  | { act: 'correct'; id: string; guide: GuideText; reason: string }
  | { act: 'confirm'; id: string; answer: string };

function send(act: GuideAct): Promise<unknown> {
  switch (act.act) {
    case 'report': {
      const { act: _act, ...body } = act;
      return ask('/api/guide-reports', { method: 'POST', body });
    }
    case 'correct':
      return ask(`/api/guide-reports/${act.id}/correction`, {
        method: 'POST',
        body: { guide: act.guide, reason: act.reason },
      });
    case 'confirm':
      return ask(`/api/guide-reports/${act.id}/confirmation`, {
        method: 'POST',
        body: { answer: act.answer },
      });
  }
}

/** Does one act; guides and reports are read anew. */
export function useGuideAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => client.invalidateQueries({ queryKey: ['guides'] }),
  });
}
