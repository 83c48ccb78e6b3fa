import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Role } from '../../regulation/roles.ts';
import { ask } from './client.ts';
import { Refusal } from './problem.ts';

/** A right as the session names it. */
export type SessionGrant = {
  role: Role;
  roleName: string;
  regionCode: string;
  regionName: string;
  windowId: string | null;
  windowName: string | null;
};

/** Who is signed in, and where. */
export type Session = {
  id: string;
  username: string;
  name: string;
  mustChangePassword: boolean;
  grants: SessionGrant[];
  /** The window where this person works; null without a window. */
  actingWindow: SessionGrant | null;
};

const key = ['session'];

/** The session; `null` when nobody is signed in. */
export function useSession() {
  return useQuery({
    queryKey: key,
    queryFn: async (): Promise<Session | null> => {
      try {
        const session = await ask<Session>('/api/session');
        claimTab(session.username);
        return session;
      } catch (error) {
        if (error instanceof Refusal && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
}

const ownerKey = 'tongban.owner';

/** What one person left in this tab is not for the next one. */
function claimTab(username: string): void {
  if (sessionStorage.getItem(ownerKey) !== username) sessionStorage.clear();
  sessionStorage.setItem(ownerKey, username);
}

/** Signs in; afterwards everything is asked anew. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { username: string; password: string }) =>
      ask<{ token: string }>('/api/session', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Signs out and forgets what was read. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask<void>('/api/session', { method: 'DELETE' }),
    onSettled: () => {
      sessionStorage.clear();
      client.clear();
      client.setQueryData(key, null);
    },
  });
}

/** Changes the own password. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) =>
      ask<void>('/api/session/password', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}

/** Marks the session as ended, so that the sign-in page shows while the page behind keeps its content. */
export function forgetSession(client: ReturnType<typeof useQueryClient>): void {
  client.setQueryData(key, null);
}
