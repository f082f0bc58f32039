/** What bundle.py writes: see there. */
export type Text = string | Record<string, string>;

export interface Bundle {
  id: string;
  version: string;
  hash: string;
  language: string;
  voice: string | null;
  sources_first: string[];
  title: Text;
  about: Text;
  terms: Text[];
  reviewed: string;
  phrases: Record<string, any>;
  levels: Record<string, { label: Text; sign: string; within: Text }>;
  steps: Record<string, any>;
  recommendations: Record<string, any>;
  grounds: Record<string, any>;
  glossary: Record<string, { term: string; forms?: string[]; plain: Text }>;
  limits: Record<string, { text?: Text; confidence: string; sources?: number[] }>;
  cards: { text: Text; when?: number; languages?: Record<string, string>; checked?: string[] }[];
  sources: [number, string?][];
  documents: string[][];
  countries: Record<string, [string, string?, string?, string?]>;
  conditions: any[];
  rules: any;
}
