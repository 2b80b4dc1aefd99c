// What is said where a form cannot leave, and how long the line is waited for.
export const TRIED_FOR = 8000; // milliseconds
export const SAID_WITHOUT_LINE =
  "现在没有网络，还没有提交。您写的内容都在，有信号后再按一次就可以；关掉页面也会在本机保留 14 天。";
