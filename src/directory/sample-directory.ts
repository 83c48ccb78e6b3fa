import { fullNameOf, type RegionPath } from './region.ts';
import type { Administration } from './window.ts';

/** One region's invented entry in the contact directory. */
export type SampleEntry = {
  administration: Administration;
  hall: { id: string; name: string; address: string };
  window: { id: string; name: string; address: string; phone: string };
  postal: { addressee: string; phone: string; address: string; postcode: string };
};

/** Area codes by the first four digits of the region code; provinces take that of their capital. */
const areaCodes: Readonly<Record<string, string>> = {
  5000: '023',
  5001: '023',
  5002: '023',
  5100: '028',
  5101: '028',
  5103: '0813',
  5104: '0812',
  5105: '0830',
  5106: '0838',
  5107: '0816',
  5108: '0839',
  5109: '0825',
  5110: '0832',
  5111: '0833',
  5113: '0817',
  5114: '028',
  5115: '0831',
  5116: '0826',
  5117: '0818',
  5118: '0835',
  5119: '0827',
  5120: '028',
  5132: '0837',
  5133: '0836',
  5134: '0834',
  5200: '0851',
  5201: '0851',
  5202: '0858',
  5203: '0851',
  5204: '0851',
  5205: '0857',
  5206: '0856',
  5223: '0859',
  5226: '0855',
  5227: '0854',
  5300: '0871',
  5301: '0871',
  5303: '0874',
  5304: '0877',
  5305: '0875',
  5306: '0870',
  5307: '0888',
  5308: '0879',
  5309: '0883',
  5323: '0878',
  5325: '0873',
  5326: '0876',
  5328: '0691',
  5329: '0872',
  5331: '0692',
  5333: '0886',
  5334: '0887',
  5400: '0891',
  5401: '0891',
  5402: '0892',
  5403: '0895',
  5404: '0894',
  5405: '0893',
  5406: '0896',
  5425: '0897',
};

const idOf = (kind: 'a' | 'b' | 'c', code: string): string => `5a3b1e00-000${kind}-4000-8000-000000${code}`;

/**
 * The sample entry of a region: administration, hall, window and postal address, the same at every load. Telephone
 * numbers (5550 …) and post codes (00 …) are of ranges that are not in use.
 */
export function sampleEntryOf(path: RegionPath): SampleEntry {
  const region = path.at(-1);
  if (!region) throw new RangeError('a sample entry needs a region');
  const { code } = region;
  const fullName = fullNameOf(path);
  const areaCode = areaCodes[code.slice(0, 4)];
  if (areaCode === undefined) throw new RangeError(`no area code for region ${code}`);
  const phone = `${areaCode}-5550 ${code.slice(2)}`;
  const postcode = `00${code.slice(2)}`;
  const hallName = `${fullName}政务服务中心`;
  const address = `${fullName}示例路 ${Number(code.slice(-2)) + 1} 号`;
  const windowName = `${fullName}“跨省通办”窗口`;
  return {
    administration: {
      id: idOf('a', code),
      regionCode: code,
      name: `${fullName}政务服务管理部门`,
      contactPerson: '示例联系人',
      phone,
      address,
      postcode,
      sample: true,
    },
    hall: { id: idOf('b', code), name: hallName, address },
    window: { id: idOf('c', code), name: windowName, address: `${address}，${hallName} 1 楼`, phone },
    postal: { addressee: windowName, phone, address: `${address}，${hallName} 1 楼`, postcode },
  };
}
