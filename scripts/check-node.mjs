// Plain JavaScript on purpose: it must run on the old Node it warns about.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `清风需要 Node 24,当前是 ${process.version}。请在项目目录运行 npm ci(会装好固定版本的 Node),再用 npm start / npm test / npx qingfeng 启动。\n` +
      `Qingfeng needs Node 24 and found ${process.version}: run "npm ci" in the project folder, then start with npm start / npm test / npx qingfeng. ` +
      `On macOS install Node 24 yourself, because no pinned build is published for it.`,
  )
  process.exit(1)
}
