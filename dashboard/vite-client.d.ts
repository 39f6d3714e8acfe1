// Styles are loaded by importing them; the bundler makes files of them, and class names of a module.
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export { classes as default };
}
declare module '*.css';
