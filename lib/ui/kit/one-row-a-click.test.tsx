// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { useOneRowAClick } from './one-row-a-click.ts';

afterEach(cleanup);

function Rows() {
  const [rows, keep] = useState(['a', 'b', 'c', 'd']);
  return (
    <ul {...useOneRowAClick()}>
      {rows.map((row) => (
        <li key={row}>
          <button type="button" onClick={() => keep(rows.filter((other) => other !== row))}>
            {row}
          </button>
        </li>
      ))}
    </ul>
  );
}

const left = () => screen.getAllByRole('button').map(({ textContent }) => textContent);

/** Clicks what is first in the list, at a place. */
function clickFirst(clientX: number, clientY: number, detail = 1) {
  fireEvent.click(screen.getAllByRole('button')[0]!, { detail, clientX, clientY });
}

describe('UI-62 useOneRowAClick', () => {
  it('a double click takes one row away, also if the hand shakes', () => {
    render(<Rows />);
    clickFirst(100, 100);
    clickFirst(100, 100, 2);
    clickFirst(104, 103);
    expect(left()).toEqual(['b', 'c', 'd']);
  });

  it('the next row goes once the pointer has moved, or was elsewhere meanwhile', () => {
    render(<Rows />);
    clickFirst(100, 100);
    clickFirst(100, 120);
    fireEvent.pointerMove(document, { clientX: 100, clientY: 300 });
    clickFirst(100, 120);
    expect(left()).toEqual(['d']);
  });

  it('keys, which have no place, take one row after the other', () => {
    render(<Rows />);
    clickFirst(0, 0, 0);
    clickFirst(0, 0, 0);
    expect(left()).toEqual(['c', 'd']);
  });

  it('the same row can be pressed twice', () => {
    render(<Rows />);
    const [first] = screen.getAllByRole('button');
    const row = first!.closest('li')!;
    let presses = 0;
    row.addEventListener('click', () => {
      presses += 1;
    });
    fireEvent.click(row, { detail: 1, clientX: 5, clientY: 5 });
    fireEvent.click(row, { detail: 2, clientX: 5, clientY: 5 });
    expect(presses).toBe(2);
  });
});
