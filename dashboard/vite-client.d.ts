// Styles are loaded by importing them; the bundler makes files of them.
declare module '*.css';
declare module '@mantine/core/styles.css';
declare module '@mantine/notifications/styles.css';
