import { describe, expect, test } from 'vitest';
import type { SubscriberState, TopicState } from '../api/operations.ts';
import { type Health, healthOf, healthOfSubscriber, healthOfTopic } from './health.ts';

const subscriber: SubscriberState = {
  name: 'notices',
  title: '站内通知',
  known: true,
  feedNo: 10,
  lagEvents: 0,
  lagSeconds: 0,
  movedAt: null,
  failures: 5,
  lastError: 'no room',
  lastFailedAt: null,
  parked: 0,
  parkedSince: null,
  dead: 0,
};
const topic: TopicState = {
  topic: 'sms',
  title: '短信',
  known: true,
  waiting: 0,
  failing: 0,
  oldest: null,
  oldestSeconds: 0,
  failed: 0,
  dead: 0,
  expired: 0,
};

describe('一眼看出哪里不对', () => {
  test.each<[Partial<SubscriberState>, Health]>([
    [{}, 'fine'],
    [{ lagEvents: 3, lagSeconds: 59 }, 'fine'],
    [{ lagEvents: 3, lagSeconds: 60 }, 'behind'],
    [{ lagSeconds: 600, parked: 1 }, 'retrying'],
    [{ lagSeconds: 600, parked: 1, dead: 1 }, 'stopped'],
  ])('订阅者 %o：%s', (change, health) => {
    expect(healthOfSubscriber({ ...subscriber, ...change })).toBe(health);
  });

  test.each<[Partial<TopicState>, Health]>([
    [{ waiting: 9, oldestSeconds: 59 }, 'fine'],
    [{ waiting: 9, oldestSeconds: 60 }, 'behind'],
    [{ waiting: 9, failing: 1, oldestSeconds: 600 }, 'retrying'],
    [{ failed: 1 }, 'stopped'],
    [{ dead: 1 }, 'stopped'],
    [{ expired: 1 }, 'stopped'],
  ])('外发消息 %o：%s', (change, health) => {
    expect(healthOfTopic({ ...topic, ...change })).toBe(health);
  });

  test('合在一起：停下的条数，落后的和在重试的叫什么', () => {
    expect(
      healthOf(
        [
          { ...subscriber, dead: 2 },
          { ...subscriber, title: '督办', lagSeconds: 90 },
        ],
        [
          { ...topic, failing: 1 },
          { ...topic, title: '寄递', failed: 1, expired: 1 },
        ],
      ),
    ).toEqual({ stopped: 4, behind: ['督办'], failing: ['短信'] });
  });
});
