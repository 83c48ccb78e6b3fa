import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { RecordPage } from '../../notifications/messages/message-view.ts';
import type { TemplateDetails, TemplateView } from '../../notifications/messages/template-view.ts';
import type { TaskDetails, TaskView } from '../../notifications/phone-tasks/phone-task.ts';
import { ask } from './client.ts';

/** What was told about a case; in full when asked for, which is recorded. */
export function useMessageRecord(caseId: string, version: number, unmask: boolean) {
  return useInfiniteQuery({
    queryKey: ['case', caseId, 'messages', version, unmask],
    queryFn: ({ pageParam, signal }) =>
      ask<RecordPage>(
        `/api/cases/${caseId}/messages?limit=20${unmask ? '&unmask=1' : ''}${pageParam === '' ? '' : `&after=${pageParam}`}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

type TaskPage = { tasks: TaskView[]; next: string | null };

/** Calls that this window owes, or has made. */
export function usePhoneTasks(closed: boolean) {
  return useInfiniteQuery({
    queryKey: ['phone-tasks', closed],
    queryFn: ({ pageParam, signal }) =>
      ask<TaskPage>(
        `/api/phone-tasks?limit=30${closed ? '&closed=1' : ''}${pageParam === '' ? '' : `&after=${encodeURIComponent(pageParam)}`}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** One call with number and words; every look at it is recorded. */
export function usePhoneTask(id: string) {
  return useQuery({
    queryKey: ['phone-task', id],
    queryFn: ({ signal }) => ask<TaskDetails>(`/api/phone-tasks/${id}`, { signal }),
    refetchOnWindowFocus: false,
  });
}

/** What a clerk writes down of a call. */
export type Call = { calledAt: string; number: string; person: string; reached: boolean; content: string };

/** Records a call. */
export function useRecordCall(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (call: Call) => ask<TaskView>(`/api/phone-tasks/${id}/calls`, { method: 'POST', body: call }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['phone-tasks'] });
      void client.invalidateQueries({ queryKey: ['phone-task', id] });
      void client.invalidateQueries({ queryKey: ['case'] });
    },
  });
}

const templatesKey = ['message-templates'];

/** All templates with their words in force. */
export function useTemplates() {
  return useQuery({
    queryKey: templatesKey,
    queryFn: ({ signal }) => ask<{ templates: TemplateView[] }>('/api/message-templates', { signal }),
  });
}

/** One template with all its versions. */
export function useTemplate(event: string) {
  return useQuery({
    queryKey: [...templatesKey, event],
    queryFn: ({ signal }) => ask<TemplateDetails>(`/api/message-templates/${event}`, { signal }),
  });
}

/** Saves a new version. */
export function useSaveTemplate(event: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { text: string; reason: string; regionCode: string; lastVersion: number }) =>
      ask<TemplateDetails>(`/api/message-templates/${event}`, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: templatesKey }),
  });
}
