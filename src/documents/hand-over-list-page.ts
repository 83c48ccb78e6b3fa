import { hourText } from './form-texts.ts';
import { formNames, type HandOverListData } from './forms.ts';

/** Everything the hand-over list prints: one line a parcel, and a field for each signature. */
export const handOverListPage = (data: HandOverListData) => ({
  title: formNames.handOverList,
  number: `编号　${data.documentNumber}`,
  facts: [
    { label: '寄件窗口', value: data.windowName },
    { label: '交接时间', value: hourText(data.listedAt) },
  ],
  columns: ['序号', '邮件号', '收件方', '内件', '件数'],
  lines: data.lines.map((line, i) => ({
    number: String(i + 1),
    waybill: line.waybill,
    carrier: line.carrier,
    addressee: line.addressee,
    contents: line.contents,
    pieces: '1件',
  })),
  total: { label: `合计 ${data.lines.length} 件`, pieces: `${data.lines.length}件` },
  given: { label: '窗口交付人：', name: data.handlerName },
  taken: { label: '寄递企业揽收人签名：', at: '　　年　　月　　日　　时　　分' },
});
