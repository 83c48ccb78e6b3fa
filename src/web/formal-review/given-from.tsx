import type { CaseView } from '../../cases/core/case-view.ts';
import { dayOf } from '../../regulation/instant.ts';
import { shortDate } from '../../regulation/shanghai-time.ts';
import { requestText } from '../requests/text.zh-CN.ts';

/** Where a given standard comes from, with the way to the guide. */
export function GivenFrom({ given }: { given: NonNullable<CaseView['standard']['given']> }) {
  return (
    <>
      {requestText.given(given.sourceLabel, shortDate(dayOf(given.givenAt)))}
      {given.guide ? (
        <>
          {' '}
          <a href={given.guide.address} target="_blank" rel="noreferrer noopener">
            {requestText.seeGuide}（{given.guide.version}）
          </a>
        </>
      ) : null}
    </>
  );
}
