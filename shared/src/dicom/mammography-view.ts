/**
 * The short name of a mammographic view (PS3.16 CID 4014) from its code: SNOMED CT, or the SNOMED-RT codes of older
 * files (schemes SRT, SNM3, 99SDM). Undefined where the code is none of them.
 */
import { itemsOf, plainText } from './values.ts';
import type { DataItem } from './walk.ts';

const views: Readonly<Record<string, readonly string[]>> = {
  ML: ['399260004', 'R-10224'],
  MLO: ['399368009', 'R-10226'],
  LM: ['399352003', 'R-10228'],
  LMO: ['399099002', 'R-10230'],
  CC: ['399162004', 'R-10242'],
  FB: ['399196006', 'R-10244'],
  SIO: ['399188001', 'R-102D0'],
  ISO: ['441555000', 'R-40AAA'],
  XCC: ['399265009', 'R-102CF'],
  XCCL: ['399192008', 'R-1024A', 'Y-X1770'],
  XCCM: ['399101009', 'R-1024B', 'Y-X1771'],
};

const schemes: readonly (string | undefined)[] = ['SCT', 'SRT', 'SNM3', '99SDM'];

const viewOfCode = new Map(
  Object.entries(views).flatMap(([view, codes]) => codes.map((code) => [code, view] as const)),
);

export function mammographyView(root: DataItem): string | undefined {
  const [code] = itemsOf(root, 'viewCodeSequence');
  const value = plainText(code, 'codeValue');
  return value !== undefined && schemes.includes(plainText(code, 'codingSchemeDesignator'))
    ? viewOfCode.get(value)
    : undefined;
}
