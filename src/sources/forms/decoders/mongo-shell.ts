/** Numbers as MongoDB's shells print them: `NumberLong("1700000000000000")`, `Long("…")`, `ISODate("…")`. */
import { joined } from '../../joined.js';
import { reads, type Form } from '../form.js';
import { replacing } from '../replacing.js';

const CALL = /:\s*(?:NumberLong|Long|NumberInt|Int32|NumberDecimal|Decimal128|ISODate)\(/;
const NUMBER =
  /\b(?:NumberLong|NumberInt|NumberDecimal|Long|Int32|Double|Decimal128)\( {0,8}["']?([-+.\deE]{1,40})["']? {0,8}\)/g;
const OTHER = /\b(?:ISODate|ObjectId|Timestamp|UUID|BinData|Date)\(([^()]{0,280})\)/g;
const CUT = /\b(?:Nu|Lo|Int|Dou|Dec|ISO|Obj|Tim|UUID|Bin|Dat)\w{0,16}(?:\([^()]{0,280})?$|\b[A-Z]\w{0,2}$/;

export const mongoShell: Form = {
  name: "MongoDB's shell",
  fits: (head) => CALL.test(head.text) && reads(mongoShell, head),
  decoding() {
    const numbers = replacing(NUMBER, CUT, (_, digits = '') => digits);
    const others = replacing(OTHER, CUT, (_, value = '') => /"[^"]*"/.exec(value)?.[0] ?? 'null');
    return {
      push: (bytes) => others.push(numbers.push(bytes)),
      end() {
        const rest = others.push(numbers.end());
        return joined([rest, others.end()]);
      },
    };
  },
};
