import { describe, expect, test } from 'vitest';
import { waybillOf } from '../../../test/case-acts.ts';
import { caseIn, type Story } from '../../../test/case-builder.ts';
import { carrierSays, lost, posted } from '../../../test/custody-stories.ts';
import { original } from '../../../test/usual/custody-acts.ts';
import { openOriginals } from './originals.ts';

const paperOf = ({ kase }: Story) => kase.lines.find(({ id }) => id === original)?.paper;
const taking = (story: Story, more: object) => ({ ...story.usual('recordCustody'), ...more });

describe('an original is in one place only (R-093)', () => {
  test('what is in a parcel is not taken in from the applicant: the piece in the parcel would vanish', async () => {
    const story = await caseIn('inTransit');
    await posted(story);
    expect(await story.refusal('recordCustody')).toBe('line-unknown');
    expect(paperOf(story)).toBe('onTheWay');
  });

  test('a lost original is settled first; what is brought instead is taken in afterwards', async () => {
    const story = await caseIn('inTransit');
    await lost(story);
    expect(await story.refusal('recordCustody')).toBe('line-unknown');
    await story.take('settleLostOriginal', { ...story.usual('settleLostOriginal'), way: 'replacement' });
    await story.take('recordCustody');
    expect(paperOf(story)).toBe('intake');
  });

  test('what the other window holds comes from that window and from nobody else', async () => {
    const story = await caseIn('receivedAtHome');
    expect(paperOf(story)).toBe('home');
    expect(await story.refusal('recordCustody', undefined, { as: 'intakeClerk' })).toBe('line-unknown');
    await story.take('recordCustody', taking(story, { from: 'home', giver: '周敏' }), { as: 'intakeClerk' });
    expect(paperOf(story)).toBe('intake');
  });
});

describe('originals posted back that did not reach the applicant', () => {
  async function postedBack(): Promise<Story> {
    const story = await caseIn('homeRejected');
    await story.take(
      'returnOriginals',
      { lineIds: [original], way: 'post', receiver: '罗晓梅', waybill: waybillOf(71) },
      { as: 'homeClerk' },
    );
    await carrierSays(story, 'delivered');
    expect(paperOf(story)).toBe('returned');
    return story;
  }

  test('delivered to the wrong door and brought back: the window holds them again', async () => {
    const story = await postedBack();
    await carrierSays(story, 'returned');
    expect(paperOf(story)).toBe('home');
    expect(openOriginals(story.kase).map(({ id }) => id)).toContain(original);
  });

  test('delivered to the wrong door and lost: they wait for their settlement', async () => {
    const story = await postedBack();
    await carrierSays(story, 'lost');
    expect(paperOf(story)).toBe('lost');
  });

  test('what the applicant has confirmed stays with the applicant', async () => {
    const story = await caseIn('homeRejected');
    await story.take(
      'returnOriginals',
      { lineIds: [original], way: 'post', receiver: '罗晓梅', waybill: waybillOf(71) },
      { as: 'homeClerk' },
    );
    await story.take('confirmOriginals', undefined, { as: 'homeClerk' });
    await carrierSays(story, 'lost');
    expect(paperOf(story)).toBe('returned');
  });
});
