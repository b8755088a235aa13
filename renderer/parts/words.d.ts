export type Zone = 'utc' | 'local';
/** 35000 → "35,000". */
export declare const numberText: (value: number) => string;
/** "1 attempt", "2 attempts". */
export declare const counted: (count: number, one: string, many?: string) => string;
/** Minutes with a decimal only where it tells something: "97.8 min", "120 min". */
export declare const minutesText: (minutes: number) => string;
/** "30 Apr 2021 23:59 UTC", or "1 May 2021 01:59 (+02:00)". */
export declare function momentText(micros: number, zone: Zone): string;
/** "UTC", or this computer's distance from it at that moment: "(+02:00)". */
export declare function zoneText(zone: Zone, micros: number): string;
/** "+02:00": how far this computer's clock is from UTC at a moment. */
export declare function offsetText(micros: number): string;
/** "today", "yesterday", "2 days ago", and from two months on the date: how long ago by this computer's calendar. */
export declare function agoText(ms: number, nowMs: number): string;
/** "12.3 MB". */
export declare function sizeText(bytes: number): string;
