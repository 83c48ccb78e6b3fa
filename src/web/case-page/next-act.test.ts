import { describe, expect, test } from 'vitest';
import type { ActionView } from '../../cases/core/case-view.ts';
import { type CommandName, rowOf } from '../../regulation/lifecycle/index.ts';
import { nextActOf } from './next-act.ts';

const action = (command: CommandName, sentence?: string): ActionView => ({
  command,
  title: rowOf(command).title,
  href: '',
  article: '',
  ...(sentence === undefined ? {} : { blocked: { code: 'x', sentence } }),
});

const clerk = { id: 'x', parcels: [], capacities: ['intakeClerk'] };

const next = (...actions: ActionView[]) => nextActOf({ ...clerk, actions });

describe('next act', () => {
  test('nothing lies with a reader without acts, nor does contacting or choosing the delivery', () => {
    expect(next()).toBeUndefined();
    expect(next(action('recordContact'), action('chooseDelivery'), action('attachFile'))).toBeUndefined();
  });

  test('the electronic package comes before the parcel', () => {
    expect(next(action('dispatchParcel'), action('sendPackage'))?.command).toBe('sendPackage');
  });

  test('a package that has gone, or a parcel with nothing to hold, is no main act', () => {
    const actions = [action('sendPackage'), action('dispatchParcel')];
    const inTransit = { ...clerk, actions, state: 'inTransit' as const };
    expect(nextActOf({ ...inTransit, lines: [] })?.command).toBe('sendPackage');
    const sent = { sentAt: '2021-09-29T10:00:00.000+08:00', files: 1, manifestDigest: 'digest' };
    expect(nextActOf({ ...inTransit, package: sent, lines: [] })).toBeUndefined();
    expect(nextActOf({ ...inTransit, state: 'homeAccepted' as const })).toBeUndefined();
  });

  test('after the receipt a later parcel is confirmed first once it is there', () => {
    const actions = [action('confirmReceipt'), action('acceptAtHome')];
    const home = { id: 'x', capacities: ['homeClerk'], actions, state: 'receivedAtHome' as const };
    const parcel = {
      waybill: 'EA123456785CN',
      carrier: 'ems',
      purpose: 'paperDemand' as const,
      from: 'intake' as const,
      to: 'home' as const,
      packed: [],
      registeredAt: '2021-09-29T10:00:00.000+08:00',
    };
    expect(nextActOf({ ...home, parcels: [parcel] })?.command).toBe('acceptAtHome');
    const there = { ...parcel, deliveredAt: '2021-09-30T10:00:00.000+08:00' };
    expect(nextActOf({ ...home, parcels: [there] })?.command).toBe('confirmReceipt');
  });

  test('what is possible comes before what is blocked', () => {
    const act = next(action('sendPackage', '还没有扫描件'), action('dispatchParcel'));
    expect(act).toMatchObject({ command: 'dispatchParcel', go: { dialog: 'parcel' } });
    expect(act?.blocked).toBeUndefined();
  });

  test('a blocked act alone is shown with its reason', () => {
    expect(next(action('sendPackage', '还没有扫描件'))?.blocked).toBe('还没有扫描件');
  });

  test.each<[CommandName, string]>([
    ['markMaterial', '/cases/x/review'],
    ['confirmReceipt', '/cases/x/receive'],
    ['acceptAtHome', '/cases/x/accept'],
    ['recordOpinion', '/cases/x/decide'],
    ['dispatchResult', '/cases/x/deliver'],
    ['submitCase', '/drafts/x'],
  ])('%s is done on %s', (command, screen) => {
    expect(next(action(command))?.go).toEqual({ screen });
  });

  test('a case is assigned once', () => {
    const actions = [action('assignHandler')];
    const handler = { department: '綦江区人力社保局', since: '2021-09-29T10:00:00.000+08:00', own: false };
    expect(nextActOf({ ...clerk, actions })?.command).toBe('assignHandler');
    expect(nextActOf({ ...clerk, actions, handler })).toBeUndefined();
  });

  test('news of a parcel are asked for until it is delivered, and only of the sender', () => {
    const actions = [action('recordCarrierEvent')];
    const parcel = {
      waybill: 'EA123456785CN',
      carrier: 'ems',
      purpose: 'material',
      from: 'intake',
      to: 'home',
      packed: [],
      registeredAt: '2021-09-29T10:00:00.000+08:00',
    } as const;
    const delivered = { ...parcel, deliveredAt: '2021-09-30T10:00:00.000+08:00' };
    expect(nextActOf({ ...clerk, actions, parcels: [{ ...parcel, packed: [] }] })?.command).toBe(
      'recordCarrierEvent',
    );
    expect(nextActOf({ ...clerk, actions, parcels: [{ ...delivered, packed: [] }] })).toBeUndefined();
    const home = { ...clerk, capacities: ['homeClerk'] };
    expect(nextActOf({ ...home, actions, parcels: [{ ...parcel, packed: [] }] })).toBeUndefined();
  });
});
