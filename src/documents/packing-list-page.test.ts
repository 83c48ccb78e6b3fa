import { describe, expect, it } from 'vitest';
import { packingListPage } from './packing-list-page.ts';
import { samplePackingList } from './sample-forms.ts';

describe('材料寄递清单 (R-088)', () => {
  const page = packingListPage(samplePackingList);

  it('lists 3 materials of 4 pieces and the home copy of the receipt as the last of 4 lines', () => {
    expect(page.lines).toEqual([
      { number: '1', name: '居民身份证', originals: '—', copies: '1份' },
      { number: '2', name: '社会保障卡申领登记表', originals: '1份', copies: '—' },
      { number: '3', name: '白底免冠证件照', originals: '1份', copies: '1份' },
      { number: '4', name: '收件通知书（属地联）　SJ-510107-20210928-0041', originals: '1份', copies: '—' },
    ]);
    expect(page.total).toEqual({ label: '合计 4 项 5 份', originals: '3份', copies: '2份' });
  });

  it('names addressee window, address, phone and the version of the directory', () => {
    expect(page.addressee).toEqual({
      label: '寄往',
      window: '重庆市綦江区政务服务中心“跨省通办”窗口',
      address: '重庆市綦江区文龙街道通惠大道18号政务服务中心一楼',
      postcode: '邮编 401420',
      person: '何建国　023-5550 0110',
      version: '地址取自联络清单 2021年9月第3版',
    });
  });
});
