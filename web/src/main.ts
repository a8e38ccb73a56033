import Engine from "./worker/main?worker";
import { Desk } from "./desk";
(globalThis as any).start = (parts: any, tell: any) => new Desk(() => new Engine(), parts, tell);
