import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { kebab } from '../../regulation/lifecycle/index.ts';
import type { OrderCommand } from '../../shipments/order.ts';
import type { OrderView } from '../../shipments/order-view.ts';
import type {
  CaseShipmentView,
  HandOverView,
  MonthReport,
  NamedFigures,
  NotedParcel,
  PostalService,
  ShipmentView,
  StrangeEvent,
  UnassignedView,
} from '../../shipments/views.ts';
import { ask, requestKey } from './client.ts';
import { NoAnswer } from './problem.ts';

/** Whose parcels are listed. */
export type ShipmentScope = 'window' | 'region';

const pageSize = 30;

/** A list of parcels, page by page. */
export function useShipments(list: 'outgoing' | 'incoming' | 'trouble', scope: ShipmentScope, open: boolean) {
  return useInfiniteQuery({
    queryKey: ['shipments', list, scope, open],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ list, scope, open: open ? '1' : '0', limit: String(pageSize) });
      if (pageParam !== '') query.set('after', pageParam);
      return ask<{ shipments: ShipmentView[]; next?: string }>(`/api/shipments?${query.toString()}`, {
        signal,
      });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** Parcels of a case with all that is known of them. */
export function useCaseShipments(caseId: string, version?: number) {
  return useQuery({
    queryKey: ['shipments', 'case', caseId, version ?? 0],
    queryFn: ({ signal }) =>
      ask<{
        shipments: CaseShipmentView[];
        orders: OrderView[];
        noted: NotedParcel[];
        connected: boolean;
      }>(`/api/cases/${caseId}/shipments`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Reports of carriers that somebody has to look at. */
export function useStrangeEvents() {
  return useQuery({
    queryKey: ['shipments', 'strange'],
    queryFn: ({ signal }) =>
      ask<{ events: StrangeEvent[] }>('/api/carrier-events/strange?limit=100', { signal }),
  });
}

/** Parcels that belong to nobody yet. */
export function useUnassigned(scope: ShipmentScope) {
  return useQuery({
    queryKey: ['shipments', 'unassigned', scope],
    queryFn: ({ signal }) =>
      ask<{ parcels: UnassignedView[] }>(`/api/unassigned-parcels?scope=${scope}&limit=100`, { signal }),
  });
}

/** Orders of the own windows that are not done. */
export function useOpenOrders(enabled: boolean) {
  return useQuery({
    queryKey: ['shipments', 'orders'],
    queryFn: ({ signal }) =>
      ask<{ connected: boolean; orders: OrderView[] }>('/api/shipment-orders', { signal }),
    enabled,
  });
}

/** Hand-over lists of the last days. */
export function useHandOverLists() {
  return useQuery({
    queryKey: ['shipments', 'hand-overs'],
    queryFn: ({ signal }) => ask<{ lists: HandOverView[] }>('/api/hand-over-lists', { signal }),
  });
}

/** What parcels cost in a month. */
export function useMonthReport(month: string) {
  return useQuery({
    queryKey: ['shipments', 'fees', month],
    queryFn: ({ signal }) => ask<MonthReport>(`/api/shipping-fees?month=${month}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** How parcels travel, by pair of regions. */
export function useFigures(from: string, to: string) {
  return useQuery({
    queryKey: ['shipments', 'figures', from, to],
    queryFn: ({ signal }) =>
      ask<{ pairs: NamedFigures[] }>(`/api/shipping-figures?from=${from}&to=${to}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Postal services of the halls. */
export function usePostalServices() {
  return useQuery({
    queryKey: ['shipments', 'halls'],
    queryFn: ({ signal }) => ask<{ services: PostalService[] }>('/api/postal-services', { signal }),
  });
}

/** What an act on parcels changes is read anew. */
function useRefresh(): () => void {
  const client = useQueryClient();
  return () => {
    for (const queryKey of [['shipments'], ['custody'], ['cases'], ['case']]) {
      void client.invalidateQueries({ queryKey });
    }
  };
}

/** Anything that is posted about parcels. */
export function useShipmentAct<Answer = unknown>() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ path, body, method = 'POST' }: { path: string; body?: object; method?: 'POST' | 'PUT' }) =>
      ask<Answer>(path, { method, ...(body === undefined ? {} : { body }) }),
    onSettled: refresh,
  });
}

/** Both ends of a parcel, who pays and what the carrier asks, before it is ordered. */
export type OrderPlan = {
  sender: { name: string; phone: string; address: string };
  addressee: { name: string; phone: string; address: string };
  payerLabel: string;
  contents: string;
  feeFen: number | null;
};

/** What an order would say; nothing while it cannot be ordered. */
export function useOrderPlan(
  caseId: string,
  command: OrderCommand,
  body: { sending: object; weightGrams: number } | undefined,
) {
  return useQuery({
    queryKey: ['shipment-plan', caseId, command, body],
    queryFn: ({ signal }) =>
      ask<OrderPlan>(`/api/cases/${caseId}/shipment-plans/${kebab(command)}`, {
        method: 'POST',
        body,
        signal,
      }),
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** Orders a parcel; pressed again after a broken connection it is the same order. */
export function useOrder(caseId: string, command: OrderCommand) {
  const refresh = useRefresh();
  const pending = useRef<{ text: string; key: string } | undefined>(undefined);
  return useMutation({
    async mutationFn(body: { sending: object; weightGrams: number }) {
      const text = JSON.stringify(body);
      if (pending.current?.text !== text) pending.current = { text, key: requestKey() };
      try {
        const order = await ask<OrderView>(`/api/cases/${caseId}/shipment-orders/${kebab(command)}`, {
          method: 'POST',
          body,
          headers: { 'idempotency-key': pending.current.key },
        });
        pending.current = undefined;
        return order;
      } catch (error) {
        if (!(error instanceof NoAnswer)) pending.current = undefined;
        throw error;
      }
    },
    onSettled: refresh,
  });
}
