/** Documents that a person needs every day: the counter examines the original and gives it back at once. */
const everyday =
  /身份证|身份证明|身份证件|户口簿|户籍证明|居住证|通行证|护照|社会保障卡|驾驶证|行驶证|结婚证|残疾人证/;

/** Originals that are handed in for good: what is replaced, cancelled or taken back. */
const surrendered = /^原|损毁|注销|缴回/;

/**
 * Whether the original of a material is only shown: examined at the counter, scanned and given back at once. It neither
 * travels nor is filed (docs/decisions/0012). Everything else that the home region must see itself travels.
 */
export const isShownOnly = ({ name, archivePaper }: { name: string; archivePaper: boolean }): boolean =>
  !archivePaper && everyday.test(name) && !surrendered.test(name);

/** Whether an original may be given back at the counter: the home region neither files it nor must see it itself. */
export const mayBeHandedBack = (material: {
  name: string;
  archivePaper: boolean;
  examineOriginal: boolean;
}): boolean => !material.archivePaper && (!material.examineOriginal || isShownOnly(material));
