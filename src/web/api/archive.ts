import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseFileView, TraceView } from '../../cases/archive/case-file-view.ts';
import { ask } from './client.ts';

const whileMakingMs = 2_000;

/** The electronic file of a case, read again while it is being made. */
export function useCaseFile(id: string, version: number, enabled: boolean) {
  return useQuery({
    queryKey: ['case-file', id, version],
    queryFn: ({ signal }) => ask<CaseFileView>(`/api/cases/${id}/file`, { signal }),
    enabled,
    refetchInterval: ({ state }) =>
      state.data?.order && state.data.order.failure === null ? whileMakingMs : false,
  });
}

/** Has the file made, or made again with a reason. */
export function useOrderCaseFile(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      ask<{ ordered: boolean }>(`/api/cases/${id}/file`, {
        method: 'POST',
        body: reason === '' ? {} : { reason },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['case-file', id] }),
  });
}

/** Where a version of the file is read. */
export const caseFileHref = (id: string, version: number): string =>
  `/api/cases/${id}/file.pdf?version=${version}`;

/** Who did what, when and by when; read when it is opened. */
export function useTrace(id: string, version: number, enabled: boolean) {
  return useQuery({
    queryKey: ['case-trace', id, version],
    queryFn: ({ signal }) => ask<TraceView>(`/api/cases/${id}/trace`, { signal }),
    enabled,
  });
}
