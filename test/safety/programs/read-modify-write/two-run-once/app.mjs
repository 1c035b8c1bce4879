import fs from 'node:fs';
async function setVersion(version) {
  const pkg = JSON.parse(fs.readFileSync('pkg.json', 'utf8'));
  pkg.version = version;
  fs.writeFileSync('pkg.json', JSON.stringify(pkg));
}
async function setLicense(license) {
  const pkg = JSON.parse(fs.readFileSync('pkg.json', 'utf8'));
  pkg.license = license;
  fs.writeFileSync('pkg.json', JSON.stringify(pkg));
}
await Promise.all([setVersion('2.0.0'), setLicense('MIT')]);
console.log(fs.readFileSync('pkg.json', 'utf8'));
