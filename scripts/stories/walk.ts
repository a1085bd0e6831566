import type { StoryPage } from './browser.ts';
import type { Story } from './storybook.ts';

/** Shows every story on one of the pages, and looks at it there. A page takes the next story as soon as it is free. */
export async function walk<Page extends StoryPage>(
  pages: readonly Page[],
  stories: readonly Story[],
  look: (page: Page, story: Story) => Promise<void>,
): Promise<void> {
  const left = stories.values();
  let seen = 0;
  await Promise.all(
    pages.map(async (page) => {
      for (const story of left) {
        try {
          await page.ask('show', story.id);
          await look(page, story);
        } catch (cause) {
          throw new Error(`${story.name} could not be looked at.`, { cause });
        }
        seen += 1;
        if (seen % 20 === 0) console.error(`${seen} of ${stories.length}`);
      }
    }),
  );
}
