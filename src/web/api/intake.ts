import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { CommandReceipt } from '../../cases/core/case-view.ts';
import type { IntakePreview } from '../../cases/intake/intake-preview.ts';
import type { IdentityDocumentKind } from '../../identity/identity-documents.ts';
import { largestFile } from '../../regulation/file-limits.ts';
import { ask, requestKey, upload } from './client.ts';

/** A person or body as the form sends it. */
export type PartyBody = {
  kind: 'person' | 'organisation';
  name: string;
  identityKind: IdentityDocumentKind;
  identityNumber: string;
  phone?: string;
};

/** What the form sends; in a draft any part of the contents may be missing. */
export type CaseFormBody = {
  optionId: string;
  homeRegion: string;
  mode: 'proxyIntake';
} & ContentsBody;

/** The contents of an application. */
export type ContentsBody = {
  applicant?: PartyBody;
  agent?: PartyBody;
  contact?: { name: string; phone: string; email?: string };
  situations?: Record<string, boolean>;
  answers?: Record<string, string | number>;
  delivery?: { way: string; address?: { recipient: string; phone: string; address: string } };
  duplicateReason?: string;
};

/** Asks where a case would go and what it needs. */
export function useIntakePreview(
  matter: { optionId: string; homeRegion: string; situations: Record<string, boolean> } | undefined,
) {
  return useQuery({
    queryKey: ['intake-preview', matter],
    queryFn: ({ signal }) =>
      ask<IntakePreview>('/api/intake-preview', { method: 'POST', body: matter, signal }),
    enabled: matter !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** Asks for the printable explanation when a region is not in the directory. */
export function useEnquiry() {
  return useMutation({
    mutationFn: (body: { optionId: string; homeRegion: string }) =>
      ask<{ title: string; paragraphs: string[] }>('/api/enquiries', { method: 'POST', body }),
  });
}

/** Opens a draft, or registers at once and starts the review. */
export function openCase(body: CaseFormBody, register: boolean, key = requestKey()): Promise<CommandReceipt> {
  return ask<CommandReceipt>('/api/cases', {
    method: 'POST',
    body: register ? { ...body, submit: true, startReview: true } : body,
    headers: { 'idempotency-key': key },
  });
}

/** A stored draft. */
export type Draft = { revision: number; form: ContentsBody; updatedAt: string; closedBecause: string | null };

/** The stored content of a draft. */
export function useDraft(id: string | undefined) {
  return useQuery({
    queryKey: ['draft', id],
    queryFn: ({ signal }) => ask<Draft>(`/api/cases/${id}/draft`, { signal }),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** Saves a draft under the revision last seen. */
export const saveDraft = (id: string, revision: number, form: ContentsBody): Promise<{ revision: number }> =>
  ask<{ revision: number }>(`/api/cases/${id}/draft`, {
    method: 'PUT',
    body: form,
    headers: { 'if-match': `"${revision}"` },
  });

/** A file that was uploaded and not yet attached. */
export type UploadedFile = {
  id: string;
  name: string;
  size: number;
  sha256: string;
  mediaType: string;
  pages: number;
};

/** Why a file cannot be taken, before it is sent; undefined when it can. */
export function fileFault(file: { name: string; size: number; type: string }): string | undefined {
  const megabytes = Math.ceil(file.size / 1024 / 1024);
  if (file.size > largestFile) {
    return `“${file.name}”有 ${megabytes} MB，超过 20 MB。请用 300 dpi 灰度重新扫描。`;
  }
  if (file.size === 0) return `“${file.name}”是空的。`;
  const known = ['application/pdf', 'image/jpeg', 'image/png'].includes(file.type);
  return known ? undefined : `“${file.name}”不是 PDF、JPEG 或 PNG 文件。`;
}

/** Uploads one file. */
export function uploadFile(file: File): Promise<UploadedFile> {
  const form = new FormData();
  form.append('file', file, file.name);
  return upload<UploadedFile>('/api/uploads', form);
}
