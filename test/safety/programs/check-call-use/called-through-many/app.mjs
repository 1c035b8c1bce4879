import fs from 'node:fs';
let busy = false;
export async function run(file) {
  if (busy) return 'busy';
  const text = await step1(file);
  busy = true;
  return text;
}
const step1 = async (file) => step2(file);
const step2 = async (file) => step3(file);
const step3 = async (file) => step4(file);
const step4 = async (file) => step5(file);
const step5 = async (file) => step6(file);
const step6 = async (file) => step7(file);
const step7 = async (file) => step8(file);
const step8 = async (file) => step9(file);
const step9 = async (file) => step10(file);
const step10 = async (file) => step11(file);
const step11 = async (file) => step12(file);
const step12 = async (file) => fs.readFileSync(file, 'utf8');
