import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Bar } from '../../regulation/bars.ts';
import type { Day } from '../../regulation/instant.ts';
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
  /** What must be done before anything else; null when nothing must. */
  bar: Bar | null;
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

/** Reads anew who is signed in and what stands in the way. */
export function useSessionAgain(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries();
}

/** How one can sign in beside the password. */
export const useSignInWays = () =>
  useQuery({
    queryKey: ['sign-in-ways'],
    queryFn: ({ signal }) => ask<{ singleSignOn: string | null }>('/api/session/ways', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** How the own second factor stands. */
export const useFactor = () =>
  useQuery({
    queryKey: ['second-factor'],
    queryFn: ({ signal }) =>
      ask<{ standing: boolean; recoveryCodesLeft: number }>('/api/session/second-factor', { signal }),
  });

/** Asks for a new secret to scan. */
export const useBeginFactor = () =>
  useMutation({
    mutationFn: () =>
      ask<{ secret: string; address: string; qr: string }>('/api/session/second-factor', { method: 'POST' }),
  });

/** Gives the first code; answers recovery codes. */
export const useConfirmFactor = () =>
  useMutation({
    mutationFn: (code: string) =>
      ask<{ recoveryCodes: string[] }>('/api/session/second-factor/confirm', {
        method: 'POST',
        body: { code },
      }),
  });

/** Proves the second factor in this session. */
export function useProveFactor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: string) =>
      ask<{ recoveryCodesLeft: number }>('/api/session/second-factor/prove', {
        method: 'POST',
        body: { code },
      }),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** The statement on confidentiality as it is to be signed. */
export type StatementView = {
  title: string;
  paragraphs: string[];
  digest: string;
  validUntil: Day | null;
};

/** The statement on confidentiality. */
export const useStatement = () =>
  useQuery({
    queryKey: ['statement'],
    queryFn: ({ signal }) => ask<StatementView>('/api/confidentiality-statement', { signal }),
  });

/** Signs it. */
export function useSignStatement() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; digest: string }) =>
      ask<StatementView>('/api/confidentiality-statement', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Marks the session as ended, so that the sign-in page shows while the page behind keeps its content. */
export function forgetSession(client: ReturnType<typeof useQueryClient>): void {
  client.setQueryData(key, null);
}
