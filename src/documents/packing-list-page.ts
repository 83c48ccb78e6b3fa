import { hourText } from './form-texts.ts';
import { formNames, type PackingListData } from './forms.ts';

const receiptName = '收件通知书（属地联）';

const count = (pieces: number): string => (pieces === 0 ? '—' : `${pieces}份`);

/** Everything the packing list prints. Its last line is the receipt's home copy, which travels in the parcel. */
export function packingListPage(data: PackingListData) {
  const receipt = { name: `${receiptName}　${data.receiptNumber}`, originals: 1, copies: 0 };
  const lines = [...data.lines, receipt];
  const sum = (key: 'originals' | 'copies'): number => lines.reduce((total, line) => total + line[key], 0);
  return {
    title: `${data.programmeTitle}${formNames.packingList}`,
    businessNumber: data.businessNumber,
    addressee: {
      label: '寄往',
      window: data.addresseeWindowName,
      address: data.address,
      postcode: data.postcode ? `邮编 ${data.postcode}` : '',
      person: `${data.addresseeName}　${data.addresseePhone}`,
      version: `地址取自联络清单 ${data.directoryVersion}`,
    },
    facts: [
      { label: '寄件窗口', value: data.senderWindowName },
      { label: '寄件电话', value: data.senderPhone },
      { label: '申请事项', value: data.itemName },
      { label: '邮件号', value: data.waybillNumber ?? '' },
      ...(data.sealing
        ? [
            { label: '封装照片', value: `${data.sealing.photos} 张` },
            { label: '封装摘要', value: data.sealing.digest.slice(0, 16) },
          ]
        : []),
    ],
    columns: ['序号', '材料名称', '原件', '复印件', '属地核对'],
    lines: lines.map((line, i) => ({
      number: String(i + 1),
      name: line.name,
      originals: count(line.originals),
      copies: count(line.copies),
    })),
    total: {
      label: `合计 ${lines.length} 项 ${sum('originals') + sum('copies')} 份`,
      originals: count(sum('originals')),
      copies: count(sum('copies')),
    },
    packed: { label: '收件地经办人：', name: data.handlerName, at: hourText(data.packedAt) },
    received: { label: '属地收件人签名：', at: hourText(null) },
  };
}
