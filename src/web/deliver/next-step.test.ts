import { expect, test } from 'vitest';
import type { ActionView } from '../../cases/core/case-view.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';
import { deliveryActs } from './next-step.ts';

const action = (command: CommandName, blocked = false): ActionView => ({
  command,
  title: command,
  href: '',
  article: '',
  ...(blocked ? { blocked: { code: 'x', sentence: '还不能' } } : {}),
});

test('possible acts come in order, blocked ones apart, others not at all', () => {
  const { open, blocked } = deliveryActs([
    action('recordContact'),
    action('dispatchResult'),
    action('completeCase', true),
    action('handOverResult'),
  ]);
  expect(open).toEqual(['handOverResult', 'dispatchResult']);
  expect(blocked.map(({ command }) => command)).toEqual(['completeCase']);
});

test('without acts there is nothing to do', () => {
  expect(deliveryActs([action('attachFile')])).toEqual({ open: [], blocked: [] });
});
