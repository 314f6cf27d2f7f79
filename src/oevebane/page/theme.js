// Light, dark, or as the system has it. One choice for all windows.
const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = [];

export const chosenTheme = () => localStorage.getItem('udseende') ?? 'system';
export const isDark = () => (chosenTheme() === 'system' ? system.matches : chosenTheme() === 'mørkt');
export const onThemeChange = (listener) => void listeners.push(listener);

export function chooseTheme(theme) {
  localStorage.setItem('udseende', theme);
  apply();
}

function apply() {
  const theme = chosenTheme();
  document.documentElement.style.colorScheme = theme === 'system' ? '' : isDark() ? 'dark' : 'light';
  for (const listener of listeners) listener();
}

system.addEventListener('change', apply);
window.addEventListener('storage', ({ key }) => key === 'udseende' && apply());
apply();
