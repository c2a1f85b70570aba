/** Takes the focus off the page, once the scene has pressed its buttons. Runs in the page. */
export async function removeFocus(): Promise<void> {
  await new Promise((painted) => {
    requestAnimationFrame(painted);
  });
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
