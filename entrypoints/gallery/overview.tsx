import { scenes } from './scenes.ts';

const themes = ['light', 'dark'];
const parts = ['parts', { page: 'popup' }] as const;

/** All scenes side by side. Each has a frame of its own, so that it is laid out as on its page. */
export function Overview() {
  return (
    <main style={{ display: 'flex', flexWrap: 'wrap', gap: '32px', padding: '32px' }}>
      {[...Object.entries(scenes), parts].map(([name, { page }]) =>
        themes.map((theme) => (
          <figure key={name + theme} style={{ margin: 0 }}>
            <figcaption>
              {name}, {theme}
            </figcaption>
            <iframe
              title={`${name}, ${theme}`}
              loading="lazy"
              src={`?scene=${name}&theme=${theme}`}
              width={page === 'popup' ? 360 : 900}
              height={600}
            />
          </figure>
        )),
      )}
    </main>
  );
}
