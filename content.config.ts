import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';

/** What the words of a step follow: upstream's file and symbol at a tag or commit. */
const sources = z.array(
  z.object({ repo: z.string(), path: z.string(), ref: z.string(), symbol: z.string() }),
);

export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
  /**
   * The words of a scenario, step by step: `<language>/<scenario>/<step>.mdx`. `<At>`, `<Since>`, `<Until>` and `<Live>`
   * need no import.
   */
  steps: defineCollection({
    loader: glob({ pattern: '*/*/*.mdx', base: './content/steps' }),
    schema: z.object({
      /** The headline of the step. */
      title: z.string(),
      /** What the button says that leads to this step, after "Next:". */
      next: z.string(),
      sources,
    }),
  }),
  /** A variant's words: `<language>/<scenario>/variants/<variant>.mdx`, read at the step that it is about. */
  variants: defineCollection({
    loader: glob({ pattern: '*/*/variants/*.mdx', base: './content/steps' }),
    schema: z.object({
      /** The headline where it stops or is decided. */
      title: z.string(),
      /** What the choice of runs calls it. */
      choice: z.string(),
      /** What would change it, as the label of a button; absent where there is nothing to mend. */
      repair: z.string().optional(),
      sources,
    }),
  }),
  // Our own keys pass through; src/site/words.ts types them from the file itself.
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
};
