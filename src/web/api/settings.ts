import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { RegionStage, RollOutPoint } from '../../regulation/roll-out.ts';
import { type SettingId, type SettingValue, settingOf } from '../../regulation/settings.ts';
import type { RollOutHistory, RollOutPage, RollOutView } from '../../settings/roll-out-view.ts';
import type { ChangeView, SettingView } from '../../settings/setting-view.ts';
import type { TextVersionView } from '../../settings/text-version-view.ts';
import { ask } from './client.ts';

type Here = Pick<CaseView, 'programme' | 'option'> & Record<'intake' | 'home', { regionCode: string }>;
type Value = { setting: SettingId; value: SettingValue; valueText: string; from: string };

/** A number that holds for what begins now on one side of a case; the usual one until it is known. */
export function useSettingHere(setting: SettingId, kase: Here, side: 'intake' | 'home'): number {
  const where = `programme=${encodeURIComponent(kase.programme.id)}&region=${kase[side].regionCode}&option=${encodeURIComponent(kase.option.id)}`;
  const { data } = useQuery({
    queryKey: ['setting-values', where],
    queryFn: ({ signal }) => ask<{ values: Value[] }>(`/api/settings/values?${where}`, { signal }),
    staleTime: 60_000,
  });
  return Number(data?.values.find((each) => each.setting === setting)?.value ?? settingOf(setting).usual);
}

/** All settings with what holds, what comes next and what waits. */
export const useSettings = () =>
  useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => ask<{ settings: SettingView[] }>('/api/settings', { signal }),
  });

/** Changes of one setting, the latest first. */
export const useSettingChanges = (setting: SettingId) =>
  useInfiniteQuery({
    queryKey: ['settings', setting, 'changes'],
    queryFn: ({ pageParam, signal }) =>
      ask<{ changes: ChangeView[]; next: string | null }>(
        `/api/settings/${setting}/changes?limit=30${pageParam === '' ? '' : `&after=${pageParam}`}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** What is proposed, or decided. */
export type SettingAct =
  | {
      propose: SettingId;
      body: {
        scopeKind: string;
        scopeCode: string;
        value: SettingValue | null;
        validFrom: string;
        reason: string;
      };
    }
  | { decide: string; approved: boolean; note: string };

/** Proposes a change, approves it or turns it down. */
export function useSettingAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: SettingAct) =>
      'propose' in act
        ? ask<ChangeView>(`/api/settings/${act.propose}/changes`, { method: 'POST', body: act.body })
        : ask<ChangeView>(`/api/setting-changes/${act.decide}/${act.approved ? 'approve' : 'reject'}`, {
            method: 'POST',
            body: act.note === '' ? {} : { note: act.note },
          }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['settings'] }),
        client.invalidateQueries({ queryKey: ['setting-values'] }),
      ]),
  });
}

/** Versions of the Rules and of printed forms. */
export const useTextVersions = () =>
  useQuery({
    queryKey: ['text-versions'],
    queryFn: ({ signal }) => ask<{ versions: TextVersionView[] }>('/api/text-versions', { signal }),
  });

/** What is proposed as a version, or decided about one. */
export type VersionAct =
  | {
      propose: {
        kind: 'rules' | 'form';
        subject: string;
        title: string;
        reference: string;
        trial: boolean;
        validFrom: string;
      };
    }
  | { decide: string; approved: boolean };

/** Proposes a version, approves it or turns it down. */
export function useVersionAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: VersionAct) =>
      'propose' in act
        ? ask<TextVersionView>('/api/text-versions', { method: 'POST', body: act.propose })
        : ask<TextVersionView>(`/api/text-versions/${act.decide}/${act.approved ? 'approve' : 'reject'}`, {
            method: 'POST',
            body: {},
          }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['text-versions'] }),
  });
}

/** Regions of the reader on their way into operation. */
export const useRollOut = (only: '' | 'active' | 'open', under: string) =>
  useInfiniteQuery({
    queryKey: ['roll-out', only, under],
    queryFn: ({ pageParam, signal }) =>
      ask<RollOutPage>(
        `/api/roll-out?limit=50${only === '' ? '' : `&only=${only}`}${under === '' ? '' : `&under=${under}`}${pageParam === '' ? '' : `&after=${pageParam}`}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** One region with its checklist and history. */
export const useRegionRollOut = (region: string) =>
  useQuery({
    queryKey: ['roll-out', 'region', region],
    queryFn: ({ signal }) =>
      ask<RollOutView & { history: RollOutHistory[] }>(`/api/roll-out/${region}`, { signal }),
  });

/** A step of the roll-out. */
export type RollOutAct =
  | { point: RollOutPoint; done: boolean; note: string }
  | { stage: RegionStage }
  | { activate: true }
  | { deactivate: string };

/** Takes a step with a region. */
export function useRollOutAct(region: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: RollOutAct) => {
      const at = `/api/roll-out/${region}`;
      if ('point' in act)
        return ask<RollOutView>(`${at}/points/${act.point}`, {
          method: 'PUT',
          body: { done: act.done, ...(act.note === '' ? {} : { note: act.note }) },
        });
      if ('stage' in act)
        return ask<RollOutView>(`${at}/stage`, { method: 'PUT', body: { stage: act.stage } });
      return 'activate' in act
        ? ask<RollOutView>(`${at}/activate`, { method: 'POST', body: {} })
        : ask<RollOutView>(`${at}/deactivate`, { method: 'POST', body: { reason: act.deactivate } });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['roll-out'] }),
  });
}
