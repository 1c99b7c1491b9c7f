export { textOfVirtual as textOf } from './text-of-virtual.js';
