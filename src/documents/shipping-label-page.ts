import { hourText } from './form-texts.ts';
import { formNames, type LabelParty, type ShippingLabelData } from './forms.ts';

const party = (label: string, { name, phone, address, postcode }: LabelParty) => ({
  label,
  name: `${name}　${phone}`,
  address,
  postcode: postcode ? `邮编 ${postcode}` : '',
});

/** Everything the label of a parcel prints: numbers with their bar codes, both ends, contents and payer. */
export const shippingLabelPage = (data: ShippingLabelData) => ({
  title: formNames.shippingLabel,
  carrier: data.carrier,
  routing: data.routing,
  waybill: data.waybillNumber,
  businessNumber: data.businessNumber,
  addressee: party('收', data.addressee),
  sender: party('寄', data.sender),
  facts: [
    { label: '内件', value: data.contents },
    { label: '重量', value: data.weight },
    { label: '付费', value: data.payer },
    { label: '下单', value: hourText(data.orderedAt) },
  ],
});
